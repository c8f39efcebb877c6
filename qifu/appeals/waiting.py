"""How long an appeal may still wait for the enterprise: capped in total, however often it waits."""

from typing import TYPE_CHECKING

from django.utils import timezone

from qifu.appeals.clocks import rule_days
from qifu.appeals.models import Clock
from qifu.appeals.words import ClockKind
from qifu.organisations.calendar import calendar

if TYPE_CHECKING:
    from qifu.appeals.models import Appeal


def waiting_left(appeal: "Appeal") -> int | None:
    """Working days; None where the rules have no such clock.

    Counted is what waiting has given back to the present answer clock: a redo starts another one, and with it another
    allowance.
    """
    most = rule_days(appeal.district_id, ClockKind.WAIT, appeal.complexity)
    if most is None:
        return None
    clocks = Clock.objects.filter(appeal=appeal, kind__in=(ClockKind.ANSWER, ClockKind.WAIT)).order_by("id")
    waits: list[Clock] = []
    for clock in clocks:
        waits = [] if clock.kind == ClockKind.ANSWER else [*waits, clock]
    return max(0, most - sum(_waited(clock) for clock in waits))


def _waited(clock: Clock) -> int:
    end = clock.stopped_at or timezone.now()
    return calendar().between(timezone.localdate(clock.started_at), timezone.localdate(end))
