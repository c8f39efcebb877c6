"""A stretch of days that figures are counted for: a year, a quarter, a month, or from one day to another."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from qifu.lib.months import end_of_month, months_between, months_later

PATTERN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True)
class Period:
    first: date
    last: date

    @property
    def months(self) -> list["Period"]:
        """Month by month; the first and the last may be parts of one."""
        months = months_between(self.first, self.last)
        return [Period(max(self.first, month), min(self.last, end_of_month(month))) for month in months]


def named(name: str) -> Period | None:
    """2026, 2026-Q3 or 2026-09; None for anything else."""
    found = PATTERN.fullmatch(name)
    if not found or not 1990 <= int(found[1]) <= 2100:
        return None
    year, quarter, month = int(found[1]), found[2], found[3]
    first = int(month) if month else int(quarter) * 3 - 2 if quarter else 1
    last = int(month) if month else int(quarter) * 3 if quarter else 12
    return Period(date(year, first, 1), end_of_month(date(year, last, 1)))


def up_to(period: Period, today: date) -> Period:
    """What has passed of it: a running year is compared with as much of another one. One that is to come stays whole."""
    return Period(period.first, min(period.last, today)) if period.first <= today else period


def before(period: Period, today: date) -> Period:
    """As long, and right before it: by months where it is made of whole ones."""
    passed = up_to(period, today)
    if not of_whole_months(period):
        length = period.last - period.first + timedelta(days=1)
        return Period(period.first - length, passed.last - length)
    return _earlier(period, passed, len(period.months))


def a_year_before(period: Period, today: date) -> Period:
    return _earlier(period, up_to(period, today), 12)


def _earlier(period: Period, passed: Period, months: int) -> Period:
    last = months_later(passed.last, -months)
    if passed.last == end_of_month(passed.last):
        last = end_of_month(last)
    return Period(months_later(period.first, -months), last)


def of_whole_months(period: Period) -> bool:
    return period.first.day == 1 and period.last == end_of_month(period.last)
