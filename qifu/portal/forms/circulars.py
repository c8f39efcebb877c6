"""What a company asks about a circular."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import TextField
from qifu.appeals.forms.keys import KeyField
from qifu.enterprises.models import Enterprise


class QuestionForm(forms.Form):
    company = forms.ChoiceField(label=pgettext_lazy("circular", "For which company"))
    who = forms.CharField(label=_("Your name"), max_length=40)
    phone = forms.CharField(label=pgettext_lazy("circular", "Your telephone"), max_length=30)
    text = TextField(label=_("What you would like to know"), rows=4, most=2000)
    key = KeyField()

    def __init__(self, data: Any = None, *, companies: list[Enterprise], name: str = "") -> None:
        super().__init__(data, initial={"who": name})
        self.label_suffix, self.companies = "", {str(row.pk): row for row in companies}
        if len(companies) > 1:
            choices = [(pk, row.name) for pk, row in self.companies.items()]
            self.fields["company"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["company"]

    @property
    def enterprise(self) -> Enterprise:
        chosen = self.cleaned_data.get("company") or next(iter(self.companies))
        return self.companies[chosen]
