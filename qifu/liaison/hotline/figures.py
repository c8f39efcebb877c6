"""How the hotline serves, counted in the database: each number with the words of the register's filter that opens its calls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.liaison.hotline.models.call import CallQuerySet
from qifu.liaison.hotline.words import SPOKEN, CallOutcome

MOST_DAYS = 62  # of the chart: the last ones


@dataclass(frozen=True)
class Rate:
    label: str
    numerator: int
    denominator: int
    url: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """Of an operator."""

    name: str
    calls: int
    url: str
    within: tuple[int, int]
    on_the_spot: tuple[int, int]


def _counts(seconds: int) -> dict[str, Count]:
    def count(**words: Any) -> Count:
        return Count("pk", filter=Q(**words))

    return {
        "calls": Count("pk"),
        "answered": count(answered_at__isnull=False),
        "timed": count(wait_seconds__isnull=False),
        "within": count(wait_seconds__lte=seconds),
        "told": count(outcome=CallOutcome.TOLD),
        "spoken": count(outcome__in=SPOKEN),
    }


class Figures:
    """Four queries, whatever the number of calls."""

    def __init__(self, calls: CallQuerySet, words: Mapping[str, Any], seconds: int) -> None:
        self.calls, self.seconds = calls.order_by(), seconds
        self.words = {name: str(value) for name, value in words.items()}
        self.all = self.calls.aggregate(**_counts(seconds))
        self.outcomes = dict(self.calls.values_list("outcome").annotate(Count("pk")))

    def link(self, **more: object) -> str:
        said = {**self.words, **{name: str(value) for name, value in more.items()}}
        return f"{reverse('calls')}?{urlencode(said)}"

    @property
    def rates(self) -> Sequence[Rate]:
        told = self.all
        return [
            Rate(_("Answered"), told["answered"], told["calls"], self.link(answered="yes")),
            Rate(
                _("Answered within %(seconds)s seconds") % {"seconds": self.seconds},
                told["within"],
                told["timed"],
                self.link(within=self.seconds),
                _("Only calls of which the telephone system says how long they rang."),
            ),
            Rate(
                _("Answered on the spot"),
                told["told"],
                told["spoken"],
                self.link(outcome=CallOutcome.TOLD.value),
                _("Of the calls in which somebody was heard."),
            ),
        ]

    @property
    def tiles(self) -> list[tuple[str, int, str]]:
        return [
            (str(outcome.label), self.outcomes.get(outcome.value, 0), self.link(outcome=outcome.value))
            for outcome in CallOutcome
        ]

    def by_day(self, first: date, last: date) -> dict[str, Any]:
        counted = dict(self.calls.values_list("day").annotate(Count("pk")))
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)][-MOST_DAYS:]
        return {
            "id": "calls-by-day",
            "kind": "bar",
            "title": _("Calls by day"),
            "labels": [f"{day:%m-%d}" for day in days],
            "series": [{"name": _("Calls"), "data": [counted.get(day, 0) for day in days]}],
            "links": [self.link(since=day, until=day) for day in days],
        }

    def by_hour(self) -> dict[str, Any]:
        counted = dict(self.calls.values_list("hour").annotate(Count("pk")))
        hours = range(24)
        return {
            "id": "calls-by-hour",
            "kind": "bar",
            "title": _("Calls by hour of the day"),
            "labels": [f"{hour}:00" for hour in hours],
            "series": [{"name": _("Calls"), "data": [counted.get(hour, 0) for hour in hours]}],
            "links": [self.link(hour=hour) for hour in hours],
        }

    def by_operator(self) -> list[Line]:
        rows: Any = self.calls.values("operator", "operator__name").annotate(**_counts(self.seconds))
        return [
            Line(
                row["operator__name"] or pgettext("call", "Nobody"),
                row["calls"],
                self.link(operator=row["operator"] or "none"),
                (row["within"], row["timed"]),
                (row["told"], row["spoken"]),
            )
            for row in sorted(rows, key=lambda row: (row["operator"] is None, -row["calls"]))
        ]
