"""The report of a breach: an appeal's form, with the unit, the pledge, the day and who it was."""

from typing import Any

from qifu.liaison.pledges.forms.pledges import BreachFields
from qifu.organisations.models import District
from qifu.portal.forms.filing import ContactFilingForm, FilingForm, StrangerFilingForm
from qifu.portal.forms.words import say_plainly

ABOUT = ("unit", "pledge", "happened_on", "who")


class _Breach(BreachFields):
    def about(self, form: FilingForm, district: District) -> None:
        for name in ("title", "category"):
            del form.fields[name]
        self.offer(district)
        say_plainly(form)


class StrangerBreachForm(_Breach, StrangerFilingForm):
    draft = "breach"

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, district=district, **kwargs)
        self.about(self, district)


class ContactBreachForm(_Breach, ContactFilingForm):
    draft = "own-breach"

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, district=district, **kwargs)
        self.about(self, district)
