"""The loaded working-day calendar, kept in memory and looked at again every few seconds."""

import time
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.lib.holidays_cn import BUILTIN_YEARS, builtin_exceptions, builtin_names
from qifu.lib.workdays import Calendar, YearNotLoaded
from qifu.organisations.models import CalendarDay, CalendarYear
from qifu.organisations.refusals import Refused

FRESH_SECONDS = 5.0
BUILTIN_SOURCE = "国务院办公厅节假日安排（系统自带）"
_held: tuple[float, object, Calendar] | None = None


def calendar() -> Calendar:
    """The calendar as loaded; at most FRESH_SECONDS behind another process's correction."""
    global _held
    now = time.monotonic()
    if _held and now - _held[0] < FRESH_SECONDS:
        return _held[2]
    version = list(CalendarYear.objects.values_list("year", "loaded_at"))
    unchanged = _held is not None and _held[1] == version
    _held = (now, version, _held[2] if _held and unchanged else read())
    return _held[2]


def read() -> Calendar:
    days = dict(CalendarDay.objects.values_list("date", "working"))
    return Calendar(days, set(CalendarYear.objects.values_list("year", flat=True)))


def forget(**_kwargs: object) -> None:
    global _held
    _held = None


def load_year(
    year: int, days: Mapping[date, bool], source: str, names: Mapping[date, str] | None = None
) -> None:
    """Replace one year's exceptions, unlogged; people do it by `qifu.organisations.calendar_editing`."""
    with transaction.atomic():
        row, _created = CalendarYear.objects.update_or_create(year=year, defaults={"source": source})
        row.days.all().delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(year=row, date=day, working=working, name=(names or {}).get(day, ""))
            for day, working in sorted(days.items())
        )
    forget()


def load_builtin_years() -> list[int]:
    """At set-up: each announced year that comes with Qifu and is not loaded yet; returns which."""
    missing = sorted(set(BUILTIN_YEARS) - set(CalendarYear.objects.values_list("year", flat=True)))
    for year in missing:
        load_year(year, builtin_exceptions([year]), BUILTIN_SOURCE, builtin_names([year]))
    return missing


def missing_next_year() -> int | None:
    """Next year's number when it is 1 November or later and its calendar is not loaded."""
    today = timezone.localdate()
    if today.month < 11 or CalendarYear.objects.filter(year=today.year + 1).exists():
        return None
    return today.year + 1


def cannot_count(missing: YearNotLoaded) -> Refused:
    """What a step is told that needs a year which nobody has loaded; nothing is ever guessed."""
    sentence = _(
        "The working-day calendar of %(year)s has not been loaded, so the deadline cannot be counted. "
        "Load the State Council's notice under Settings, Calendar; then repeat the step. Nothing was stored."
    )
    return Refused(sentence % {"year": missing.year}, code="year_not_loaded")


post_save.connect(forget, sender=CalendarYear)
post_save.connect(forget, sender=CalendarDay)
post_delete.connect(forget, sender=CalendarDay)
post_delete.connect(forget, sender=CalendarYear)
