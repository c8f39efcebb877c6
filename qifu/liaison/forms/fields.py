"""Fields that several forms of this app share."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming
from qifu.appeals.forms.files import looked_at


class OneFileField(forms.FileField):
    """Judged by its content, as the files of appeals are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, data: UploadedFile[Any] | None, initial: object = None) -> Incoming | None:
        return looked_at(data) if data else None


class MonthField(forms.Field):
    """2026-08, as its first day. Which months are possible is the verb's to say."""

    widget = forms.Select

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values:
            return None
        try:
            return datetime.strptime(str(value), "%Y-%m").date()  # noqa: DTZ007 - a month has no time zone
        except ValueError as error:
            raise ValidationError(_("Write the month as 2026-08.")) from error

    def offer(self, months: list[date]) -> None:
        self.widget.choices = [(f"{month:%Y-%m}", f"{month:%Y-%m}") for month in months]
