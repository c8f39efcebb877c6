"""What people are reminded of by the clock; each occasion is told once, however often this runs."""

from datetime import date, datetime, timedelta

from qifu.lib.workdays import DAY, YearNotLoaded, local_date
from qifu.meetings import announcing
from qifu.meetings.models import Meeting, Resolution
from qifu.meetings.words import MeetingStage, ResolutionStage
from qifu.organisations.calendar import calendar

AHEAD = timedelta(days=15)  # the longest holiday lies within
MINUTES_WITHIN = 3  # working days


def remind(now: datetime) -> None:
    for meeting in _planned_soon(now):
        announcing.tomorrow(meeting, now)
    for meeting in _without_minutes(now):
        announcing.minutes_awaited(meeting, now)
    late = Resolution.objects.filter(stage=ResolutionStage.OPEN, due_at__lte=now)
    for resolution in late.for_list().order_by("due_at", "id"):
        announcing.overdue(resolution, now)


def _planned_soon(now: datetime) -> list[Meeting]:
    """Those whose last working day before has come: of a Monday's meeting one hears on Friday."""
    planned = Meeting.objects.filter(
        stage=MeetingStage.PLANNED, starts_at__gt=now, starts_at__lt=now + AHEAD
    ).for_list()
    return [meeting for meeting in planned if last_workday_before(meeting.day) <= local_date(now)]


def last_workday_before(day: date) -> date:
    """Where the calendar is missing, the day before."""
    try:
        return calendar().last_workday(day - DAY)
    except YearNotLoaded:
        return day - DAY


def _without_minutes(now: datetime) -> list[Meeting]:
    """Over for some working days, and the minutes not finalised, or the record not even opened."""
    over = Meeting.objects.filter(stage__in=(MeetingStage.PLANNED, MeetingStage.HELD), ends_at__lt=now)
    return [meeting for meeting in over.for_list() if _days_since(meeting.ends_at, now) >= MINUTES_WITHIN]


def _days_since(instant: datetime, now: datetime) -> int:
    try:
        return calendar().span(instant, now)
    except YearNotLoaded:
        return (local_date(now) - local_date(instant)).days
