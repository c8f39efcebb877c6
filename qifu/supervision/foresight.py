"""What rules would do, before they are in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from qifu.appeals.models import Clock
from qifu.lib.cutoffs import cutoff
from qifu.lib.workdays import local_date, start_of_day
from qifu.organisations.calendar import calendar
from qifu.organisations.models import District
from qifu.supervision.models import LadderStep
from qifu.supervision.words import WATCHED, Action


@dataclass(frozen=True)
class Foreseen:
    """On the next working day so many appeals would climb; `steps` says to which step how many."""

    day: date
    appeals: int
    steps: list[tuple[Action, int]]


def would_climb(district: District, steps: Sequence[tuple[Action, int]], now: datetime) -> Foreseen:
    day = calendar().next_workday(local_date(now))
    moment = start_of_day(day) + timedelta(hours=9)
    found = {
        action: _late(district, level, cutoff(calendar(), moment, late))
        for level, (action, late) in enumerate(steps, 1)
    }
    every = Q(pk__in=[])
    for clocks in found.values():
        every |= Q(pk__in=clocks.values("pk"))
    appeals = Clock.objects.filter(every).values("appeal").distinct().count()
    return Foreseen(day, appeals, [(action, clocks.count()) for action, clocks in found.items()])


def _late(district: District, level: int, bound: datetime) -> QuerySet[Clock]:
    taken = LadderStep.objects.filter(clock=OuterRef("pk"), level=level)
    return Clock.objects.filter(
        ~Exists(taken),
        district=district,
        kind__in=WATCHED,
        stopped_at=None,
        paused_at=None,
        due_at__lte=bound,
    )
