"""A unit's record: what was reported of it, and what became of that; each number opens its list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from qifu.liaison.pledges.models import Breach
from qifu.liaison.pledges.models import BreachQuerySet as Breaches
from qifu.liaison.pledges.words import BreachState
from qifu.lib.workdays import end_of_day, start_of_day


@dataclass(frozen=True)
class Line:
    label: str
    numbers: list[tuple[int, str]]  # reported, confirmed, groundless, open: count and list


def reported_in(rows: Breaches, since: date | None, until: date | None) -> Breaches:
    if since:
        rows = rows.filter(reported_at__gte=start_of_day(since))
    return rows.filter(reported_at__lt=end_of_day(until)) if until else rows


def record_of(rows: Breaches, since: date | None, until: date | None) -> list[Line]:
    """Of the breaches that the reader sees, by unit; one query."""
    counts = {state: Count("pk", filter=Q(state=state)) for state in BreachState.values}
    grouped = reported_in(rows, since, until).order_by().values("unit", "unit__short_name", "unit__order")
    found: Iterable[dict[str, int]] = grouped.annotate(reported=Count("pk"), **counts).order_by(
        "unit__order", "unit"
    )
    return [_line(row, since, until) for row in found]


def _line(row: dict[str, int], since: date | None, until: date | None) -> Line:
    days = {name: day for name, day in (("since", since), ("until", until)) if day}
    states = ("", BreachState.CONFIRMED, BreachState.GROUNDLESS, BreachState.OPEN)
    numbers = [
        (
            row[state or "reported"],
            f"{reverse('breaches')}?{urlencode({'unit': row['unit'], 'state': state, **days})}",
        )
        for state in states
    ]
    return Line(str(row["unit__short_name"]), numbers)


def confirmed(district_id: int) -> Breaches:
    """What the assessment counts."""
    found: Breaches = Breach.objects.filter(district=district_id, state=BreachState.CONFIRMED)
    return found.select_related("pledge").order_by("decided_at", "pk")
