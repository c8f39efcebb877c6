"""The first statistics: each figure with its parts, its definition, its cut-off, and the list of its cases."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from qifu.appeals.figures.breakdown import (
    DIMENSIONS,
    Cohort,
    Line,
    dimensions_for,
    districts_of,
    merged,
    printed,
    total,
)
from qifu.appeals.figures.measures import GROUPS, MEASURES, Tally, by_population_and_month, rates_of
from qifu.appeals.figures.periods import Period, named
from qifu.appeals.models import Appeal, Category
from qifu.appeals.words import Population
from qifu.organisations.http import Request, with_right
from qifu.organisations.roles import Right

YEARS_BACK, LONGEST_YEARS = 5, 5


class PeriodForm(forms.Form):
    """A named period, or two days; this year when nothing is said."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    since = forms.DateField(
        label=gettext_lazy("Or from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("to"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, query: Mapping[str, Any], today: date) -> None:
        super().__init__(query)
        self.label_suffix = ""
        self.today = today
        self.fields["period"].choices = period_choices(today)  # type: ignore[attr-defined]

    def clean(self) -> None:
        first, last = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if bool(first) != bool(last):
            self.add_error("until" if first else "since", _("Name both days, or neither."))
        elif first and last and not first <= last:
            self.add_error("until", _("The last day lies before the first."))
        elif first and last and last.year - first.year > LONGEST_YEARS:
            self.add_error("until", _("At most %(years)s years at once.") % {"years": LONGEST_YEARS})

    @property
    def chosen(self) -> Period:
        this_year = Period(date(self.today.year, 1, 1), date(self.today.year, 12, 31))
        if not self.is_valid():
            return this_year
        said = self.cleaned_data
        if said["since"]:
            return Period(said["since"], said["until"])
        return named(said["period"]) or this_year


def period_choices(today: date) -> list[Any]:
    year = today.year
    quarters = [
        (f"{y}-Q{q}", _("%(year)s, quarter %(n)s") % {"year": y, "n": q})
        for y in (year, year - 1)
        for q in (1, 2, 3, 4)
    ]
    months = [(f"{y}-{m:02d}", f"{y}-{m:02d}") for y in (year, year - 1) for m in range(1, 13)]
    return [
        ("", _("This year")),
        (_("Year"), [(str(y), str(y)) for y in range(year, year - YEARS_BACK, -1)]),
        (pgettext("period", "Quarter"), quarters),
        (pgettext("period", "Month"), months),
    ]


@with_right(Right.STATISTICS)
def statistics(request: Request) -> HttpResponse:
    at = timezone.now()
    form = PeriodForm(request.GET, timezone.localdate(at))
    dimensions = dimensions_for(request.actor)
    context = {
        "form": form,
        "keep": ["population", "by", "branch", "rates"],
        "period": form.chosen,
        "at": at,
        "dimensions": dimensions,
        "dimension": DIMENSIONS[asked(request, "by", [d.name for d in dimensions])],
        "population": Population(asked(request, "population", Population.values)),
        "group": asked(request, "rates", list(GROUPS)),
        "definitions": [measure.definition for measure in MEASURES.values()],
    }
    return render(request, "appeals/statistics.html", context | numbers(request, context))


def numbers(request: Request, chosen: dict[str, Any]) -> dict[str, Any]:
    """What is counted, in three queries: two for the table's dimension, and one for the months of all populations."""
    period, at, dimension, population = (chosen[name] for name in ("period", "at", "dimension", "population"))
    seen = Appeal.objects.visible_to(request.actor).registered_within(period.first, period.last)
    months = by_population_and_month(seen, at)
    branch = request.GET.get("branch", "") if dimension.name == "category" else ""
    cohort = cohort_of(request, seen, population, period, at, branch)
    lines, rates = merged(dimension.lines(cohort)), rates_of(population, GROUPS[chosen["group"]][1])
    return {
        "populations": summaries(request, seen, months, period, at),
        "population_tabs": [(each, each == population) for each in Population],
        "groups": [(name, label) for name, (label, each) in GROUPS.items() if rates_of(population, each)],
        "crumbs": crumbs(request, branch),
        "rates": rates,
        "lines": [printed(line, cohort, rates) for line in lines],
        "total": printed(total(lines), cohort, rates) if lines else None,
        "trend": trend(months, population, period, cohort),
    }


def asked(request: Request, name: str, choices: list[str]) -> str:
    said = request.GET.get(name, "")
    return said if said in choices else choices[0]


def cohort_of(
    request: Request, seen: QuerySet[Any], population: str, period: Period, at: Any, branch: str = ""
) -> Cohort:
    query = {
        "population": str(population),
        "since": period.first.isoformat(),
        "until": period.last.isoformat(),
    }
    appeals = seen.filter(population=population)
    if branch:
        appeals = appeals.filter(category__code__startswith=branch)
    return Cohort(appeals, {**query, **({"category": branch} if branch else {})}, at, request.actor, branch)  # type: ignore[arg-type]


def summaries(
    request: Request, seen: QuerySet[Any], months: dict[Any, Tally], period: Period, at: Any
) -> list[dict[str, Any]]:
    """The populations side by side, each with its own figures; nothing here adds one to another."""
    found = []
    for population in Population:
        tally = Tally()
        for (each, _month), some in months.items():
            if each == population:
                tally.add(some)
        line = Line(str(population.label), None, {}, tally)
        cohort = cohort_of(request, seen, population, period, at)
        found.append({"label": population.label, "line": printed(line, cohort, rates_of(population))})
    return found


def trend(counted: dict[Any, Tally], population: str, period: Period, cohort: Cohort) -> dict[str, Any]:
    today = timezone.localdate(cohort.at)
    months = [month for month in period.months if month.first <= today] or period.months[:1]
    tallies = [Tally() for _month in months]
    for (each, day), some in counted.items():
        if each == population and day <= today:
            tallies[(day.year - period.first.year) * 12 + day.month - period.first.month].add(some)
    names = ("received", "answered", "closed")
    links = [
        cohort.url("received", {"since": month.first.isoformat(), "until": month.last.isoformat()})
        for month in months
    ]
    return {
        "id": "trend",
        "kind": "line",
        "title": _("By month of registration: received, and what has been answered and closed of it"),
        "labels": [f"{month.first:%Y-%m}" for month in months],
        "series": [
            {"name": str(MEASURES[name].label), "data": [t.before(name) for t in tallies]} for name in names
        ],
        "unit": _("cases"),
        "links": links,
    }


def crumbs(request: Request, branch: str) -> list[tuple[str, str]]:
    """(code, name) of the branches above the open one, and of itself."""
    codes = [branch[:length] for length in range(2, len(branch) + 1, 2)]
    if not codes:
        return []
    rows = Category.objects.filter(district__in=districts_of(request.actor), code__in=codes)
    names = dict(rows.values_list("code", "name"))
    return [(code, names.get(code, code)) for code in codes]
