"""What can be assessed, as data. Every rate of appeals/figures is an indicator by itself, with its one definition there.

An app that has something to count registers it from `AppConfig.ready()`:

    indicators.register(Indicator("breaches", _("Breaches of pledges"), Kind.COUNT, _("…"), breaches_of))

Its source answers, for a window of days and as it stood at the cut-off, for each unit (by primary key) which cases there are: of
a rate those that met it and those that did not, of a count just those. A case that is no appeal is [words, address].
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.figures.measures import MEASURES, RATES, RATES_OF, Rate
from qifu.appeals.words import Population
from qifu.assessment.scoring import Kind
from qifu.organisations.models import District

Text = Promise | str
Case = str | list[str]
HAND = "hand"


@dataclass(frozen=True)
class Window:
    district: District
    first: date
    last: date
    at: datetime
    population: str = Population.ASSIGNED


@dataclass
class Cases:
    """What was left out of the rates stands apart; it is in the figures before exclusion."""

    met: list[Case] = field(default_factory=list)
    unmet: list[Case] = field(default_factory=list)
    out_met: list[Case] = field(default_factory=list)
    out_unmet: list[Case] = field(default_factory=list)


Found = Mapping[int, Cases]
Source = Callable[[Window], Found]


@dataclass(frozen=True)
class Indicator:
    """`rate`: of appeals, told from their events. Otherwise `source` finds the cases; what is given by hand has neither."""

    name: str
    label: Text
    kind: Kind
    definition: Text
    source: Source | None = None
    rate: Rate | None = None
    more_is_better: bool = True
    order: int = 100


_indicators: dict[str, Indicator] = {}


def register(*indicators: Indicator) -> None:
    _indicators.update({indicator.name: indicator for indicator in indicators})


def every() -> list[Indicator]:
    return sorted(_indicators.values(), key=lambda indicator: indicator.order)


def of_population(population: str) -> list[Indicator]:
    """Not every rate speaks of every population."""
    return [each for each in every() if each.rate is None or each.name in RATES_OF[population]]


def get(name: str) -> Indicator | None:
    """A version may hold several that are given by hand: hand-1, hand-2."""
    return _indicators.get(HAND if name.startswith(f"{HAND}-") else name)


def label_of(name: str, label: str = "") -> Text:
    """Also of one that no app registers any more."""
    found = get(name)
    return label or (found.label if found else name)


def definition_of(rate: Rate) -> str:
    return f"{MEASURES[rate.numerator].definition} {MEASURES[rate.denominator].definition}"


class _Definition:
    """Both parts' definitions, in the language of whoever reads."""

    def __init__(self, rate: Rate) -> None:
        self.rate = rate

    def __str__(self) -> str:
        return definition_of(self.rate)


register(
    *(
        Indicator(
            rate.name,
            rate.label,
            Kind.RATE,
            _Definition(rate),  # type: ignore[arg-type] # printed, as any text
            rate=rate,
            more_is_better=rate.more_is_better,
            order=n,
        )
        for n, rate in enumerate(RATES.values())
        if rate.name
        not in ("assigned", "closed")  # of what a unit was given all is assigned; the office closes
    ),
    Indicator(
        HAND,
        _("Given by hand, with evidence"),
        Kind.HAND,
        _(
            "Given by hand: by weights a mark from 0 to 100, by deductions a number of occurrences; each with its evidence."
        ),
        order=900,
    ),
)
