from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qifu.organisations.calendar_editing import word


class DayForm(forms.Form):
    working = forms.TypedChoiceField(
        label=_("This day is"), coerce=lambda value: value == "True", widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("Name"), required=False, max_length=30, help_text=_("The holiday it belongs to, if any.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["working"].choices = [("True", word(True)), ("False", word(False))]  # type: ignore[attr-defined]


class NoticeForm(forms.Form):
    file = forms.FileField(
        label=_("Notice as a table (xlsx or csv)"),
        help_text=_("One row a day: the date, and whether it is off (休) or worked (班)."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("The document's number, such as 国办发明电〔2026〕7号."),
    )
