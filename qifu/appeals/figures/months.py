"""Months of figures, kept: exact at any moment, because a month in which anything has happened since is counted anew.

A month's appeals are those registered in it, for ever, and what is counted of them changes by events alone. So a month is
taken from what is kept as long as no event later than the mark belongs to one of its appeals; the worker counts such months
anew every minute and moves the mark. What runs out by the clock is never kept, but added from the few that are unanswered.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Value

from qifu.appeals.figures.measures import COUNTED, UNANSWERED, Tally, counted
from qifu.appeals.models import Appeal, Event, FiguresMark, FiguresMonth
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.settling import highest_settled
from qifu.appeals.words import Population
from qifu.organisations.models import District

COLUMNS = ("lead_unit", "street", "category", "channel", "size")
DECIDED = {measure.name: measure.decided for measure in COUNTED}
Key = tuple[str, date, Any]  # population, month, value of the column
Tallies = dict[Key, Tally]


def keep_months(district: District) -> int:
    """Count anew what has changed since the mark, and move it. Returns how many months that were.

    Every event up to the new mark was there before the counting began; a later one that it saw already makes its month be
    counted once more, which does no harm.
    """
    upto = highest_settled()
    with transaction.atomic():
        FiguresMark.objects.get_or_create(district=district)
        mark = FiguresMark.objects.select_for_update().get(district=district)
        months = changed_since(district, mark.upto)
        for month in months:
            _count(district, month)
        mark.upto = max(mark.upto, upto)
        mark.save()
    return len(months)


def forget_months(district: District) -> None:
    """What is kept is made anew from the appeals by the next `keep_months`."""
    with transaction.atomic():
        FiguresMonth.objects.filter(district=district).delete()
        FiguresMark.objects.filter(district=district).delete()


def changed_since(district: District, upto: int) -> list[date]:
    """The months of whose appeals an event says that what is counted has changed."""
    events = Event.objects.filter(district=district, id__gt=upto, counted__isnull=False)
    return sorted(set(events.order_by().values_list("appeal__month", flat=True).distinct()))


def tallies_by(districts: Iterable[District], column: str, months: Sequence[date], at: datetime) -> Tallies:
    """The tallies of these months of registration, as of `at`, which is now or later than the last event."""
    found: Tallies = {}
    for district in districts:
        mark = FiguresMark.objects.filter(district=district).first()
        changed = set(changed_since(district, mark.upto if mark else 0)) & set(months)
        rows = FiguresMonth.objects.filter(district=district, column=column, month__in=set(months) - changed)
        for month, cells in rows.values_list("month", "cells"):
            _add(found, _read(month, cells))
        if changed:
            _add(found, _counted(_registered(district, changed), column))
        _add(found, _run_out(_registered(district, months), column, at))
    return found


def wrongly_kept(district: District) -> list[date]:
    """The months whose kept figures are not what their appeals count; none where the worker is not behind."""
    with transaction.atomic():
        mark = FiguresMark.objects.select_for_update().filter(district=district).first()
        upto = mark.upto if mark else 0
        wrong = set()
        for row in FiguresMonth.objects.filter(district=district).order_by("month", "column"):
            counted_now = _counted(_registered(district, [row.month]), row.column)
            if _read(row.month, row.cells) != counted_now:
                wrong.add(row.month)
        return sorted(wrong - set(changed_since(district, upto)))


def _registered(district: District, months: Collection[date]) -> AppealQuerySet:
    found: AppealQuerySet = Appeal.objects.filter(
        district=district, population__in=Population.values, month__in=months
    )
    return found


def _count(district: District, month: date) -> None:
    for column in COLUMNS:
        tallies = _counted(_registered(district, [month]), column)
        FiguresMonth.objects.update_or_create(
            district=district, column=column, month=month, defaults={"cells": _written(tallies)}
        )


def _counted(appeals: AppealQuerySet, column: str) -> Tallies:
    """One population and month after the other is a stretch of the index; so nothing is sorted by unit."""
    found = counted(appeals, DECIDED, "population", "month", column)
    timed = appeals.filter(excluded=False, working_days__isnull=False).order_by()
    rows = timed.values_list("population", "month", column, "working_days").annotate(n=Count(Value(1)))
    for population, month, value, days, n in rows:
        found[population, month, value].days[days] += n
    return found


def _run_out(appeals: AppealQuerySet, column: str, at: datetime) -> Tallies:
    running = {m.name: m.running(at) for m in COUNTED if m.running}
    found: Tallies = counted(appeals.filter(UNANSWERED), running, "population", "month", column)
    return found


def _add(found: Tallies, more: Tallies) -> None:
    for key, tally in more.items():
        found.setdefault(key, Tally()).add(tally)


def _written(tallies: Tallies) -> list[Any]:
    return [
        [population, value, tally.counts, tally.left_out, tally.days]
        for (population, _month, value), tally in tallies.items()
    ]


def _read(month: date, cells: list[Any]) -> Tallies:
    return {
        (population, month, value): Tally(
            Counter(counts), Counter({int(n): times for n, times in days.items()}), Counter(left_out)
        )
        for population, value, counts, left_out, days in cells
    }
