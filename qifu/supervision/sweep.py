"""The sweep: every step of the ladder that is due is taken, once, in order.

It asks for exactly what is due: open, running clocks up to the level's cut-off without that level's step. A step needs the
one below it to stand, so that after an outage each missed step is taken in order. Appeals that somebody works on at this
moment are passed over; the next sweep finds them. Two sweeps at once share the work for the same reason.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from qifu.appeals.models import Clock
from qifu.lib.cutoffs import cutoff
from qifu.organisations.calendar import calendar
from qifu.organisations.models import District
from qifu.supervision.climbing import climb
from qifu.supervision.models import LadderRule, LadderStep
from qifu.supervision.rules import in_force
from qifu.supervision.words import WATCHED

BATCH = 100


def sweep(district: District, now: datetime) -> int:
    """How many steps were taken."""
    ladder = in_force(district.pk)
    return sum(_level(district, rule, now) for rule in ladder.rules.all()) if ladder else 0


def late(district_id: int, rule: LadderRule, now: datetime) -> QuerySet[Clock]:
    """Clocks late enough for that step which have not taken it."""
    taken = LadderStep.objects.filter(clock=OuterRef("pk"), level=rule.level)
    return Clock.objects.filter(
        ~Exists(taken),
        district=district_id,
        kind__in=WATCHED,
        stopped_at=None,
        paused_at=None,
        due_at__lte=cutoff(calendar(), now, rule.working_days),
    )


def _level(district: District, rule: LadderRule, now: datetime) -> int:
    fired = 0
    while batch := _batch(district, rule, now):
        fired += batch
    return fired


@transaction.atomic
def _batch(district: District, rule: LadderRule, now: datetime) -> int:
    due = late(district.pk, rule, now)
    if rule.level > 1:
        due = due.filter(Exists(LadderStep.objects.filter(clock=OuterRef("pk"), level=rule.level - 1)))
    held = list(
        due.select_related("appeal__enterprise", "assignment__unit")
        .select_for_update(of=("self", "appeal"), skip_locked=True)
        .order_by("due_at", "id")[:BATCH]
    )
    # Asked once more now that the appeals are held: what another sweep has stored meanwhile was not to be seen before.
    taken = set(
        LadderStep.objects.filter(clock__in=held, level=rule.level).values_list("clock_id", flat=True)
    )
    clocks = [clock for clock in held if clock.pk not in taken]
    if clocks:
        climb(clocks, rule, district, now)
    return len(clocks)
