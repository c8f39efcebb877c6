"""The filters of the two lists. Every condition rests on an index of its model."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField
from qifu.appeals.lists.filters import ANY, LIGHTS, FilterForm
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.meetings.words import TOOK_PLACE, UNFINISHED, MeetingKind, MeetingStage, ResolutionStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import Front, Unit
from qifu.organisations.moment import Moment
from qifu.organisations.roles import Role

HELD, UNFINISHED_WORD = "took_place", "unfinished"
OF_UNITS = (Role.OFFICER, Role.HEAD)


def _light(light: str, moment: Moment) -> Q:
    """A resolution has a light while it is to be carried out."""
    to_do = Q(stage=ResolutionStage.OPEN)
    return ~to_do if light == "none" else to_do & moment.shows(light)


class MeetingFilter(FilterForm):
    conditions = {
        "kind": lambda kind, moment: Q(kind=kind),
        "front": lambda front, moment: Q(front=front),
        "stage": lambda stage, moment: Q(stage__in=TOOK_PLACE) if stage == HELD else Q(stage=stage),
        "since": lambda day, moment: Q(starts_at__gte=start_of_day(day)),
        "until": lambda day, moment: Q(starts_at__lt=end_of_day(day)),
    }

    kind = forms.ChoiceField(
        label=pgettext_lazy("meeting", "Kind"), choices=[ANY, *MeetingKind.choices], required=False
    )
    front = forms.ChoiceField(label=pgettext_lazy("column", "Front"), required=False)
    stage = forms.ChoiceField(
        label=pgettext_lazy("meeting", "Stage"),
        choices=[ANY, *MeetingStage.choices, (HELD, _("Took place"))],
        required=False,
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=pgettext_lazy("filter", "To"), required=False)

    def __init__(self, query: Any, by: Actor) -> None:
        super().__init__(query, by)
        fronts = Front.objects.filter(district=by.district).values_list("pk", "name")
        self.fields["front"].choices = [ANY, *fronts]  # type: ignore[attr-defined]


class ResolutionFilter(FilterForm):
    """A unit's people see their own unit's and choose none."""

    conditions = {
        "unit": lambda unit, moment: Q(unit=unit),
        "stage": lambda stage, moment: (
            Q(stage__in=UNFINISHED) if stage == UNFINISHED_WORD else Q(stage=stage)
        ),
        "light": _light,
        "kind": lambda kind, moment: Q(meeting__kind=kind),
        "since": lambda day, moment: Q(meeting__starts_at__gte=start_of_day(day)),
        "until": lambda day, moment: Q(meeting__starts_at__lt=end_of_day(day)),
    }

    unit = forms.ChoiceField(
        label=_("Owner unit"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    stage = forms.ChoiceField(
        label=pgettext_lazy("resolution", "Stage"),
        choices=[ANY, (UNFINISHED_WORD, _("Not done yet")), *ResolutionStage.choices[1:]],
        required=False,
    )
    light = forms.ChoiceField(label=pgettext_lazy("column", "Light"), choices=[ANY, *LIGHTS], required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("meeting", "Kind"), choices=[ANY, *MeetingKind.choices], required=False
    )
    since = DayField(label=_("Meetings from"), required=False)
    until = DayField(label=pgettext_lazy("filter", "To"), required=False)

    def __init__(self, query: Any, by: Actor) -> None:
        super().__init__(query, by)
        if by.role in OF_UNITS:
            del self.fields["unit"]
            return
        units = Unit.objects.filter(district=by.district).values_list("pk", "short_name")
        self.fields["unit"].choices = [ANY, *units]  # type: ignore[attr-defined]
