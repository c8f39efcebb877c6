from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qifu.organisations.models import LogKind

DATE = {"type": "date"}


class LogFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *LogKind.choices])
    who = forms.CharField(label=_("Who"), required=False, max_length=40)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=DATE))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs=DATE))
    words = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "data-page-search": ""}),
    )

    def given(self) -> dict[str, Any]:
        """What was asked for; a field that cannot be read asks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
