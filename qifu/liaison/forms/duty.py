"""The shapes of a duty, of a report on it, of the other steps, and the filters of the lists."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField, TextField
from qifu.appeals.lists.filters import LIGHTS
from qifu.liaison.forms.fields import MonthField, OneFileField
from qifu.liaison.models import Duty
from qifu.liaison.words import EVERY, STANDING, DutyStage, ReportStage
from qifu.lib.workdays import end_of_day
from qifu.organisations.forms.settings import SettingsForm
from qifu.organisations.models import Unit
from qifu.organisations.moment import Moment

ANY = ("", "—")
WITH_CLOCK = LIGHTS[:3]


class DutyForm(SettingsForm):
    due_on = DayField(
        label=_("Due"),
        error_messages={
            "required": _("A duty without a date is never late: give the day by which it is to be done.")
        },
    )
    field_order = ("title", "unit", "co_units", "aspect", "due_on", "order", "content")

    class Meta:
        model = Duty
        fields = ("title", "unit", "co_units", "aspect", "order", "content")
        widgets = {"content": forms.Textarea(attrs={"rows": 5})}
        error_messages = {
            "unit": {"required": _("A duty without a unit is nobody's: choose the unit that answers for it.")}
        }
        help_texts = {"order": _("Its place in the breakdown; smaller numbers stand first.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if self.instance.due_at:
            self.fields["due_on"].initial = self.instance.due_on

    def narrow(self, field: "forms.ModelChoiceField[Any]") -> None:
        super().narrow(field)
        if field.queryset is not None and field.queryset.model is Unit:
            field.queryset = field.queryset.filter(Q(active=True) | Q(pk=self.instance.unit_id))

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        self.instance.due_at = end_of_day(day)
        return day


class ReportForm(forms.Form):
    month = MonthField(label=_("Month"))
    percent = forms.IntegerField(
        label=_("Done in all, in percent"),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        widget=forms.NumberInput(attrs={"min": 0, "max": 100, "step": 5}),
    )
    text = TextField(
        label=_("Progress"), rows=6, most=2000, help_text=_("What was done, what came of it, what is next.")
    )
    file = OneFileField(label=_("File"))

    def __init__(self, data: Any = None, files: Any = None, *, months: list[date], duty: Duty) -> None:
        super().__init__(data, files, initial={"percent": duty.percent})
        self.label_suffix = ""
        self.fields["month"].offer(months)  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    note = TextField(label=_("Reason"), most=500)

    def __init__(self, data: Any = None, *, required: bool) -> None:
        super().__init__(data)
        self.label_suffix = ""
        self.fields["note"].required = required
        if not required:
            self.fields["note"].label = _("Remark")


class ListFilter(forms.Form):
    """A word of the URL that cannot be read narrows nothing."""

    def __init__(self, query: Mapping[str, Any], units: Any) -> None:
        super().__init__(query)
        self.label_suffix = ""
        choices = [ANY, *((unit.pk, unit.short_name) for unit in units)]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class DutyFilter(ListFilter):
    unit = forms.ChoiceField(
        label=_("Responsible unit"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    stage = forms.ChoiceField(
        required=False,
        choices=[(word, word) for word in (*DutyStage.values, STANDING, EVERY)],
        widget=forms.HiddenInput,  # chosen by the tabs above the list
    )
    light = forms.ChoiceField(
        label=pgettext_lazy("column", "Light"), required=False, choices=[ANY, *WITH_CLOCK]
    )
    month = MonthField(label=_("Report for"), required=False)

    @property
    def present(self) -> str:
        """What is in hand, unless something else is wanted."""
        return str(self.given.get("stage", DutyStage.OPEN))

    @property
    def is_narrowed(self) -> bool:
        return bool({"unit", "light"} & set(self.given)) or self.present != DutyStage.OPEN

    def condition(self, moment: Moment) -> Q:
        found = in_stage(self.present)
        if "unit" in self.given:
            found &= Q(unit=self.given["unit"])
        if "light" in self.given:
            found &= Q(stage=DutyStage.OPEN) & moment.shows(self.given["light"])
        return found


def in_stage(word: str) -> Q:
    if word == STANDING:
        return Q(stage__in=(DutyStage.OPEN, DutyStage.FINISHED))
    return Q() if word == EVERY else Q(stage=word)


class ReportFilter(ListFilter):
    unit = forms.ChoiceField(
        label=_("Responsible unit"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    stage = forms.ChoiceField(
        label=pgettext_lazy("programme", "Stage"),
        required=False,
        choices=[ANY, *ReportStage.choices, (STANDING, _("Filed or confirmed"))],
    )

    def condition(self) -> Q:
        given, found = self.given, Q()
        if "unit" in given:
            found &= Q(duty__unit=given["unit"])
        if "stage" in given:
            standing = given["stage"] == STANDING
            found &= ~Q(stage=ReportStage.SENT_BACK) if standing else Q(stage=given["stage"])
        return found
