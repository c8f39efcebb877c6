"""Reminding units of their monthly reports: by the clock before and after the set day, and by the office's hand."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.liaison import news
from qifu.liaison.guards import check_office
from qifu.liaison.models import Programme
from qifu.liaison.months import report_due
from qifu.liaison.reporting import Cell, reporting_of
from qifu.liaison.words import ProgrammeStage
from qifu.lib.workdays import due_date, local_date
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit
from qifu.organisations.refusals import Refused

BEFORE = timedelta(days=3)


def remind_by_the_clock(now: datetime) -> None:
    """Told in the last three days, and once more when the day has passed; may run as often as one likes."""
    running = Programme.objects.filter(stage=ProgrammeStage.RUNNING).select_related("district")
    for programme in running:
        for unit, cell, due in lacking(programme, now):
            late = due <= now
            if due - BEFORE <= now and now < due + BEFORE:
                _tell(programme, unit, cell, due, now, "late" if late else "soon")


def remind_silent_units(programme: Programme, *, by: Actor, at: datetime | None = None) -> list[Unit]:
    """For the last month whose day has passed."""
    now = at or timezone.now()
    check_office(by, programme.district)
    past = [(unit, cell, due) for unit, cell, due in lacking(programme, now) if due <= now]
    if programme.stage != ProgrammeStage.RUNNING or not past:
        raise Refused(_("Nobody is to be reminded: every report that is due has been filed."))
    last = max(cell.month for _unit, cell, _due in past)
    silent = [(unit, cell, due) for unit, cell, due in past if cell.month == last]
    with transaction.atomic():
        for unit, cell, due in silent:
            _tell(programme, unit, cell, due, now, f"by-hand-{local_date(now)}")
    return [unit for unit, _cell, _due in silent]


def lacking(programme: Programme, now: datetime) -> Sequence[tuple[Unit, Cell, datetime]]:
    """Each unit and month whose reports are not all there and whose day is known."""
    return [
        (line.unit, cell, due)
        for line in reporting_of(programme, now).lines
        for cell in line.cells
        if cell.reported < cell.owed and (due := report_due(programme, cell.month))
    ]


def _tell(programme: Programme, unit: Unit, cell: Cell, due: datetime, now: datetime, occasion: str) -> None:
    news.reports_wanted(
        programme,
        unit,
        cell.month,
        due=due_date(due),
        missing=cell.owed - cell.reported,
        late=due <= now,
        occasion=occasion,
    )
