"""comment, attach, mark."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.base import StepForm
from qifu.appeals.forms.fields import TextField
from qifu.appeals.forms.files import FilesField, limits
from qifu.appeals.words import Mark


class CommentForm(StepForm):
    note = TextField(
        label=pgettext_lazy("step", "Comment"), rows=4, most=2000, help_text=_("Seen by officials only.")
    )
    files = FilesField(label=_("Files"))  # type: ignore[assignment] # a field, not the request\'s files

    def prepare(self) -> None:
        self.fields["files"].help_text = limits()


class AttachForm(StepForm):
    always = ("files",)

    files = FilesField(label=_("Files"))  # type: ignore[assignment] # a field, not the request\'s files
    public = forms.BooleanField(label=_("The enterprise sees them too"))
    note = TextField(label=_("Remark"), rows=2)

    def prepare(self) -> None:
        self.fields["files"].help_text = limits()


class MarkForm(StepForm):
    marks = forms.MultipleChoiceField(label=_("Marks"), choices=Mark, widget=forms.CheckboxSelectMultiple)
    note = TextField(label=_("Remark"), rows=2)

    def prepare(self) -> None:
        self.fields["marks"].required = False  # none ticked is a set too
        self.initial.setdefault("marks", [mark.value for mark in self.appeal.marks])

    def given(self) -> dict[str, Any]:
        return {**super().given(), "marks": self.cleaned_data["marks"] or ["none"]}
