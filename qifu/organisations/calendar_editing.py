"""Changes of the calendar by people: each is logged day by day, and whoever counts with it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from qifu.lib.holidays_cn import BUILTIN_YEARS, builtin_exceptions, builtin_names
from qifu.lib.workdays import SATURDAY
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import BUILTIN_SOURCE, forget, load_year
from qifu.organisations.models import CalendarDay, CalendarYear, LogKind
from qifu.organisations.refusals import Refused
from qifu.organisations.signals import calendar_corrected


@dataclass(frozen=True)
class DayChange:
    """`was` and `becomes` say whether the day is worked; `was` is None in a year that nobody had loaded."""

    date: date
    was: bool | None
    becomes: bool


def by_rule(day: date) -> bool:
    """What holds of a day that no notice names."""
    return day.weekday() < SATURDAY


def changes(year: int, days: Mapping[date, bool]) -> list[DayChange]:
    """What replacing the year's exceptions would change, day by day."""
    loaded = CalendarYear.objects.filter(pk=year).exists()
    old = dict(CalendarDay.objects.filter(year=year).values_list("date", "working"))
    touched = sorted(set(old) | set(days))
    found = [
        DayChange(day, old.get(day, by_rule(day)) if loaded else None, days.get(day, by_rule(day)))
        for day in touched
    ]
    return [change for change in found if change.was != change.becomes]


def replace_year(
    year: int, days: Mapping[date, bool], source: str, *, by: Actor, names: Mapping[date, str] | None = None
) -> list[DayChange]:
    with transaction.atomic():
        changed = changes(year, days)
        if not names:
            names = dict(CalendarDay.objects.filter(year=year).values_list("date", "name"))
        load_year(year, days, source, names)
        write_down(year, changed, by)
    return changed


def load_builtin_year(year: int, *, by: Actor) -> list[DayChange]:
    if year not in BUILTIN_YEARS:
        raise Refused(
            _(
                "The system brings the calendars of %(first)s to %(last)s along; import the notice of %(year)s."
            )
            % {"first": BUILTIN_YEARS[0], "last": BUILTIN_YEARS[-1], "year": year}
        )
    return replace_year(year, builtin_exceptions([year]), BUILTIN_SOURCE, by=by, names=builtin_names([year]))


def correct_day(day: date, *, working: bool, name: str, by: Actor) -> bool:
    """False when nothing differs. A day that the weekend rule covers and that bears no name is kept as no exception."""
    with transaction.atomic():
        year = CalendarYear.objects.select_for_update().filter(pk=day.year).first()
        if year is None:
            raise Refused(_("The calendar of %s is not loaded: load the year first.") % day.year)
        old = CalendarDay.objects.filter(date=day).first()
        was, was_called = (old.working, old.name) if old else (by_rule(day), "")
        if (was, was_called) == (working, name):
            return False
        if working == by_rule(day) and not name:
            CalendarDay.objects.filter(date=day).delete()
        else:
            CalendarDay.objects.update_or_create(
                date=day, defaults={"year": year, "working": working, "name": name}
            )
        year.save()
        write_down(day.year, [DayChange(day, was, working)], by)
    return True


def write_down(year: int, changed: list[DayChange], by: Actor) -> None:
    forget()
    row = CalendarYear.objects.get(pk=year)
    known = [change for change in changed if change.was is not None]
    log.write(
        LogKind.SETTING,
        by=by,
        what=_("Calendar %(year)s: %(count)s days changed") % {"year": year, "count": len(changed)},
        subject=row,
        before={str(change.date): word(bool(change.was)) for change in known} if known else None,
        after={str(change.date): word(change.becomes) for change in changed},
    )
    calendar_corrected.send(sender=CalendarYear, year=year, by=by)


def word(working: bool) -> str:
    return _("working day") if working else _("day off")
