"""An appeal's clocks as a page shows them: what is due, when, how many working days are left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qifu.appeals.models import Appeal, Clock
from qifu.lib.workdays import Light
from qifu.organisations.moment import Moment


@dataclass(frozen=True)
class ClockLine:
    label: str
    unit: str  # empty: the clock is the appeal's own
    due_at: datetime
    left: (
        int | None
    )  # working days; None once it is stopped, while it stands still, or where they cannot be counted
    light: Light | None
    paused: bool
    stopped_at: datetime | None
    late: bool


def running(appeal: Appeal) -> list[Clock]:
    """Those that count now, the nearest first."""
    open_clocks = [clock for clock in appeal.clocks.all() if clock.stopped_at is None and not clock.paused_at]
    return sorted(open_clocks, key=lambda clock: clock.due_at)


def clock_lines(appeal: Appeal, moment: Moment) -> list[ClockLine]:
    """Running ones by due time, then those that stand still, then the finished ones."""
    units = {assignment.pk: assignment.unit.short_name for assignment in appeal.assignments.all()}
    clocks = sorted(
        appeal.clocks.all(),
        key=lambda clock: (clock.stopped_at is not None, clock.paused_at is not None, clock.due_at),
    )
    return list(_lines(clocks, units, moment))


def _lines(clocks: Iterable[Clock], units: dict[int, str], moment: Moment) -> Iterable[ClockLine]:
    for clock in clocks:
        runs = clock.stopped_at is None and clock.paused_at is None
        yield ClockLine(
            label=clock.get_kind_display(),
            unit=units.get(clock.assignment_id or 0, ""),
            due_at=clock.due_at,
            left=moment.days_left(clock.due_at) if runs else None,
            light=moment.light(clock.due_at) if runs else None,
            paused=clock.paused_at is not None and clock.stopped_at is None,
            stopped_at=clock.stopped_at,
            late=clock.stopped_at is not None and clock.stopped_at >= clock.due_at,
        )
