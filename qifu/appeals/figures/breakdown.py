"""Figures as a table: what is counted, and a line of it, each figure with its list. Which lines there are: dimensions.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from qifu.appeals.figures.measures import MEASURES, Rate, Tally, Text, tally_by
from qifu.appeals.querysets import AppealQuerySet
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit
from qifu.organisations.roles import Role

Query = dict[str, str]
NONE = "none"  # the list's word for an empty column


@dataclass(frozen=True)
class Cohort:
    """What is counted: whose appeals, which of them, until when. `query` leads to the same ones as a list.

    `count` is how they are counted by a column, where not by a query of its own: what was counted already, or the past.
    """

    appeals: AppealQuerySet
    query: Query
    at: datetime
    by: Actor
    branch: str = ""  # of the categories, when one looks into it
    count: Callable[[str], dict[Any, Tally]] | None = None

    def tallies(self, column: str) -> dict[Any, Tally]:
        return self.count(column) if self.count else tally_by(self.appeals, column, self.at)

    def url(self, measure: str, line: Query) -> str:
        """A clock may run out between counting and looking."""
        moment = {"at": self.at.isoformat()} if MEASURES[measure].running else {}
        return self.list_url({**line, "measure": measure, **moment})

    def list_url(self, line: Query) -> str:
        return f"{reverse('appeals')}?{urlencode({**self.query, **line})}"


@dataclass(frozen=True)
class Share:
    """`before` is the same share with what is excluded; None where nothing is. `earlier`: of the period compared with."""

    label: Text
    numerator: int
    denominator: int
    url: str
    denominator_url: str
    before: "Share | None" = None
    earlier: "Share | None" = None
    more_is_better: bool = True

    @property
    def points(self) -> float | None:
        """By how many percentage points it has changed; None where either is a share of nothing."""
        then = self.earlier
        if then is None or not (self.denominator and then.denominator):
            return None
        return round(100 * (self.numerator / self.denominator - then.numerator / then.denominator), 1)

    @property
    def size_of_change(self) -> float:
        return abs(self.points or 0)

    @property
    def better(self) -> bool | None:
        """None where nothing has changed."""
        return (self.points > 0) is self.more_is_better if self.points else None


@dataclass(frozen=True)
class Line:
    """`inside` opens what the line is made of; `order` sorts it among the others."""

    label: str
    order: Any
    query: Query
    tally: Tally
    inside: str = ""

    @property
    def rated(self) -> Query:
        """What the rates count of it, as a list."""
        return {**self.query, "excluded": "no"} if self.tally.excluded else self.query


Earlier = tuple[Line, Cohort]


@dataclass(frozen=True)
class PrintedLine:
    label: str
    inside: str
    received: int
    received_url: str
    shares: list[Share]
    median: int | None
    p90: int | None
    p95: int | None
    timed: int
    timed_url: str
    excluded: int
    excluded_url: str
    listed: int
    listed_url: str


def printed(
    line: Line, cohort: Cohort, rates: Sequence[Rate], earlier: "Earlier | None" = None
) -> PrintedLine:
    """`earlier`: the line of the cohort that this one is compared with."""
    tally = line.tally
    return PrintedLine(
        line.label,
        line.inside,
        tally.before("received"),
        cohort.url("received", line.query),
        [share_of(rate, line, cohort, earlier) for rate in rates],
        tally.median,
        tally.p90,
        tally.p95,
        tally["timed"],
        cohort.url("timed", line.rated),
        tally.excluded,
        cohort.url("received", {**line.query, "excluded": "yes"}),
        tally.before("listed"),
        cohort.url("listed", line.query),
    )


def share_of(rate: Rate, line: Line, cohort: Cohort, earlier: "Earlier | None" = None) -> Share:
    above, below, tally = rate.numerator, rate.denominator, line.tally
    before = Share(
        rate.label,
        tally.before(above),
        tally.before(below),
        cohort.url(above, line.query),
        cohort.url(below, line.query),
    )
    return Share(
        rate.label,
        tally[above],
        tally[below],
        cohort.url(above, line.rated),
        cohort.url(below, line.rated),
        before if tally.excluded else None,
        share_of(rate, *earlier) if earlier else None,
        rate.more_is_better,
    )


def total(lines: list[Line]) -> Line:
    tally = Tally.of(line.tally for line in lines)
    return Line(_("Together"), None, {}, tally)


def merged(lines: list[Line]) -> list[Line]:
    """Lines with the same query are one; in order. The tallies given stay as they are."""
    found: dict[tuple[tuple[str, str], ...], Line] = {}
    for line in lines:
        one = found.setdefault(tuple(line.query.items()), replace(line, tally=Tally()))
        one.tally.add(line.tally)
    return sorted(found.values(), key=lambda line: (line.order is None, line.order))


def units_of(by: Actor) -> dict[int, Unit]:
    return {
        unit.pk: unit
        for unit in Unit.objects.filter(district__in=districts_of(by)).select_related("front", "merged_into")
    }


def districts_of(by: Actor) -> list[District]:
    """A city user's are the city and the districts below; everybody else's is one."""
    if by.district is None:
        return []
    below = list(by.district.children.all()) if by.role == Role.CITY else []
    return [by.district, *below]
