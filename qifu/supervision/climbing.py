"""What a step of the ladder brings about: the record of it, the notice, order or escalation, and an event on the appeal."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from qifu.appeals.entering import enter_all
from qifu.appeals.models import Clock
from qifu.lib.cutoffs import due_instant
from qifu.lib.workdays import due_date
from qifu.organisations import people
from qifu.organisations.actors import system
from qifu.organisations.calendar import calendar
from qifu.organisations.models import District, Leader
from qifu.supervision import letters
from qifu.supervision.models import (
    Escalation,
    LadderRule,
    LadderStep,
    Numbered,
    Order,
    OrderStep,
    UrgingNotice,
)
from qifu.supervision.tasks import tell_of
from qifu.supervision.words import Action, Cause

Record = TypeVar("Record", bound=Numbered)
VERBS = {
    Action.URGE: "urged",
    Action.ORDER: "order_issued",
    Action.ESCALATE: "escalated",
    Action.HAND_OVER: "handed_over",
}


def climb(clocks: Sequence[Clock], rule: LadderRule, district: District, now: datetime) -> None:
    """In the caller's transaction, which holds the appeals of these clocks."""
    by = system(district)
    records = MAKERS[Action(rule.action)](clocks, rule, district, now)
    steps = [_step(clock, rule, record, now) for clock, record in zip(clocks, records, strict=True)]
    LadderStep.objects.bulk_create(steps)
    for record, step in zip(records, steps, strict=True):
        record.step, record.who = step, by.name
    model: Any = type(records[0])
    model.objects.bulk_create(records)
    OrderStep.objects.bulk_create(
        OrderStep(district=district, order=order, at=now, verb="issue", who=by.name)
        for order in records
        if isinstance(order, Order)
    )
    data = [
        {
            "record": step.number,
            "due_on": due_date(clock.due_at).isoformat(),
            "late": rule.working_days or None,  # 0 says nothing
            "level": rule.level,
        }
        for clock, step in zip(clocks, steps, strict=True)
    ]
    enter_all([clock.appeal for clock in clocks], VERBS[Action(rule.action)], by=by, at=now, data=data)
    tell_of.enqueue(str(model._meta.model_name), [record.pk for record in records])


def _step(clock: Clock, rule: LadderRule, record: Numbered, now: datetime) -> LadderStep:
    return LadderStep(
        district_id=clock.district_id,
        rule=rule,
        appeal=clock.appeal,
        clock=clock,
        unit=record.unit,
        level=rule.level,
        action=rule.action,
        number=record.number,
        due_on=due_instant(calendar(), clock.due_at, rule.working_days),
        fired_at=now,
    )


def _numbered(
    model: type[Record],
    clocks: Sequence[Clock],
    rule: LadderRule,
    now: datetime,
    text: Callable[[Clock, int], str],
) -> list[Record]:
    year, first = model.take_numbers(clocks[0].district_id, now, len(clocks))
    return [
        model(
            district_id=clock.district_id,
            year=year,
            serial=first + n,
            appeal=clock.appeal,
            unit=clock.assignment.unit if clock.assignment else None,
            cause=Cause.LADDER,
            text=text(clock, rule.working_days),
            issued_at=now,
        )
        for n, clock in enumerate(clocks)
    ]


def _urge(clocks: Sequence[Clock], rule: LadderRule, district: District, now: datetime) -> list[UrgingNotice]:
    return _numbered(UrgingNotice, clocks, rule, now, letters.urging)


def _order(clocks: Sequence[Clock], rule: LadderRule, district: District, now: datetime) -> list[Order]:
    days = rule.ladder.order_days
    due_at = calendar().deadline(now, days)
    orders = _numbered(Order, clocks, rule, now, letters.order)
    for order in orders:
        order.answer_days, order.due_at = days, due_at
        order.requirement = _(
            "Answer the enterprise without delay, and report in writing why it is late and by when it will be done."
        )
    return orders


def _escalate(
    clocks: Sequence[Clock], rule: LadderRule, district: District, now: datetime
) -> list[Escalation]:
    """To the deputy head over the unit's front; where nobody is in charge of it, to the district head."""
    over, head = people.leaders_by_front(district)

    def leader_of(found: Escalation) -> Leader | None:
        return over.get(found.unit.front_id if found.unit else None) or head

    return _to_leaders(_numbered(Escalation, clocks, rule, now, letters.circular), Action.ESCALATE, leader_of)


def _hand_over(
    clocks: Sequence[Clock], rule: LadderRule, district: District, now: datetime
) -> list[Escalation]:
    _over, head = people.leaders_by_front(district)
    found = _numbered(Escalation, clocks, rule, now, letters.hand_over)
    return _to_leaders(found, Action.HAND_OVER, lambda _found: head)


def _to_leaders(
    found: list[Escalation], action: Action, leader_of: Callable[[Escalation], Leader | None]
) -> list[Escalation]:
    for escalation in found:
        escalation.action, escalation.leader = action, leader_of(escalation)
    return found


MAKERS: dict[
    Action,
    Callable[
        [Sequence[Clock], LadderRule, District, datetime], list[UrgingNotice] | list[Order] | list[Escalation]
    ],
] = {
    Action.URGE: _urge,
    Action.ORDER: _order,
    Action.ESCALATE: _escalate,
    Action.HAND_OVER: _hand_over,
}
