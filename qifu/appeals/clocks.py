"""Starting, stopping, pausing and re-computing clocks (domain.md section 3).

A deadline is a stored instant, computed once from the calendar and the rule in force; lateness is derived from it.
"""

import time
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_save
from django.utils import timezone

from qifu.appeals.models import Assignment, Clock, ClockRule
from qifu.appeals.words import ClockKind
from qifu.lib.workdays import due_date, end_of_day
from qifu.organisations.calendar import calendar

if TYPE_CHECKING:
    from qifu.appeals.models import Appeal

FRESH_SECONDS = 5.0
# The lead unit's clocks that the figures judge, by the appeal's columns.
DUE_COLUMNS = {
    ClockKind.SIGN_FOR: "sign_due_at",
    ClockKind.CONTACT: "contact_due_at",
    ClockKind.ANSWER: "answer_due_at",
}
JUDGED = {ClockKind.SIGN_FOR: "signed_on_time", ClockKind.CONTACT: "contacted_on_time"}
_rules: dict[int, tuple[float, dict[tuple[str, str], int | None]]] = {}


def rules(district_id: int) -> dict[tuple[str, str], int | None]:
    """(clock, complexity) -> working days in force; at most FRESH_SECONDS behind another process's change."""
    held = _rules.get(district_id)
    if held and time.monotonic() - held[0] < FRESH_SECONDS:
        return held[1]
    rows = ClockRule.objects.filter(district_id=district_id).order_by("version")
    found = {(row.clock, row.complexity): row.working_days for row in rows}
    _rules[district_id] = (time.monotonic(), found)
    return found


def forget_rules(**_kwargs: object) -> None:
    _rules.clear()


post_save.connect(forget_rules, sender=ClockRule)


def rule_days(district_id: int, kind: ClockKind, complexity: str) -> int | None:
    return rules(district_id).get((kind, complexity))


def deadline_after(at: datetime, days: int) -> datetime:
    return calendar().deadline(at, days)


class Clocks:
    """An appeal's open clocks while one step is being taken; `write` stores what changed."""

    def __init__(self, appeal: "Appeal", running: list[Clock] | None = None) -> None:
        """`running` spares the query where the caller knows the open clocks, as of an appeal not stored yet."""
        self.appeal = appeal
        self.is_new = running is not None
        self.open = list(Clock.objects.filter(appeal=appeal, stopped_at=None)) if running is None else running
        self.started: list[Clock] = []
        self.changed: list[Clock] = []

    def start(
        self, kind: ClockKind, at: datetime, assignment: Assignment | None = None, days: int | None = None
    ) -> Clock | None:
        """None when the rules have no such clock for this complexity. `days` where less is left than the rule gives."""
        if days is None:
            days = rule_days(self.appeal.district_id, kind, self.appeal.complexity)
        if days is None:
            return None
        clock = Clock(
            district_id=self.appeal.district_id,
            appeal=self.appeal,
            assignment=assignment,
            kind=kind,
            started_at=at,
            counted_from=at,
            working_days=days,
            due_at=deadline_after(at, days),
        )
        self.open.append(clock)
        self.started.append(clock)
        return clock

    def find(self, kind: ClockKind, assignment: Assignment | None = None) -> Clock | None:
        wanted = assignment.pk if assignment else None
        return next((c for c in self.open if c.kind == kind and c.assignment_id == wanted), None)

    def stop(self, kind: ClockKind, at: datetime, assignment: Assignment | None = None) -> Clock | None:
        if clock := self.find(kind, assignment):
            self._end(clock, at, cancelled=False)
        return clock

    def cancel(self, at: datetime, kinds: Iterable[str] = tuple(ClockKind)) -> None:
        """End clocks as if the duty had never been there; no figure counts them."""
        for clock in [c for c in self.open if c.kind in kinds]:
            self._end(clock, at, cancelled=True)

    def release(self, assignment: Assignment, at: datetime) -> None:
        """One unit's clocks end as if its duty had never been there."""
        for clock in [c for c in self.open if c.assignment_id == assignment.pk]:
            self._end(clock, at, cancelled=True)

    def end(self, at: datetime) -> None:
        """End what still runs because nothing is left to do: what was overdue by then stays on record as late."""
        for clock in list(self.open):
            self._end(clock, at, cancelled=(clock.paused_at or at) < clock.due_at)

    def pause(self, at: datetime, kinds: Iterable[str]) -> None:
        for clock in [c for c in self.open if c.kind in kinds]:
            clock.paused_at = at
            self._touch(clock)

    def resume(self, at: datetime) -> None:
        """A paused clock gets back the working days that it had left when it was paused."""
        days = calendar()
        for clock in [c for c in self.open if c.paused_at]:
            if clock.paused_at and clock.due_at > clock.paused_at:  # one that had run out stays overdue
                clock.working_days = days.between(timezone.localdate(clock.paused_at), due_date(clock.due_at))
                clock.counted_from, clock.fixed = at, False
                clock.due_at = days.deadline(at, clock.working_days)
            clock.paused_at = None
            self._touch(clock)

    def move(self, clock: Clock, day: date) -> None:
        """To a date that a person named."""
        clock.fixed = True
        self.set_due(clock, end_of_day(day))

    def set_due(self, clock: Clock, due_at: datetime) -> None:
        clock.due_at = due_at
        self._touch(clock)

    def write(self, changed: dict[int, dict[str, Any]] | None = None) -> None:
        """Store the clocks and what follows from them on the assignments and the appeal (the caller saves the appeal).

        `changed`: what else there is to store of the assignments, by primary key.
        """
        changed = changed or {}
        fields = ["due_at", "counted_from", "fixed", "paused_at", "stopped_at", "cancelled", "working_days"]
        for clock in self.changed:
            clock.save(update_fields=fields)
        Clock.objects.bulk_create(self.started)
        running = [c for c in self.open if c.paused_at is None]
        self.appeal.due_at = min((c.due_at for c in running), default=None)
        for clock in self.open:
            if column := DUE_COLUMNS.get(ClockKind(clock.kind)):
                setattr(self.appeal, column, clock.due_at)
        for assignment in [] if self.is_new else self.appeal.open_assignments:
            mine = min(
                (c for c in running if c.assignment_id == assignment.pk), key=lambda c: c.due_at, default=None
            )
            due = (mine.due_at, mine.kind) if mine else (None, None)
            if due != (assignment.due_at, assignment.due_kind):
                assignment.due_at, assignment.due_kind = due
                changed.setdefault(assignment.pk, {}).update(due_at=due[0], due_kind=due[1])
        for pk, values in changed.items():
            Assignment.objects.filter(pk=pk).update(**values)

    def _end(self, clock: Clock, at: datetime, *, cancelled: bool) -> None:
        clock.stopped_at, clock.cancelled = at, cancelled
        if (column := JUDGED.get(ClockKind(clock.kind))) and not cancelled:
            setattr(self.appeal, column, at < clock.due_at)
        self.open.remove(clock)
        if clock in self.started:
            return  # started and ended by the same step: stored once, as ended
        self._touch(clock)

    def _touch(self, clock: Clock) -> None:
        if clock.pk and clock not in self.changed:
            self.changed.append(clock)
