"""Cohorts as they stood at a past instant: the tallies of measures.py, counted from the events.

An appeal's events are folded once (past.py); what counts alike is one kind, and a measure is asked of kinds, not of appeals.
The one way to figures of the past: statistics show what months froze, because both count here.
"""

from array import array
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q

from qifu.appeals.figures.measures import MEASURES, Tally
from qifu.appeals.figures.past import INSTANTS, Facts, facts_at, holds
from qifu.appeals.figures.periods import Period
from qifu.appeals.models.appeal import COUNTED
from qifu.lib.months import first_of
from qifu.organisations.models import District

NAMES = ("district", "month", *(name for name in COUNTED if name != "registered_on"))
Kind = tuple[
    Any, ...
]  # the values of NAMES; of an instant only whether there is one, and whether it had passed
LATER = datetime.max.replace(tzinfo=UTC)
MEASURED = tuple(
    NAMES.index(name)
    for name in NAMES
    if name not in ("district", "month", "street", "category", "channel", "size")
)


@dataclass
class Stood:
    """`kinds`: the primary keys of the appeals of each kind."""

    until: datetime
    kinds: dict[Kind, "array[int]"]

    @property
    def count(self) -> int:
        return sum(len(keys) for keys in self.kinds.values())

    @cached_property
    def counted(self) -> dict[Kind, frozenset[str]]:
        """The measures that hold of each kind; many kinds differ only in what nothing is measured by."""
        found: dict[Kind, frozenset[str]] = {}
        conditions = {name: measure.condition(self.until) for name, measure in MEASURES.items()}
        asked: dict[Kind, frozenset[str]] = {}
        for kind in self.kinds:
            core = tuple(kind[i] for i in MEASURED)
            if core not in asked:
                facts = self._facts(kind)
                asked[core] = frozenset(name for name, q in conditions.items() if holds(q, facts))
            found[kind] = asked[core]
        return found

    def tallies(self, population: str, *columns: str) -> dict[Any, Tally]:
        """As measures.tally_by: value of the column (foreign keys as primary keys, `month`, `district`), or values of several, ->
        tally.
        """
        tallies: dict[Any, Tally] = {}
        for facts, kind, keys in self._of(population):
            values = tuple(facts[column] for column in columns)
            tally = tallies.setdefault(values if len(values) > 1 else values[0], Tally())
            counts = tally.left_out if facts["excluded"] else tally.counts
            counts.update(dict.fromkeys(self.counted[kind] - {"timed"}, len(keys)))
            if not facts["excluded"] and facts["working_days"] is not None:
                tally.days[facts["working_days"]] += len(keys)
        return tallies

    def keys(self, condition: Q) -> "array[int]":
        """The primary keys of the appeals of which a condition on the counted columns holds."""
        found = array("q")
        for kind, keys in self.kinds.items():
            if holds(condition, self._facts(kind)):
                found.extend(keys)
        return found

    def keys_by(
        self, population: str, measure: str, column: str, *, excluded: bool = False
    ) -> dict[Any, list[int]]:
        """Value of the column -> the appeals that the figure counts there; `excluded` or not, as a rate tells them apart."""
        found: dict[Any, list[int]] = {}
        for facts, kind, keys in self._of(population):
            if measure in self.counted[kind] and facts["excluded"] is excluded:
                found.setdefault(facts[column], []).extend(keys)
        return found

    def number(self, population: str, condition: Q) -> int:
        """How many of them a condition on the counted columns holds of."""
        return sum(len(keys) for facts, _kind, keys in self._of(population) if holds(condition, facts))

    def only(self, seen: Collection[int]) -> "Stood":
        """Of these appeals only; kinds of which nothing is left go."""
        some = {kind: array("q", (pk for pk in keys if pk in seen)) for kind, keys in self.kinds.items()}
        return Stood(self.until, {kind: keys for kind, keys in some.items() if keys})

    def _of(self, population: str) -> Iterator[tuple[Facts, Kind, "array[int]"]]:
        for kind, keys in self.kinds.items():
            if kind[POPULATION] == population:
                yield self._facts(kind), kind, keys

    def _facts(self, kind: Kind) -> Facts:
        """An instant that had passed is told as the cut-off itself, any other as one that never comes."""
        facts = dict(zip(NAMES, kind, strict=True))
        for name in INSTANTS:
            passed = facts[name]
            facts[name] = None if passed is None else self.until if passed else LATER
        return facts


POPULATION = NAMES.index("population")


def stood_at(
    district: District, window: Period, until: datetime, told: Callable[[int], None] = lambda appeals: None
) -> Stood:
    """Of the appeals registered in the window those that were known at that instant, as they stood then. `told` hears
    of each thousand.
    """
    kinds: dict[Kind, array[int]] = {}
    for number, (pk, facts) in enumerate(facts_at(district, until, window), 1):
        kind = kind_of(district, facts, until)
        if kind not in kinds:
            kinds[kind] = array("q")
        kinds[kind].append(pk)
        if not number % 1000:
            told(number)
    return Stood(until, kinds)


def kind_of(district: District, facts: Facts, until: datetime) -> Kind:
    known = {**facts, "district": district.pk, "month": first_of(facts["registered_on"])}
    for name in INSTANTS:
        known[name] = None if known[name] is None else known[name] <= until
    return tuple(known[name] for name in NAMES)
