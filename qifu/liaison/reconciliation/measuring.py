"""A whole run without a page, for the bench."""

from pathlib import Path

from django.utils import timezone

from qifu.appeals.files import Incoming, keep
from qifu.liaison.reconciliation.models import Run
from qifu.liaison.reconciliation.running import lay_side_by_side, sheet_of
from qifu.lib.reconciling import recognise
from qifu.lib.uploads import inspect
from qifu.organisations.models import Unit, User

LIMIT = 100 * 1024 * 1024


def run_of(left: Path, right: Path) -> dict[str, int]:
    unit = Unit.objects.filter(kind="office").first() or Unit.objects.first()
    assert unit is not None  # noqa: S101 - a bench has units
    files = []
    for path in (left, right):
        with path.open("rb") as content:
            files.append(keep(Incoming(path.name, content, inspect(content, path.name, LIMIT))))
    run = Run(
        district=unit.district, unit=unit, by=User.objects.order_by("pk")[0], purpose="bench", left_name="left",
        right_name="right", left_file=files[0], right_file=files[1], left_file_name=left.name, right_file_name=right.name,
        at=timezone.now(),
    )  # fmt: skip
    run.columns = {side: recognise(sheet_of(run, side).headings).__dict__ for side in ("left", "right")}
    run.save()
    return lay_side_by_side(run, lambda done, total: None)
