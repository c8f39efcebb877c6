"""`python -m bench.sweep N [STEPS]`: how long a sweep takes which fires STEPS steps among N appeals, and one that fires none.

Fills the empty database of DATABASE_URL as `bench.load` does (or uses what it holds), notes every overdue clock as having
climbed all that it should, and takes back the last step of STEPS of them: these are due.
"""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402 - after the setup
from django.db import connection  # noqa: E402

from bench.load import load  # noqa: E402
from qifu.appeals.models import Appeal  # noqa: E402
from qifu.appeals.words import OPEN  # noqa: E402
from qifu.lib.cutoffs import cutoff  # noqa: E402
from qifu.organisations.calendar import calendar  # noqa: E402
from qifu.organisations.models import District  # noqa: E402
from qifu.supervision.models import LadderStep  # noqa: E402
from qifu.supervision.presets import load_presets  # noqa: E402
from qifu.supervision.rules import in_force  # noqa: E402
from qifu.supervision.sweep import sweep  # noqa: E402

CLIMBED = """
    INSERT INTO supervision_ladderstep
        (district_id, rule_id, appeal_id, clock_id, unit_id, level, action, number, due_on, fired_at)
    SELECT district_id, %s, appeal_id, id, NULL, %s, %s, '', due_at, due_at FROM appeals_clock
    WHERE district_id = %s AND kind = 'answer' AND stopped_at IS NULL AND paused_at IS NULL AND due_at <= %s
"""
TAKEN_BACK = """
    DELETE FROM supervision_ladderstep WHERE id IN (
        SELECT max(id) FROM supervision_ladderstep GROUP BY clock_id ORDER BY max(id) DESC LIMIT %s)
"""


def prepare(district: District, steps: int, now: datetime) -> None:
    load_presets(district)
    LadderStep.objects.all().delete()
    ladder = in_force(district.pk)
    assert ladder
    with connection.cursor() as cursor:
        for rule in ladder.rules.all():
            bound = cutoff(calendar(), now, rule.working_days)
            cursor.execute(CLIMBED, [rule.pk, rule.level, rule.action, district.pk, bound])
        cursor.execute(TAKEN_BACK, [steps])
        cursor.execute("ANALYZE")


def measure(appeals: int, steps: int) -> dict[str, float]:
    call_command("migrate", interactive=False, verbosity=0)
    if not District.objects.exists():
        load(appeals)
    district, now = District.objects.get(code="990199"), datetime.now(UTC)
    prepare(district, steps, now)
    found: dict[str, float] = {
        "appeals": Appeal.objects.count(),
        "open": Appeal.objects.filter(stage__in=OPEN).count(),
        "steps on record": LadderStep.objects.count(),
    }
    for name in ("fired", "then"):
        begun = time.monotonic()
        found[name] = sweep(district, now)
        found[f"{name}, seconds"] = round(time.monotonic() - begun, 3)
    return found


def main() -> None:
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    steps = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    for name, value in measure(int(sys.argv[1]), steps).items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
