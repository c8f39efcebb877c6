"""Run by test_at_once.py in a process of its own: the test database knows no two writers.

Thirty overdue appeals, four sweeps at the same moment, three times over as the days go by. Prints how many steps each round
took, how often each (clock, level) was taken at most, the gaps in the numbers, and what the ledger's check finds.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - only now are there apps
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402

from qifu.appeals.advancing import advance  # noqa: E402
from qifu.appeals.models import Category, Event  # noqa: E402
from qifu.appeals.presets import load_presets as load_clocks  # noqa: E402
from qifu.appeals.registering import register  # noqa: E402
from qifu.appeals.sealing import verify  # noqa: E402
from qifu.appeals.words import Channel  # noqa: E402
from qifu.organisations.actors import Actor  # noqa: E402
from qifu.organisations.calendar import load_builtin_years  # noqa: E402
from qifu.organisations.models import District, Unit  # noqa: E402
from qifu.organisations.roles import Role  # noqa: E402
from qifu.supervision import sweep as sweeping  # noqa: E402
from qifu.supervision.models import Escalation, LadderStep, Order, UrgingNotice  # noqa: E402
from qifu.supervision.presets import load_presets  # noqa: E402

APPEALS, SWEEPS = 30, 4
sweeping.BATCH = 4  # so that they meet often

call_command("migrate", verbosity=0)
load_builtin_years()
district = District.objects.create(code="990199", name="临江区")
load_clocks(district)
load_presets(district)
water = Unit.objects.create(district=district, kind="department", name="临江区水务局", short_name="水务局")
category = Category.objects.create(district=district, code="01", name="用水", aspect=district.aspects.first())
office = Actor(role=Role.OFFICE, district=district, name="活动办")
start_at = datetime(2026, 4, 13, 2, tzinfo=UTC)
for number in range(APPEALS):
    appeal = register(
        by=office,
        district=district,
        channel=Channel.HOTLINE,
        title=f"停水{number}",
        text="停水三天。",
        at=start_at,
    )
    advance(appeal, "accept", by=office, at=start_at, category=category)
    advance(appeal, "assign", by=office, at=start_at, lead=water, complexity="simple")

rounds = []
for now in (
    datetime(2026, 4, 21, 2, tzinfo=UTC),
    datetime(2026, 4, 27, 2, tzinfo=UTC),
    datetime(2026, 5, 8, 2, tzinfo=UTC),
):
    start = Barrier(SWEEPS)

    def run(_n: int, now: datetime = now, start: Barrier = start) -> int:
        start.wait()
        try:
            return sweeping.sweep(district, now)
        finally:
            connection.close()

    with ThreadPoolExecutor(SWEEPS) as pool:
        taken = sum(pool.map(run, range(SWEEPS)))
    rounds.append(taken + sweeping.sweep(district, now))  # what one passed over because another held it

most = LadderStep.objects.values("clock", "level").annotate(n=Count("id")).order_by("-n")[0]["n"]
gaps = [
    sorted(model.objects.values_list("serial", flat=True)) == list(range(1, model.objects.count() + 1))
    for model in (UrgingNotice, Order, Escalation)
]
events = Event.objects.filter(verb__in=("urged", "order_issued", "escalated", "handed_over")).count()
print(json.dumps([rounds, most, gaps, events, str(verify(district))]))
