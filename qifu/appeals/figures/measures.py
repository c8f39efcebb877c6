"""The first statistics (domain.md section 4): what is counted.

A measure has one definition, a Q. The database counts by it, and the list behind a figure filters by it. Counted is a cohort:
the appeals registered in a period, whatever became of them until the cut-off instant.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import RUNNING, Population, Stage
from qifu.lib.percentiles import from_histogram, median

Text = Promise | str


@dataclass(frozen=True)
class Measure:
    name: str
    label: Text
    definition: Text
    condition: Callable[[datetime], Q]


MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure(
            "received",
            pgettext_lazy("figure", "Received"),
            _("Received: registered in the period, whatever became of it."),
            lambda at: Q(),
        ),
        Measure(
            "assigned",
            pgettext_lazy("figure", "Assigned"),
            _("Assigned: of these, given to a lead unit (or taken up by the unit that found it)."),
            lambda at: Q(lead_unit__isnull=False),
        ),
        Measure(
            "answered",
            pgettext_lazy("figure", "Answered"),
            _("Answered: of the received, those whose answer stands (stage answered or closed)."),
            lambda at: Q(stage__in=(Stage.ANSWERED, Stage.CLOSED)),
        ),
        Measure(
            "closed",
            pgettext_lazy("figure", "Closed"),
            _("Closed: of the received, those closed now."),
            lambda at: Q(stage=Stage.CLOSED),
        ),
        Measure(
            "listed",
            pgettext_lazy("figure", "On the long-term list"),
            _(
                "On the long-term list: of the received, those listed now; they are assigned, but not due until the review."
            ),
            lambda at: Q(stage=Stage.LISTED),
        ),
        Measure(
            "due",
            pgettext_lazy("figure", "Due"),
            _(
                "Due: answered under a clock, or unanswered though the answer clock ran out before the cut-off. "
                "Waiting, listed, merged and withdrawn ones, and history without a clock, are not due."
            ),
            lambda at: Q(on_time__isnull=False) | Q(stage__in=RUNNING, answer_due_at__lte=at),
        ),
        Measure(
            "on_time",
            pgettext_lazy("figure", "On time"),
            _(
                "On time: of the due, answered within the clock, approved extensions included. After a redo or a reopening "
                "the new answer is judged by its new clock."
            ),
            lambda at: Q(on_time=True),
        ),
        Measure(
            "timed",
            pgettext_lazy("figure", "Timed"),
            _(
                "Median and P95: working days from assigning to the answer, by nearest rank, over the answered whose "
                "working days are on record."
            ),
            lambda at: Q(working_days__isnull=False),
        ),
    )
}
COUNTED = [
    measure for measure in MEASURES.values() if measure.name != "timed"
]  # the histogram has it already


@dataclass(frozen=True)
class Rate:
    """A share: both parts are measures, the lower one holds the upper one."""

    label: Text
    numerator: str
    denominator: str


ASSIGNED_RATE = Rate(pgettext_lazy("figure", "Assigned"), "assigned", "received")
ANSWERED_RATE = Rate(pgettext_lazy("figure", "Answered"), "answered", "received")
CLOSED_RATE = Rate(pgettext_lazy("figure", "Closed"), "closed", "received")
ON_TIME_RATE = Rate(pgettext_lazy("figure", "On time"), "on_time", "due")
RATES: dict[str, tuple[Rate, ...]] = {
    Population.ASSIGNED: (ASSIGNED_RATE, ANSWERED_RATE, CLOSED_RATE, ON_TIME_RATE),
    Population.SELF_FOUND: (ASSIGNED_RATE, ANSWERED_RATE, CLOSED_RATE, ON_TIME_RATE),
    Population.NOTIFIED: (ANSWERED_RATE, CLOSED_RATE),  # told at the desk: nobody is given it, no clock runs
}


@dataclass
class Tally:
    """How many of each measure, and how often each number of working days.

    What the office has excluded from the rates stands apart: the rates are shown without it and, beside them, with it.
    """

    counts: Counter[str] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        self.counts += other.counts
        self.days += other.days
        self.left_out += other.left_out

    def __getitem__(self, measure: str) -> int:
        return self.days.total() if measure == "timed" else self.counts[measure]

    def before(self, measure: str) -> int:
        """Before exclusion."""
        return self.counts[measure] + self.left_out[measure]

    @property
    def excluded(self) -> int:
        return self.left_out["received"]

    @property
    def median(self) -> int | None:
        return median(self.days)

    @property
    def p95(self) -> int | None:
        return from_histogram(self.days, 0.95)


def tally_by(appeals: AppealQuerySet, column: str, at: datetime) -> dict[Any, Tally]:
    """One GROUP BY over the index `appeal_figures`: value of the column -> its tally. The database hands out no appeal.

    The days' histogram is the second key: every count and both percentiles come out of one pass.
    """
    rows = _counted(appeals, at, column, "excluded", "working_days")
    tallies: dict[Any, Tally] = {}
    for value, excluded, days, *counts in rows:
        tally = tallies.setdefault(value, Tally())
        counted = tally.left_out if excluded else tally.counts
        counted.update({m.name: n for m, n in zip(COUNTED, counts, strict=True)})
        if days is not None and not excluded:
            tally.days[days] += counts[0]
    return tallies


def by_population_and_day(appeals: AppealQuerySet, at: datetime) -> dict[Any, Tally]:
    """For the totals of each population and the trend: in the index's own order, so nothing is sorted."""
    known = appeals.filter(population__in=Population.values)
    tallies: dict[Any, Tally] = {}
    for population, day, excluded, *counts in _counted(known, at, "population", "registered_on", "excluded"):
        tally = tallies.setdefault((population, day), Tally())
        counted = tally.left_out if excluded else tally.counts
        counted.update({m.name: n for m, n in zip(COUNTED, counts, strict=True)})
    return tallies


def _counted(appeals: AppealQuerySet, at: datetime, *keys: str) -> Any:
    """Ones are counted, not primary keys: those are not in the index."""
    counts = {f"n_{m.name}": Count(Value(1), filter=m.condition(at) or None) for m in COUNTED}
    return appeals.order_by().values_list(*keys).annotate(**counts)
