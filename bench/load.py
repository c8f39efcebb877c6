"""`python -m bench.load N`: fill the empty database of DATABASE_URL with N appeals, sealed and analysed."""

import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

django.setup()

from bench import ground as grounds  # noqa: E402 - after the setup
from bench.bulk import analyse, fill  # noqa: E402
from bench.lives import Lives  # noqa: E402
from qifu.appeals.figures.months import keep_months  # noqa: E402
from qifu.appeals.models import Event  # noqa: E402
from qifu.appeals.registering import SERIES  # noqa: E402
from qifu.appeals.sealing import seal_batch  # noqa: E402
from qifu.lib.digests import seal  # noqa: E402
from qifu.organisations.models import NumberSeries  # noqa: E402


def enterprises_for(appeals: int) -> int:
    return min(100_000, max(10_000, appeals // 10)) if appeals >= 10_000 else appeals


def load(appeals: int) -> dict[str, float]:
    """Returns how many seconds each part took."""
    seconds, begun = {}, time.monotonic()
    call_command("migrate", interactive=False, verbosity=0)
    ground = grounds.lay(enterprises_for(appeals))
    # A comment comes four days after the registration at the latest, and nothing lies in the future.
    lives = Lives(ground, appeals, datetime.now(UTC) - timedelta(days=5))
    fill(chain(grounds.enterprise_rows(ground), lives.rows()))
    for year, last in lives.numbers.items():
        NumberSeries.objects.create(district=ground.district, kind=SERIES, year=year, last=last)
    seconds["load"], begun = time.monotonic() - begun, time.monotonic()
    check_digests()
    while seal_batch(ground.district):
        pass
    seconds["seal"], begun = time.monotonic() - begun, time.monotonic()
    keep_months(ground.district)
    analyse()
    seconds["figures"] = time.monotonic() - begun
    return seconds


def check_digests() -> None:
    """The load writes digests by a faster hand than the ledger's; a few must be the very same."""
    key = settings.LEDGER_KEY.encode()
    for event in islice(Event.objects.select_related("appeal").order_by("-id").iterator(), 200):
        if event.digest != seal(key, event.content(event.appeal.number)):
            raise SystemExit(f"bench/lives.py writes other digests than the ledger: {event}")


if __name__ == "__main__":
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    for part, taken in load(int(sys.argv[1])).items():
        print(f"{part} {taken:.1f} s")
