"""What the warnings of a period came to, by unit, in one query."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum

from qifu.liaison.warnings.models import Warned, WarnedQuerySet
from qifu.liaison.warnings.words import WarningStage
from qifu.lib.workdays import end_of_day, start_of_day


@dataclass(frozen=True)
class Figures:
    unit: int
    name: str
    issued: int
    confirmed: int
    put_right: int
    in_time: int
    avoided: Decimal | None


def of_period(rows: WarnedQuerySet, since: date | None, until: date | None) -> list[Figures]:
    found = (
        rows.exclude(stage=WarningStage.DRAFT).filter(_period(since, until)).order_by("unit__order", "unit")
    )
    counted = found.values_list("unit", "unit__short_name").annotate(
        issued=Count("pk"),
        confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
        put_right=Count("pk", filter=Q(stage=WarningStage.PUT_RIGHT)),
        in_time=Count("pk", filter=Q(stage=WarningStage.PUT_RIGHT, in_time=True)),
        avoided=Sum("avoided"),
    )
    return [Figures(*row) for row in counted]


def _period(since: date | None, until: date | None) -> Q:
    found = Q()
    if since:
        found &= Q(at__gte=start_of_day(since))
    if until:
        found &= Q(at__lt=end_of_day(until))
    return found


__all__ = ["Figures", "Warned", "of_period"]
