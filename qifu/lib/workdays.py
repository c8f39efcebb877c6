"""The working-day calendar: weekends off, corrected by holidays and make-up workdays.

A clock of n working days does not count the day of the event and ends at 24:00 Asia/Shanghai of its last
day, that is at 00:00 of the day after. Every question about a due instant therefore looks at the day which
*ends* there. Each answer is O(1) after loading. A year that was not loaded is refused, never guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
SATURDAY = 5


class YearNotLoaded(LookupError):
    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"The working-day calendar of {year} has not been loaded.")


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True)
class LightBounds:
    """At one moment: a clock due at or before `red` is red, up to `yellow` yellow, later green.

    Lists filter by these two instants, a single clock is coloured by them too, so the two cannot disagree.
    """

    red: datetime
    yellow: datetime

    def light(self, due: datetime | None) -> Light:
        if due is None or due > self.yellow:
            return Light.GREEN
        return Light.RED if due <= self.red else Light.YELLOW


def local_date(instant: datetime) -> date:
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return instant.astimezone(LOCAL).date()


def start_of_day(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    return start_of_day(day + DAY)


def due_date(due: datetime) -> date:
    """The last day on which the work may be done: 24:00 of that day still belongs to it."""
    return local_date(due - TICK)


class Calendar:
    def __init__(self, exceptions: Mapping[date, bool], years: Iterable[int]) -> None:
        """`exceptions` says of a date whether it is worked; dates of other years are left aside."""
        self.years = frozenset(years)
        self._gap_after: dict[int, int] = {}  # loaded year -> the first year after it that is not loaded
        for year in sorted(self.years, reverse=True):
            self._gap_after[year] = self._gap_after.get(year + 1, year + 1)
        self._first = date(min(self.years), 1, 1) if self.years else date.max
        self._days: list[date] = []  # all working days
        self._upto: list[int] = []  # offset from the first day -> working days up to and including it
        self._working: list[bool] = []
        for year in range(min(self.years), max(self.years) + 1) if self.years else ():
            self._load(year, exceptions)

    def _load(self, year: int, exceptions: Mapping[date, bool]) -> None:
        loaded = year in self.years
        day = date(year, 1, 1)
        while day.year == year:
            working = loaded and exceptions.get(day, day.weekday() < SATURDAY)
            if working:
                self._days.append(day)
            self._working.append(working)
            self._upto.append(len(self._days))
            day += DAY

    def _offset(self, day: date) -> int:
        if day.year not in self.years:
            raise YearNotLoaded(day.year)
        return (day - self._first).days

    def _same_stretch(self, earlier: date, later: date) -> None:
        gap = self._gap_after[earlier.year]
        if later.year >= gap:
            raise YearNotLoaded(gap)

    def is_workday(self, day: date) -> bool:
        return self._working[self._offset(day)]

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`, not counting it; for n = 0 `day` itself or, if off, the next."""
        if n < 0:
            raise ValueError("Working days are counted forwards.")
        if n == 0 and self.is_workday(day):
            return day
        ordinal = self._upto[self._offset(day)] + max(n, 1)
        if ordinal > len(self._days):
            raise YearNotLoaded(self._gap_after[day.year])
        found = self._days[ordinal - 1]
        self._same_stretch(day, found)
        return found

    def next_workday(self, day: date) -> date:
        return self.add(day, 1)

    def last_workday(self, day: date) -> date:
        """`day` itself, or the nearest working day before it."""
        ordinal = self._upto[self._offset(day)]
        found = self._days[ordinal - 1] if ordinal else None
        if found is None or self._gap_after[found.year] != self._gap_after[day.year]:
            raise YearNotLoaded(self._stretch_start(day.year) - 1)
        return found

    def _stretch_start(self, year: int) -> int:
        return min(other for other, gap in self._gap_after.items() if gap == self._gap_after[year])

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`, negative when `end` is earlier; inverts `add`."""
        first, last = self._offset(start), self._offset(end)
        self._same_stretch(min(start, end), max(start, end))
        return self._upto[last] - self._upto[first]

    def workdays_in(self, year: int) -> int:
        first, last = date(year, 1, 1), date(year, 12, 31)
        return self.between(first, last) + self.is_workday(first)

    def deadline(self, instant: datetime, n: int) -> datetime:
        """24:00 local time of the n-th working day after the day of `instant`, in UTC."""
        return end_of_day(self.add(local_date(instant), n))

    def span(self, start: datetime, end: datetime) -> int:
        """Working days that a piece of work took: done on the day it came in = 0."""
        return self.between(local_date(start), local_date(end))

    def working_days_left(self, now: datetime, due: datetime) -> int:
        """0 on the due day and still 0 on days off right after it; -1 from the first working day after it."""
        return self.between(local_date(now), due_date(due))

    def late_workdays(self, now: datetime, due: datetime) -> int:
        """Working days begun since the due day ended; 0 while it lasts and until the first one after it."""
        return max(0, -self.working_days_left(now, due))

    def light_bounds(self, now: datetime) -> LightBounds:
        """Red from the first working day after the due day, yellow from one working day before it."""
        today = local_date(now)
        return LightBounds(
            red=start_of_day(self.last_workday(today)),
            yellow=end_of_day(self.next_workday(today)),
        )

    def light(self, now: datetime, due: datetime | None) -> Light:
        return Light.GREEN if due is None else self.light_bounds(now).light(due)
