"""The figures for a screen in a room: this year's, few and large, without a name of a person or a company."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from qifu.appeals.figures.breakdown import Line, share_of
from qifu.appeals.figures.dimensions import DIMENSIONS
from qifu.appeals.figures.measures import RATES, RULES, UNANSWERED, Tally
from qifu.appeals.words import RUNNING, Population
from qifu.assessment.statistics import charts
from qifu.assessment.statistics.asking import asked
from qifu.organisations.actors import Actor

SHOWN = ("response", "on_time", "solved", "solution_satisfied")
UNITS = 8  # what a screen holds in letters that are read from five metres


def wall_of(by: Actor, at: datetime) -> dict[str, Any]:
    said = asked({"compare": "none"}, by, at)
    source = said.live("lead_unit")
    source.with_days = False
    overdue = UNANSWERED & Q(population=Population.ASSIGNED, stage__in=RUNNING, answer_due_at__lte=at)
    cohort = said.cohort(source=source)
    line = _together(source.months(Population.ASSIGNED))
    units = [each for each in DIMENSIONS["unit"].lines(cohort) if each.query["unit"].isdigit()]
    units.sort(key=lambda each: (-each.tally["due"], each.order))
    own = _together(source.months(Population.SELF_FOUND)).tally
    return {
        "at": at,
        "rules": RULES,
        "period": said.period,
        "received": line.tally.before("received"),
        "open": line.tally.before("to_settle") - line.tally.before("settled"),
        "overdue": source.appeals.filter(overdue).count(),
        "answered": line.tally.before("answered"),
        "closed": line.tally.before("closed"),
        "own_received": own.before("received"),
        "own_closed": own.before("closed"),
        "shares": [share_of(RATES[name], line, cohort) for name in SHOWN],
        "units": [
            (each.label, each.tally.before("received"), share_of(RATES["on_time"], each, cohort))
            for each in units[:UNITS]
        ],
        "chart": charts.trend(source.months(Population.ASSIGNED), said, cohort) | {"links": None, "size": 26},
    }


def _together(months: dict[Any, Tally]) -> Line:
    tally = Tally.of(months.values())
    return Line("", None, {}, tally)
