"""The months of a programme, and what a duty owes for each: one report, by a set day of the month after."""

from datetime import date, datetime

from qifu.liaison.models import Duty, Programme
from qifu.liaison.words import DutyStage
from qifu.lib.months import first_of, month_after
from qifu.lib.workdays import YearNotLoaded, end_of_day, start_of_day
from qifu.organisations.calendar import calendar


def months_of(programme: Programme, today: date) -> list[date]:
    """Those which have begun, the present one included."""
    months, month = [], first_of(programme.begins_on)
    while month <= min(programme.ends_on, today):
        months.append(month)
        month = month_after(month)
    return months


def report_due(programme: Programme, month: date) -> datetime | None:
    """24:00 of the set day of the month after, or of the next working day; None while that year's calendar is missing."""
    day = month_after(month).replace(day=programme.report_day)
    try:
        return end_of_day(calendar().add(day, 0))
    except YearNotLoaded:
        return None


def owes(duty: Duty, month: date) -> bool:
    """In hand at the month's end (of the present month: now). A duty that was dropped owes nothing."""
    if duty.stage == DutyStage.DROPPED or duty.handed_down_at is None:
        return False
    end = start_of_day(month_after(month))
    return duty.handed_down_at < end and (duty.ended_at is None or duty.ended_at >= end)
