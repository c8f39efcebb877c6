from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from qifu.notices import wording
from qifu.notices.kinds import Kind
from qifu.notices.rendering import TITLE_LENGTH, Words
from qifu.organisations.refusals import Refused


class WordingForm(forms.Form):
    """One language of one kind. `version` is the one that was open, so that nobody writes over another's unseen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    body = forms.CharField(
        label=_("Text"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, data: QueryDict | None, *, kind: Kind, language: str, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=language, initial=initial)
        self.kind, self.language = kind, language
        self.language_label = str(dict(settings.LANGUAGES)[language])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            wording.refuse_unknown(self.words, self.kind)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return cleaned

    @property
    def words(self) -> Words:
        """What stands in the boxes: typed, or as first shown."""
        said = self.cleaned_data if self.is_bound else self.initial
        return Words(said.get("title", ""), said.get("body", "").replace("\r\n", "\n"))
