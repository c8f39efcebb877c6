"""The sections of the page, each the context of its template."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from qifu.appeals.figures.breakdown import Cohort, Line, districts_of, merged, printed, total, units_of
from qifu.appeals.figures.days import bars
from qifu.appeals.figures.disagreement import disagreement_of
from qifu.appeals.figures.disputes import disputes_of
from qifu.appeals.figures.funnel import COLUMNS, FUNNEL
from qifu.appeals.figures.measures import GROUPS, Tally, rates_of, summed
from qifu.appeals.models import Category
from qifu.assessment.statistics import charts
from qifu.assessment.statistics.asking import Asked
from qifu.assessment.statistics.comparing import Comparison
from qifu.assessment.statistics.counting import Source
from qifu.lib.percentiles import from_histogram, median

Context = dict[str, Any]


def rates(asked: Asked, source: Source, comparison: Comparison | None) -> Context:
    cohort = asked.cohort(source=source)
    lines = merged(asked.dimension.lines(cohort))
    shown = rates_of(asked.population, GROUPS[asked.group][1])
    earlier = comparison.of_lines(lines, cohort) if comparison else lambda line: None
    whole = comparison.of_population(asked.population) if comparison and not asked.branch else None
    months = source.months(asked.population)
    return {
        "groups": [
            (name, label) for name, (label, each) in GROUPS.items() if rates_of(asked.population, each)
        ],
        "crumbs": crumbs(asked),
        "rates": shown,
        "lines": [printed(line, cohort, shown, earlier(line)) for line in lines],
        "total": printed(total(lines), cohort, shown, whole) if lines else None,
        "trend": charts.trend(months, asked, cohort),
        "rates_trend": charts.rates_by_month(months, asked, cohort),
    }


def crumbs(asked: Asked) -> list[tuple[str, str]]:
    """(code, name) of the branches above the open one, and of itself."""
    codes = [asked.branch[:length] for length in range(2, len(asked.branch) + 1, 2)]
    if not codes:
        return []
    rows = Category.objects.filter(district__in=districts_of(asked.by), code__in=codes)
    names = dict(rows.values_list("code", "name"))
    return [(code, names.get(code, code)) for code in codes]


def days(asked: Asked, source: Source, comparison: Comparison | None) -> Context:
    cohort, units = asked.cohort(source=source), units_of(asked.by)
    by_unit = source.days(asked.population, "lead_unit")
    every: Counter[int] = sum(by_unit.values(), start=Counter())
    lines = [
        {
            "label": units[pk].short_name if pk else _("Given to no unit yet"),
            "url": cohort.url("timed", {"excluded": "no", "unit": str(pk or "none")}),
            **_spread(found),
        }
        for pk, found in sorted(by_unit.items(), key=lambda each: units[each[0]].order if each[0] else 10**9)
        if found
    ]
    return {
        "spread": _spread(every) | {"url": cohort.url("timed", {"excluded": "no"})},
        "spread_lines": lines,
        "spread_chart": charts.working_days(every, bars(every), cohort) if every else None,
    }


def _spread(days: Counter[int]) -> Context:
    return {
        "count": days.total(),
        "p50": median(days),
        "p90": from_histogram(days, 0.90),
        "p95": from_histogram(days, 0.95),
        "longest": max(days, default=None),
    }


def funnel(asked: Asked, source: Source, comparison: Comparison | None) -> Context:
    """What is excluded from the rates is in it, as in what was received."""
    cohort = asked.cohort(source=source)
    conditions = {name: step.condition for name, step in FUNNEL.items()}
    numbers = source.numbers(asked.population, conditions, COLUMNS)
    first, before, steps = numbers["registered"], numbers["registered"], []
    for name, step in FUNNEL.items():
        url = cohort.list_url({"reached": name})
        steps.append({"step": step, "count": numbers[name], "before": before, "of": first, "url": url})
        before = numbers[name]
    return {"steps": steps, "funnel_chart": charts.funnel(steps)}


def heat(asked: Asked, source: Source, comparison: Comparison | None) -> Context:
    """Units by the top branches of the categories: how many, and which share of the due was answered in time."""
    cohort, units = asked.cohort(source=source), units_of(asked.by)
    codes: dict[int, str] = {}
    names: dict[str, str] = {}
    for category in Category.objects.filter(district__in=districts_of(asked.by)):
        codes[category.pk], names[category.code] = category.code, category.name
    cells = summed(
        ((unit, codes[category][:2] if category else ""), tally)
        for (unit, category), tally in source.cells(asked.population).items()
    )
    rows = sorted(
        {unit for unit, _branch in cells}, key=lambda pk: (units[pk].order, pk) if pk else (10**9, 0)
    )
    columns = sorted({branch for _unit, branch in cells}, key=lambda code: (not code, code))
    lines = [
        (
            units[pk].short_name if pk else _("Given to no unit yet"),
            str(pk or "none"),
            [cells.get((pk, c), Tally()) for c in columns],
        )
        for pk in rows
    ]
    heads = [names.get(code, code) if code else _("Not classified yet") for code in columns]
    queries = [{"category": code or "none"} for code in columns]
    return {"heats": charts.heat(heads, queries, lines, cohort) if lines else []}


def disputes(asked: Asked, source: Source, comparison: Comparison | None) -> Context:
    found = disputes_of(asked.cohort(source=source))
    return {"disputes": found, "disputes_chart": charts.disputes(found) if found.lines else None}


def verdicts(asked: Asked, source: Source, comparison: Comparison | None) -> Context:
    return {"disagreement": disagreement_of(asked.cohort(source=source))}


CONTEXTS: dict[str, Callable[[Asked, Source, Comparison | None], Context]] = {
    "rates": rates, "days": days, "funnel": funnel, "heat": heat, "disputes": disputes, "verdicts": verdicts,
}  # fmt: skip


def summaries(asked: Asked, source: Source, comparison: Comparison | None) -> list[Context]:
    """The populations side by side, each with its own figures; nothing here adds one to another."""
    found = []
    for population in type(asked.population):
        tally = Tally.of(source.months(population).values())
        line: Line = Line(str(population.label), None, {}, tally)
        cohort: Cohort = asked.cohort(population, source)
        earlier = comparison.of_population(population) if comparison else None
        shown = printed(line, cohort, rates_of(population), earlier)
        found.append({"label": population.label, "line": shown, "earlier": _received(earlier)})
    return found


def _received(earlier: Any) -> Context | None:
    if earlier is None:
        return None
    line, cohort = earlier
    return {"count": line.tally.before("received"), "url": cohort.url("received", {})}
