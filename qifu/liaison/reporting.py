"""Who has reported and who has not: units by months, and the one month that was due last."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from qifu.liaison.models import Duty, DutyReport, Programme
from qifu.liaison.months import months_of, owes, report_due
from qifu.liaison.words import DutyStage, ReportStage
from qifu.lib.workdays import local_date
from qifu.organisations.models import Unit

Reported = dict[int, dict[date, datetime]]  # duty -> month -> when


class CellState(TextChoices):
    NOTHING = "nothing", "—"
    PENDING = "pending", pgettext_lazy("reports", "Not due yet")
    REPORTED = "reported", pgettext_lazy("reports", "Reported")
    LATE = "late", pgettext_lazy("reports", "Reported late")
    PARTLY = "partly", pgettext_lazy("reports", "Partly reported")
    MISSING = "missing", pgettext_lazy("reports", "Not reported")


# The colour that goes with the word.
LIGHTS = {
    CellState.REPORTED: "green",
    CellState.LATE: "yellow",
    CellState.PARTLY: "yellow",
    CellState.MISSING: "red",
}


@dataclass(frozen=True)
class Cell:
    month: date
    state: CellState
    reported: int
    owed: int
    url: str

    @property
    def word(self) -> str | Promise:
        return self.state.label

    @property
    def light(self) -> str:
        return LIGHTS.get(self.state, "")


@dataclass(frozen=True)
class Line:
    unit: Unit
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Silence:
    """The last month whose reports are due, and the units that still owe one."""

    month: date
    due_at: datetime
    units: Sequence[Unit]


@dataclass(frozen=True)
class Reporting:
    months: Sequence[date]
    lines: Sequence[Line]
    silence: Silence | None


def reporting_of(programme: Programme, now: datetime) -> Reporting:
    """Three queries, however many units and months; the newest month first, because a narrow screen shows only that."""
    duties = list(programme.duties.exclude(stage=DutyStage.DRAFT).select_related("unit"))
    reported = reported_by_month(duties)
    by_unit = defaultdict(list)
    for duty in duties:
        by_unit[duty.unit].append(duty)
    for member in programme.member_units.select_related("unit"):
        by_unit.setdefault(member.unit, [])
    units = sorted(by_unit, key=lambda unit: (unit.order, unit.pk))
    months = months_of(programme, local_date(now))[::-1]
    due = {month: report_due(programme, month) for month in months}
    lines = [
        Line(unit, [_cell(unit, by_unit[unit], month, due[month], reported, now) for month in months])
        for unit in units
    ]
    return Reporting(months, lines, _silence(lines, due, now))


def states_of(duties: Sequence[Duty], month: date, now: datetime) -> dict[int, Cell]:
    """How the report of each of these duties for one month stands; they carry their programme."""
    reported = reported_by_month(duties)
    return {
        duty.pk: _cell(duty.unit, [duty], month, report_due(duty.programme, month), reported, now)
        for duty in duties
        if month in months_of(duty.programme, local_date(now))
    }


def reported_by_month(duties: Iterable[Duty]) -> Reported:
    """Reports that stand: one that was sent back is none until it is filed anew."""
    found: Reported = defaultdict(dict)
    standing = DutyReport.objects.filter(duty__in=duties).exclude(stage=ReportStage.SENT_BACK)
    for duty, month, at in standing.values_list("duty_id", "month", "at"):
        found[duty][month] = at
    return found


def _cell(
    unit: Unit,
    duties: Sequence[Duty],
    month: date,
    due: datetime | None,
    reported: Reported,
    now: datetime,
) -> Cell:
    arrived = [reported.get(duty.pk, {}).get(month) for duty in duties]
    owed = [at for duty, at in zip(duties, arrived, strict=True) if at or owes(duty, month)]
    there = [at for at in owed if at]
    state = _state(len(owed), there, due, now)
    url = f"{reverse('duties')}?unit={unit.pk}&month={month:%Y-%m}" if owed else ""
    return Cell(month, state, len(there), len(owed), url)


def _state(owed: int, there: Sequence[datetime], due: datetime | None, now: datetime) -> CellState:
    if not owed:
        return CellState.NOTHING
    if len(there) == owed:
        return CellState.LATE if due and max(there) >= due else CellState.REPORTED
    if there:
        return CellState.PARTLY
    return CellState.MISSING if due and due <= now else CellState.PENDING


def _silence(lines: Sequence[Line], due: dict[date, datetime | None], now: datetime) -> Silence | None:
    past = [(month, at) for month, at in due.items() if at and at <= now]
    if not past:
        return None
    month, at = past[0]
    units = [
        line.unit
        for line in lines
        for cell in line.cells
        if cell.month == month and cell.reported < cell.owed
    ]
    return Silence(month, at, units)
