"""The figures of whole districts, out of the months that are kept; only a part of a month is counted from its appeals."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from qifu.appeals.figures.measures import Tally, days_by, summed, tallies_of
from qifu.appeals.figures.months import COLUMNS, tallies_by
from qifu.appeals.figures.periods import Period, of_whole_months
from qifu.appeals.querysets import EVERYTHING
from qifu.appeals.words import Population
from qifu.assessment.statistics.counting import Live
from qifu.organisations.actors import Actor
from qifu.organisations.models import District
from qifu.organisations.roles import Role

TOGETHER = "month"  # the column of those tables whose lines are months; any kept column adds up to it


def sees_whole_districts(by: Actor) -> bool:
    return by.role in (*EVERYTHING, Role.CITY) or bool(by.leader and by.leader.is_head)


def is_kept(column: str) -> bool:
    return column in (*COLUMNS, TOGETHER)


@dataclass
class Kept(Live):
    districts: Sequence[District] = ()
    stretch: list[Period] = field(default_factory=list)  # the period, month by month

    @cached_property
    def _counted(self) -> dict[Any, Tally]:
        column = COLUMNS[0] if self.column == TOGETHER else self.column
        whole = [month.first for month in self.stretch if of_whole_months(month)]
        found: dict[Any, Tally] = tallies_by(self.districts, column, whole, self.at)
        for part in self.stretch:
            if not of_whole_months(part):
                found |= self._from_appeals(part, column)  # of another month than all others
        return _by_month(found) if self.column == TOGETHER else found

    def _from_appeals(self, part: Period, column: str) -> dict[Any, Tally]:
        appeals = self.appeals.registered_within(part.first, part.last)
        found = tallies_of(
            appeals.filter(population__in=Population.values), self.at, "population", "month", column
        )
        if self.with_days:
            for population in {key[0] for key in found}:
                for value, days in days_by(appeals.filter(population=population), column).items():
                    found[population, part.first.replace(day=1), value].days = days
        return found

    def tallies(self, population: str, column: str) -> dict[Any, Tally]:
        assert column == self.column  # noqa: S101 - the page counts by what its table shows
        return self._summed(population, -1)

    def days(self, population: str, column: str) -> dict[Any, Counter[int]]:
        if column != self.column:
            return super().days(population, column)
        return {value: tally.days for value, tally in self.tallies(population, column).items()}


def _by_month(tallies: dict[Any, Tally]) -> dict[Any, Tally]:
    return summed(((population, month), tally) for (population, month, _value), tally in tallies.items())
