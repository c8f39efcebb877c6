"""The filters of the lists. Every condition rests on an index of its model."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField
from qifu.appeals.lists.filters import ANY, LIGHTS, FilterForm
from qifu.liaison.visits.models import Goer, Stop
from qifu.liaison.visits.words import HELD, VisitKind, VisitStage
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit

TOOK_PLACE = "took_place"


def _of_unit(unit: str) -> Q:
    return Q(unit=unit) | Q(Exists(Goer.objects.filter(unit_id=int(unit), visit=OuterRef("pk"))))


def _to_company(number: str) -> Q:
    """Of the own district: the list itself is narrowed to it."""
    stops = Stop.objects.filter(enterprise__number=number, enterprise__district=OuterRef("district"))
    return Q(Exists(stops.filter(visit=OuterRef("pk"))))


class VisitFilter(FilterForm):
    conditions = {
        "unit": lambda unit, moment: _of_unit(unit),
        "kind": lambda kind, moment: Q(kind=kind),
        "stage": lambda stage, moment: Q(stage__in=HELD) if stage == TOOK_PLACE else Q(stage=stage),
        "company": lambda number, moment: _to_company(number),
        "since": lambda day, moment: Q(starts_at__gte=start_of_day(day)),
        "until": lambda day, moment: Q(starts_at__lt=end_of_day(day)),
    }

    unit = forms.ChoiceField(
        label=_("Unit that goes"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("trip", "Kind"), choices=[ANY, *VisitKind.choices], required=False
    )
    stage = forms.ChoiceField(
        label=pgettext_lazy("trip", "Stage"),
        choices=[ANY, *VisitStage.choices, (TOOK_PLACE, pgettext_lazy("trip", "Took place"))],
        required=False,
    )
    company = forms.CharField(label=_("Company's number"), max_length=12, required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=pgettext_lazy("filter", "To"), required=False)

    def __init__(self, query: Any, by: Actor) -> None:
        super().__init__(query, by)
        units = Unit.objects.filter(district=by.district).values_list("pk", "short_name")
        self.fields["unit"].choices = [ANY, *units]  # type: ignore[attr-defined]

    def clean_company(self) -> str:
        return str(self.cleaned_data["company"]).strip().upper()


class FeedbackFilter(FilterForm):
    conditions = {"light": lambda light, moment: moment.shows(light, "feedback_due_at")}

    light = forms.ChoiceField(
        label=pgettext_lazy("column", "Light"), choices=[ANY, *LIGHTS[:3]], required=False
    )
