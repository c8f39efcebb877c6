"""How far the clearing of a run has come: by owner, in one query."""

from dataclasses import dataclass

from django.db.models import Count, Q

from qifu.liaison.reconciliation.models import Difference, Run
from qifu.liaison.reconciliation.words import ANSWERED, ClearingStage


@dataclass(frozen=True)
class Progress:
    unit: int | None
    name: str
    cleared: int
    checked: int
    all: int


def progress_of(run: Run) -> list[Progress]:
    cleared = Q(stage__in=(*ANSWERED, ClearingStage.CHECKED))
    rows = (
        Difference.objects.filter(run=run)
        .to_clear()
        .order_by("unit__order", "unit")
        .values_list("unit", "unit__short_name")
        .annotate(
            cleared=Count("pk", filter=cleared),
            checked=Count("pk", filter=Q(stage=ClearingStage.CHECKED)),
            every=Count("pk"),
        )
    )
    return [Progress(unit, name or "", done, checked, every) for unit, name, done, checked, every in rows]


def counts_of(run: Run) -> dict[str, int]:
    """As they stand now: a confirmed likeness has moved on."""
    rows = Difference.objects.filter(run=run).order_by()
    return dict(rows.values_list("kind").annotate(Count("pk")))
