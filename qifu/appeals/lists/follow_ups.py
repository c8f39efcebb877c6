"""The call-back list: who is to be called about an answer, who was called in vain, what was done today, who is unhappy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.lists.conditions import Conditions
from qifu.appeals.lists.filters import FilterForm
from qifu.appeals.lists.rows import Row, row_of
from qifu.appeals.models import Appeal, FollowUpRule
from qifu.appeals.models.appeal import TO_CALL
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import OPEN, Channel, Claim, Satisfaction
from qifu.lib.names import mask_phone
from qifu.lib.workdays import start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit, UnitKind
from qifu.organisations.moment import Moment

SHOWN = (
    "district", "number", "title", "stage", "channel", "hot", "hard", "focus", "highlight", "registered_at", "due_at", "claim",
    "enterprise_name", "enterprise__name", "lead_unit__short_name", "caller_phone", "attempts", "attempt_days",
    "last_attempt_at", "try_again_at", "unreachable", "unhappy", "followed_up_at", "follow_up_solved",
    "reply_satisfaction", "solution_satisfaction",
)  # fmt: skip
MANY = 3
ANY = ("", "—")


@dataclass(frozen=True)
class Tab:
    name: str
    label: Promise
    hint: Promise  # what an empty one means
    condition: Callable[[Moment], Q]
    order: tuple[str, ...]


TABS: dict[str, Tab] = {
    tab.name: tab
    for tab in (
        Tab(
            "due",
            _("Due now"),
            _("Every enterprise whose appeal was answered has been heard, or is to be tried later."),
            lambda moment: TO_CALL & (Q(try_again_at=None) | Q(try_again_at__lte=moment.now)),
            ("due_at", "id"),
        ),
        Tab(
            "tried",
            _("Tried without answer"),
            _("Nobody was called in vain."),
            lambda moment: TO_CALL & Q(attempts__gt=0),
            ("due_at", "id"),
        ),
        Tab(
            "done",
            _("Done today"),
            _("Nobody has been heard today yet."),
            lambda moment: Q(followed_up_at__gte=start_of_day(moment.today)),
            ("-followed_up_at", "-id"),
        ),
        Tab(
            "unhappy",
            _("Unhappy"),
            _("No enterprise with an open appeal was unhappy when it was last heard."),
            lambda moment: Q(unhappy__gt=0, closed_at=None, stage__in=OPEN),
            ("-unhappy", "-followed_up_at", "-id"),
        ),
    )
}


def tried(times: str, moment: Moment) -> Q:
    return Q(attempts__gte=MANY) if times == f"{MANY}" else Q(attempts=int(times))


class FollowUpFilter(FilterForm):
    """Each thins out a walk along the index of what waits to be called, which is short whatever the ledger holds."""

    conditions: Conditions = {
        "unit": lambda pk, moment: Q(lead_unit=int(pk)),
        "street": lambda pk, moment: Q(street=int(pk)),
        "channel": lambda channel, moment: Q(channel=channel),
        "attempts": tried,
    }

    unit = forms.ChoiceField(label=_("Lead unit"), required=False)
    street = forms.ChoiceField(label=pgettext_lazy("column", "Street"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=[ANY, *Channel.choices], required=False)
    attempts = forms.ChoiceField(
        label=_("Calls in vain"),
        choices=[
            ANY,
            ("0", pgettext_lazy("calls", "None")),
            ("1", pgettext_lazy("calls", "One")),
            ("2", pgettext_lazy("calls", "Two")),
            (f"{MANY}", pgettext_lazy("calls", "Three or more")),
        ],
        required=False,
    )

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        units = list(Unit.objects.filter(district=by.district))
        streets = [unit for unit in units if unit.kind in (UnitKind.STREET, UnitKind.ZONE)]
        for name, found in (("unit", units), ("street", streets)):
            choices = [ANY, *((unit.pk, unit.short_name) for unit in found)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]


def lots_of(appeals: AppealQuerySet, filters: FollowUpFilter, moment: Moment) -> dict[str, QuerySet[Any]]:
    found = appeals.filter(filters.condition(moment))
    return {name: found.filter(tab.condition(moment)) for name, tab in TABS.items()}


def for_desk(appeals: QuerySet[Any]) -> QuerySet[Any]:
    return appeals.select_related("enterprise", "lead_unit").only(*SHOWN)


@dataclass(frozen=True)
class CallRow:
    """`then` is the number of the row below: after the call one is led to it."""

    row: Row
    phone: str
    unreachable: bool  # called in vain on as many days as the rule says
    then: str

    @property
    def claim(self) -> Promise | str:
        claim = self.row.appeal.claim
        return Claim(claim).label if claim else "—"

    @property
    def again(self) -> str:
        """When to try again: the day, and the hour where the caller named one."""
        if not (at := self.row.appeal.try_again_at):
            return ""
        local = timezone.localtime(at)
        return f"{local:%m-%d}" if local.time() == time.min else f"{local:%m-%d %H:%M}"

    @property
    def reply(self) -> Promise | str:
        return _grade(self.row.appeal.reply_satisfaction)

    @property
    def solution(self) -> Promise | str:
        return _grade(self.row.appeal.solution_satisfaction)


def _grade(grade: int | None) -> Promise | str:
    return Satisfaction(grade).label if grade else "—"


def call_rows(appeals: list[Appeal], moment: Moment, by: Actor, rule: FollowUpRule) -> list[CallRow]:
    below = [*(appeal.number for appeal in appeals[1:]), ""]
    return [
        CallRow(
            row_of(appeal, moment, by),
            mask_phone(appeal.caller_phone),
            appeal.attempt_days >= rule.days_tried,
            then,
        )
        for appeal, then in zip(appeals, below, strict=False)
    ]
