"""A company signs up for an activity."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qifu.enterprises.models import Contact, Enterprise
from qifu.liaison.activities.signing_up import MOST
from qifu.portal.forms.words import say_plainly


class SignUpForm(forms.Form):
    company = forms.ChoiceField(label=_("Company"))
    people = forms.IntegerField(label=_("Number of people"), min_value=1, max_value=MOST, initial=1)
    name = forms.CharField(label=_("Who comes"), max_length=40, required=False)
    phone = forms.CharField(label=_("Your telephone"), max_length=30, required=False)

    def __init__(self, data: Any, *, contacts: Sequence[Contact]) -> None:
        super().__init__(data)
        say_plainly(self)
        self.companies = {str(contact.enterprise_id): contact.enterprise for contact in contacts}
        field: Any = self.fields["company"]
        field.choices = [(pk, row.name) for pk, row in self.companies.items()]
        if len(self.companies) == 1:
            field.widget, field.initial = forms.HiddenInput(), next(iter(self.companies))

    @property
    def enterprise(self) -> Enterprise:
        return self.companies[self.cleaned_data["company"]]
