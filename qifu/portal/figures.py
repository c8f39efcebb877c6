"""The public figures of the first page: counted from the ledger, held for some minutes, nothing of a person in them."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone

from qifu.appeals.figures.measures import MEASURES
from qifu.appeals.models import Appeal
from qifu.appeals.words import OPEN, Population, Stage
from qifu.organisations.models import District

HELD_SECONDS = 300
UNANSWERED = [stage for stage in OPEN if stage != Stage.ANSWERED]


@dataclass(frozen=True)
class Figures:
    """What companies filed this year, and what of it has been answered; units' own findings are another population."""

    year: int
    received: int
    answered: int
    in_hand: int
    at: datetime


def figures_of(district: District) -> Figures:
    key = f"portal-figures:{district.pk}"
    held: Figures | None = cache.get(key)
    if held is None:
        held = count(district)
        cache.set(key, held, HELD_SECONDS)
    return held


def count(district: District) -> Figures:
    now = timezone.localtime()
    begin = now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    filed = Appeal.objects.filter(district=district, registered_at__gte=begin).exclude(
        population=Population.SELF_FOUND
    )
    found = filed.order_by().aggregate(
        received=Count("pk"),
        answered=Count("pk", filter=MEASURES["answered"].condition(now)),
        in_hand=Count("pk", filter=Q(stage__in=UNANSWERED)),
    )
    return Figures(year=now.year, at=now, **found)
