"""The charts, as components/chart.html takes them; behind each stand its numbers as a table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.appeals.figures.breakdown import Cohort, Query
from qifu.appeals.figures.days import Days
from qifu.appeals.figures.disputes import RULINGS, Disputes
from qifu.appeals.figures.measures import MEASURES, RATES, Tally, rates_of
from qifu.appeals.figures.periods import Period
from qifu.assessment.statistics.asking import Asked

Chart = dict[str, Any]
OVER_TIME = ("received", "answered", "closed")
RATES_OVER_TIME = ("on_time", "solved", "solution_satisfied")


def trend(months: Mapping[date, Tally], asked: Asked, cohort: Cohort) -> Chart:
    periods = passed(asked, cohort)
    tallies = [months.get(period.first.replace(day=1), Tally()) for period in periods]
    return {
        "id": "trend",
        "kind": "line",
        "title": _("By month of registration: received, and what has been answered and closed of it"),
        "labels": [f"{month.first:%Y-%m}" for month in periods],
        "series": [
            {"name": str(MEASURES[name].label), "data": [tally.before(name) for tally in tallies]}
            for name in OVER_TIME
        ],
        "unit": _("cases"),
        "links": [cohort.url("received", _of(month)) for month in periods],
    }


def rates_by_month(months: Mapping[date, Tally], asked: Asked, cohort: Cohort) -> Chart | None:
    shown = rates_of(asked.population, RATES_OVER_TIME)
    periods = passed(asked, cohort)
    if not shown:
        return None
    tallies = [months.get(period.first.replace(day=1), Tally()) for period in periods]
    return {
        "id": "rates-trend",
        "kind": "line",
        "title": _("By month of registration: rates, after exclusion"),
        "labels": [f"{month.first:%Y-%m}" for month in periods],
        "series": [
            {
                "name": str(rate.label),
                "data": [percent(tally[rate.numerator], tally[rate.denominator]) for tally in tallies],
            }
            for rate in shown
        ],
        "unit": "%",
        "links": [cohort.url("received", _of(month)) for month in periods],
    }


def passed(asked: Asked, cohort: Cohort) -> list[Period]:
    """The months that have begun; at 24:00 of a month's last day the next one has not."""
    last = timezone.localdate(cohort.at - timedelta(microseconds=1))
    return [month for month in asked.period.months if month.first <= last] or asked.period.months[:1]


def _of(month: Period) -> Query:
    return {"since": month.first.isoformat(), "until": month.last.isoformat()}


def percent(numerator: int, denominator: int) -> float | None:
    return round(100 * numerator / denominator, 1) if denominator else None


def working_days(days: Counter[int], stretches: Sequence[Days], cohort: Cohort) -> Chart:
    return {
        "id": "working-days",
        "kind": "bar",
        "title": _("Answers by the working days they took"),
        "labels": [_said(stretch) for stretch in stretches],
        "series": [{"name": _("Answers"), "data": [stretch.count(days) for stretch in stretches]}],
        "unit": _("cases"),
        "links": [cohort.url("timed", {"excluded": "no", "days": str(stretch)}) for stretch in stretches],
    }


def _said(days: Days) -> str:
    if days.last is None:
        return _("%(days)s and more") % {"days": days.first}
    return str(days).replace("-", "–")


def funnel(steps: Sequence[Mapping[str, Any]]) -> Chart:
    return {
        "id": "funnel",
        "kind": "rows",
        "title": _("How far the registered ones have come"),
        "labels": [str(each["step"].label) for each in steps],
        "series": [{"name": _("Appeals"), "data": [each["count"] for each in steps]}],
        "unit": _("cases"),
        "links": [each["url"] for each in steps],
    }


def heat(
    heads: Sequence[str],
    queries: Sequence[Query],
    lines: Sequence[tuple[str, str, Sequence[Tally]]],
    cohort: Cohort,
) -> list[Chart]:
    """By number, and by the share answered in time; rows of the map are units, and each cell opens its cases."""
    received = [
        {
            "name": label,
            "data": [tally.before("received") or None for tally in tallies],
            "links": [cohort.url("received", {"unit": unit, **query}) for query in queries],
        }
        for label, unit, tallies in lines
    ]
    on_time = [
        {
            "name": label,
            "data": [percent(tally["on_time"], tally["due"]) for tally in tallies],
            "links": [cohort.url("due", {"unit": unit, **query, "excluded": "no"}) for query in queries],
        }
        for label, unit, tallies in lines
    ]
    shared = {"kind": "heatmap", "labels": list(heads)}
    return [
        {"id": "heat-received", "title": _("Received, by unit and category"), "unit": _("cases"), "series": received, **shared},
        {"id": "heat-on-time", "title": _("%(rate)s, by unit and category; a cell opens the due ones") % {"rate": RATES["on_time"].label}, "unit": "%", "series": on_time, **shared},
    ]  # fmt: skip


def disputes(found: Disputes) -> Chart:
    return {
        "id": "disputes",
        "kind": "stacked",
        "title": _("Disputed appeals by unit that objected and ruling"),
        "labels": [line.label for line in found.lines],
        "series": [
            {"name": str(label), "data": [line.cells[n].count for line in found.lines]}
            for n, label in enumerate(RULINGS.values())
        ],
        "unit": pgettext("unit", "cases"),
        "links": [line.together.url for line in found.lines],
    }
