"""专题汇报: what each unit of the front answers for at the meeting - its figures, its list, its resolutions.

The figures are those of `qifu.appeals.figures`, of the year until the meeting; nothing is counted here.
"""

from collections.abc import Sequence
from datetime import date, datetime

from qifu.appeals.figures.breakdown import Cohort, Line, PrintedLine, printed
from qifu.appeals.figures.dimensions import DIMENSIONS
from qifu.appeals.figures.measures import Tally, rates_of
from qifu.appeals.models import Appeal
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import OPEN, Population
from qifu.meetings.models import Meeting
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit
from qifu.organisations.roles import Role

MOST = 100  # of a unit's open appeals, the soonest due first
REPORTED = (Population.ASSIGNED, Population.SELF_FOUND)
Lines = list[tuple[Unit, PrintedLine]]


def units_reporting(meeting: Meeting, by: Actor) -> list[Unit]:
    """The units of the front that are asked to come; a unit's own people see their own part."""
    asked = Unit.objects.filter(pk__in=meeting.attendances.values("unit"), front=meeting.front_id)
    if by.role in (Role.OFFICER, Role.HEAD):
        return list(asked.filter(pk=by.unit.pk)) if by.unit else []
    return list(asked)


def since(meeting: Meeting) -> date:
    return meeting.day.replace(month=1, day=1)


def figures_of(
    meeting: Meeting, units: Sequence[Unit], by: Actor, at: datetime
) -> list[tuple[Population, Lines]]:
    """A line for each unit in each population, which are never added up. One pass a population."""
    return [(population, _lines(meeting, units, population, by, at)) for population in REPORTED]


def _lines(meeting: Meeting, units: Sequence[Unit], population: Population, by: Actor, at: datetime) -> Lines:
    first, last = since(meeting), meeting.day
    appeals: AppealQuerySet = Appeal.objects.filter(
        district=meeting.district_id, population=population, lead_unit__in=units
    ).registered_within(first, last)
    query = {"population": str(population), "since": first.isoformat(), "until": last.isoformat()}
    cohort = Cohort(appeals, query, at, by)
    counted = {line.query["unit"]: line for line in DIMENSIONS["unit"].lines(cohort)}

    def line_of(unit: Unit) -> Line:
        key = str(unit.pk)
        return counted.get(key) or Line(unit.short_name, unit.order, {"unit": key}, Tally())

    return [(unit, printed(line_of(unit), cohort, rates_of(population))) for unit in units]


def open_appeals(meeting: Meeting, unit: Unit) -> list[Appeal]:
    """What the unit leads and has not answered for good; without a clock last."""
    rows: AppealQuerySet = Appeal.objects.filter(
        district=meeting.district_id, lead_unit=unit, stage__in=OPEN
    ).for_list()
    running = list(rows.filter(due_at__isnull=False).order_by("due_at", "id")[:MOST])
    resting = rows.filter(due_at=None).order_by("-registered_at", "-id")
    return [*running, *resting[: MOST - len(running)]]
