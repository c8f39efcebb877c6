"""What a company says of a warning."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import TextField
from qifu.appeals.forms.files import FilesField


class _Said(forms.Form):
    """Up to three of them stand on one page: each has ids of its own."""

    verb = ""
    who = forms.CharField(label=_("Your name"), max_length=40)

    def __init__(self, data: Any = None, files: Any = None, *, name: str = "") -> None:
        super().__init__(data, files, initial={"who": name}, auto_id=f"{self.verb}-%s")
        self.label_suffix = ""


class ConfirmForm(_Said):
    verb = "confirm"


class ReportForm(_Said):
    verb = "report"
    text = TextField(label=_("What has been put right"), rows=4, most=2000)
    pictures = FilesField(label=_("Pictures"))


class ObjectForm(_Said):
    verb = "object"
    phone = forms.CharField(label=pgettext_lazy("warning", "Your telephone"), max_length=30)
    text = TextField(label=_("What you object to, and why"), rows=4, most=2000)


FORMS: dict[str, type[_Said]] = {form.verb: form for form in (ConfirmForm, ReportForm, ObjectForm)}
