"""When something is late by so many working days: of one deadline as an instant, of all deadlines as one bound."""

from datetime import datetime

from qifu.lib.workdays import DAY, Calendar, due_date, local_date, start_of_day


def due_instant(days: Calendar, due: datetime, late: int) -> datetime:
    """The first moment of the `late`-th working day after the deadline; for 0 the deadline itself."""
    return start_of_day(days.add(due_date(due), late)) if late else due


def cutoff(days: Calendar, now: datetime, late: int) -> datetime:
    """Clocks due at or before it are late by `late` working days or more (`Calendar.late_workdays`)."""
    if late == 0:
        return now
    day = days.last_workday(local_date(now))
    for _earlier in range(late - 1):
        day = days.last_workday(day - DAY)
    return start_of_day(day)
