"""What one page of the statistics was asked for, read from its URL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from qifu.appeals.figures.breakdown import Cohort, districts_of
from qifu.appeals.figures.dimensions import DIMENSIONS, Dimension, dimensions_for
from qifu.appeals.figures.keeping import Then, stood
from qifu.appeals.figures.measures import GROUPS
from qifu.appeals.figures.periods import Period
from qifu.appeals.models import Appeal
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import Population
from qifu.assessment.forms.statistics import StatisticsForm
from qifu.assessment.statistics.counting import Live, Past, Source
from qifu.assessment.statistics.kept import Kept, is_kept, sees_whole_districts
from qifu.organisations.actors import Actor

SECTIONS: dict[str, Promise] = {
    "rates": pgettext_lazy("statistics", "Rates and trend"),
    "days": pgettext_lazy("statistics", "Working days"),
    "funnel": pgettext_lazy("statistics", "Funnel"),
    "heat": pgettext_lazy("statistics", "Units by categories"),
    "disputes": pgettext_lazy("statistics", "Disputes"),
    "verdicts": pgettext_lazy("statistics", "Three verdicts"),
}
OF_TODAY_ONLY = ("disputes", "verdicts")


@dataclass(frozen=True)
class Asked:
    by: Actor
    at: datetime
    form: StatisticsForm
    section: str
    population: Population
    dimension: Dimension
    branch: str
    group: str

    @property
    def period(self) -> Period:
        return self.form.chosen

    @property
    def then(self) -> Then | None:
        return self.form.then

    @cached_property
    def source(self) -> Source | None:
        """None: so much must be counted of that past instant that it waits for the background."""
        if self.then:
            found = stood(self.then, self.by)
            return Past(found) if found else None
        return self.live("month" if self.section != "rates" else self.dimension.column)

    def live(self, column: str, period: Period | None = None, *, with_days: bool = True) -> Live:
        days = period or self.period
        if sees_whole_districts(self.by) and is_kept(column):
            return Kept(self.seen(days), self.at, column, with_days, districts_of(self.by), days.months)
        return Live(self.seen(days), self.at, column, with_days)

    def seen(self, period: Period) -> AppealQuerySet:
        return Appeal.objects.visible_to(self.by).registered_within(period.first, period.last)

    def cohort(
        self, population: str | None = None, source: Source | None = None, period: Period | None = None
    ) -> Cohort:
        """Of one population (the chosen one); of another source where it is compared with another period."""
        each, days, counted = str(population or self.population), period or self.period, source or self.source
        query = {"population": each, "since": days.first.isoformat(), "until": days.last.isoformat()}
        if self.then:
            query["stood"] = str(self.then)
        if self.branch and population is None:
            query["category"] = self.branch
        return Cohort(
            self.seen(days).filter(population=each),
            query,
            self.then.until if self.then else self.at,
            self.by,
            self.branch if population is None else "",
            (lambda column: counted.tallies(each, column)) if counted else None,
        )


def asked(query: Mapping[str, Any], by: Actor, at: datetime) -> Asked:
    dimension = DIMENSIONS[one_of(query, "by", [d.name for d in dimensions_for(by)])]
    form = StatisticsForm(query, at)
    return Asked(
        by,
        at,
        form,
        one_of(query, "show", [name for name in SECTIONS if not (form.then and name in OF_TODAY_ONLY)]),
        Population(one_of(query, "population", Population.values)),
        dimension,
        query.get("branch", "") if dimension.name == "category" else "",
        one_of(query, "rates", list(GROUPS)),
    )


def one_of(query: Mapping[str, Any], name: str, choices: list[str]) -> str:
    said: str = query.get(name, "")
    return said if said in choices else choices[0]
