from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIGURES = 6


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of six figures"),
        max_length=10,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )

    def clean_code(self) -> str:
        """Telephones show it as 123 456."""
        code = "".join(self.cleaned_data["code"].split())
        if len(code) != FIGURES or not (code.isascii() and code.isdigit()):
            raise ValidationError(_("The code has six figures."))
        return code
