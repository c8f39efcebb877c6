"""A stretch of days that figures are counted for: a year, a quarter, a month, or from one day to another."""

import re
from dataclasses import dataclass
from datetime import date

from qifu.lib.months import end_of_month, first_of, month_after

PATTERN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True)
class Period:
    first: date
    last: date

    @property
    def months(self) -> list["Period"]:
        """Month by month; the first and the last may be parts of one."""
        found, day = [], self.first
        while day <= self.last:
            end = min(self.last, end_of_month(day))
            found.append(Period(day, end))
            day = month_after(first_of(day))
        return found


def named(name: str) -> Period | None:
    """2026, 2026-Q3 or 2026-09; None for anything else."""
    found = PATTERN.fullmatch(name)
    if not found or not 1990 <= int(found[1]) <= 2100:
        return None
    year, quarter, month = int(found[1]), found[2], found[3]
    first = int(month) if month else int(quarter) * 3 - 2 if quarter else 1
    last = int(month) if month else int(quarter) * 3 if quarter else 12
    return Period(date(year, first, 1), end_of_month(date(year, last, 1)))
