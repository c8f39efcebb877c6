"""Next year's notice of public holidays as a file: read, checked, shown before anything changes."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from qifu.lib.notice import RowError, parse_notice
from qifu.lib.sheets import open_sheet
from qifu.organisations.actors import Actor
from qifu.organisations.calendar_editing import DayChange, by_rule, changes, replace_year
from qifu.organisations.models import CalendarDay, CalendarYear


@dataclass(frozen=True)
class YearPart:
    """What the file says of one year: of its own year everything, of a neighbour only the days it names."""

    year: int
    days: dict[date, bool]
    changes: list[DayChange]

    @property
    def off(self) -> int:
        """Weekdays on which nobody works."""
        return sum(not working and by_rule(day) for day, working in self.days.items())

    @property
    def made_up(self) -> int:
        return sum(working and not by_rule(day) for day, working in self.days.items())


@dataclass(frozen=True)
class Notice:
    parts: list[YearPart]
    bad_rows: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def may_be_taken(self) -> bool:
        """A calendar with a hole would count deadlines wrongly, so a file with a bad row is not taken at all."""
        return bool(self.parts) and not self.bad_rows


def read(path: Path, name: str, limit: int) -> tuple[dict[date, bool], list[tuple[int, str, str]]]:
    days, errors = parse_notice(open_sheet(path, name, limit))
    return days, [(error.row, error.column, reason(error)) for error in errors]


def look_at(days: dict[date, bool], bad_rows: list[tuple[int, str, str]]) -> Notice:
    """The year that most dates belong to is replaced; a neighbouring year that is loaded is corrected."""
    if not days:
        return Notice([], bad_rows)
    own = Counter(day.year for day in days).most_common(1)[0][0]
    parts, strangers = [], list(bad_rows)
    for year in sorted({day.year for day in days}):
        said = {day: working for day, working in days.items() if day.year == year}
        if year == own:
            parts.append(YearPart(year, said, changes(year, said)))
        elif CalendarYear.objects.filter(pk=year).exists():
            whole = dict(CalendarDay.objects.filter(year=year).values_list("date", "working")) | said
            parts.append(YearPart(year, whole, changes(year, whole)))
        else:
            strangers.append(
                (
                    0,
                    str(year),
                    _("The file is about %(own)s, and %(year)s is not loaded.") % {"own": own, "year": year},
                )
            )
    return Notice(parts, strangers)


def take(notice: Notice, source: str, *, by: Actor) -> int:
    """Number of days that changed."""
    return sum(len(replace_year(part.year, part.days, source, by=by)) for part in notice.parts)


def reason(error: RowError) -> str:
    sentences = {
        "missing_column": _("There is no such column. The headings are 日期 (date) and 安排 (off or work)."),
        "missing_date": _("The date is missing."),
        "bad_date": _("“{value}” is no date."),
        "missing_kind": _("It is not said whether the day is off or worked."),
        "unknown_kind": _("“{value}” is neither off (休) nor work (班)."),
        "duplicate": _("{date} stands in row {first_row} already; one of the two was meant for another day."),
        "contradiction": _("{date} is off in one row and worked in another (row {first_row})."),
    }
    return sentences[error.code].format(**error.params)
