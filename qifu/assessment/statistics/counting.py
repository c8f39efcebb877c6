"""What the sections of the statistics count from: the appeals as they are, or as they stood at a past instant."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from django.db.models import Count, Q, Value

from qifu.appeals.figures.measures import MEASURES, Tally, days_by, summed, tallies_of
from qifu.appeals.figures.past import holds
from qifu.appeals.figures.stood import Stood
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import Population

IN_A_CELL = ("received", "due", "on_time")  # of the heat table


class Source(Protocol):
    def months(self, population: str) -> dict[Any, Tally]: ...

    def tallies(self, population: str, column: str) -> dict[Any, Tally]: ...

    def days(self, population: str, column: str) -> dict[Any, Counter[int]]: ...

    def numbers(
        self, population: str, conditions: Mapping[str, Q], columns: Sequence[str]
    ) -> dict[str, int]: ...

    def cells(self, population: str) -> dict[Any, Tally]: ...


@dataclass
class Live:
    """One pass by `column` serves the months, the cards of all populations and the table."""

    appeals: AppealQuerySet
    at: datetime
    column: str = "month"
    with_days: bool = True

    @cached_property
    def _counted(self) -> dict[Any, Tally]:
        keys = dict.fromkeys(("population", "month", self.column))
        return tallies_of(self.appeals.filter(population__in=Population.values), self.at, *keys)

    def months(self, population: str) -> dict[Any, Tally]:
        return self._summed(population, 1)

    def tallies(self, population: str, column: str) -> dict[Any, Tally]:
        assert column == self.column  # noqa: S101 - the page counts by what its table shows
        found = self._summed(population, -1)
        if self.with_days:
            for value, days in self.days(population, column).items():
                found[value].days = days
        return found

    def _summed(self, population: str, position: int) -> dict[Any, Tally]:
        return summed((key[position], tally) for key, tally in self._counted.items() if key[0] == population)

    def days(self, population: str, column: str) -> dict[Any, Counter[int]]:
        return days_by(self.appeals.filter(population=population), column)

    def numbers(self, population: str, conditions: Mapping[str, Q], columns: Sequence[str]) -> dict[str, int]:
        """By what the conditions ask for the database counts once; they are asked of each kind, which are few."""
        found = dict.fromkeys(conditions, 0)
        rows = self.appeals.filter(population=population).order_by().values_list(*columns)
        for *values, n in rows.annotate(n=Count(Value(1))):
            facts = dict(zip(columns, values, strict=True))
            for name, condition in conditions.items():
                found[name] += n if holds(condition, facts) else 0
        return found

    def cells(self, population: str) -> dict[Any, Tally]:
        counts = {
            f"n_{name}": Count(Value(1), filter=MEASURES[name].condition(self.at) or None)
            for name in IN_A_CELL
        }
        rows = self.appeals.filter(population=population).order_by()
        found: dict[Any, Tally] = {}
        for unit, category, excluded, *numbers in rows.values_list(
            "lead_unit", "category", "excluded"
        ).annotate(**counts):
            tally = found.setdefault((unit, category), Tally())
            counted = tally.left_out if excluded else tally.counts
            counted.update(dict(zip(IN_A_CELL, numbers, strict=True)))
        return found


@dataclass(frozen=True)
class Past:
    stood: Stood

    def months(self, population: str) -> dict[Any, Tally]:
        return self.stood.tallies(population, "month")

    def tallies(self, population: str, column: str) -> dict[Any, Tally]:
        return self.stood.tallies(population, column)

    def days(self, population: str, column: str) -> dict[Any, Counter[int]]:
        return {value: tally.days for value, tally in self.tallies(population, column).items()}

    def numbers(self, population: str, conditions: Mapping[str, Q], columns: Sequence[str]) -> dict[str, int]:
        return {name: self.stood.number(population, condition) for name, condition in conditions.items()}

    def cells(self, population: str) -> dict[Any, Tally]:
        return self.stood.tallies(population, "lead_unit", "category")
