"""A year as twelve small months, the way a wall calendar shows it."""

import calendar as months
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.organisations.calendar_editing import by_rule, word
from qifu.organisations.models import CalendarYear

WEEKS = months.Calendar(firstweekday=0)


@dataclass(frozen=True)
class Cell:
    """`mark` stands beside the colour on each day that a notice names: 休 or 班, as on every printed calendar."""

    date: date
    working: bool
    mark: str
    name: str
    today: bool

    @property
    def kind(self) -> str:
        if self.working:
            return "made-up" if not by_rule(self.date) else "work"
        return "off" if by_rule(self.date) or self.mark else "weekend"

    @property
    def title(self) -> str:
        return " · ".join(filter(None, [str(self.date), word(self.working), self.name]))


@dataclass(frozen=True)
class Month:
    number: int
    first: date
    weeks: list[list[Cell | None]]
    working_days: int


def weekdays() -> list[str]:
    return [_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su")]


def grid(year: CalendarYear) -> list[Month]:
    named = {day.date: day for day in year.days.all()}
    today = timezone.localdate()
    off, work = pgettext("calendar mark", "H"), pgettext("calendar mark", "W")

    def cell(day: date) -> Cell:
        known = named.get(day)
        working = known.working if known else by_rule(day)
        mark = (work if working else off) if known else ""
        return Cell(day, working, mark, known.name if known else "", day == today)

    def month(number: int) -> Month:
        weeks = [
            [cell(day) if day.month == number else None for day in week]
            for week in WEEKS.monthdatescalendar(year.year, number)
        ]
        worked = sum(found.working for week in weeks for found in week if found)
        return Month(number, date(year.year, number, 1), weeks, worked)

    return [month(number) for number in range(1, 13)]
