import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qifu.appeals.numbers import written
from qifu.portal.forms.filing import telephone
from qifu.portal.forms.words import say_plainly

NUMBER = re.compile(r"(\d{4})[-—–年]?(\d{1,7})号?")


class FollowForm(forms.Form):
    number = forms.CharField(
        label=_("Number"),
        max_length=20,
        help_text=_("It stands on your receipt, like 2026-000123."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        help_text=_("The one that was given when the appeal was filed."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_plainly(self)

    def clean_number(self) -> str:
        """As people write it: full-width figures, without the dash, without the zeros."""
        typed = "".join(unicodedata.normalize("NFKC", self.cleaned_data["number"]).split())
        if not (found := NUMBER.fullmatch(typed)):
            raise ValidationError(
                gettext("A number looks like 2026-000123: the year, a dash and six figures.")
            )
        return written(int(found[1]), int(found[2]))

    def clean_phone(self) -> str:
        return telephone(self.cleaned_data["phone"])
