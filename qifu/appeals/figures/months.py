"""Months of figures, kept: exact at any moment, because a month in which anything has happened since is counted anew.

A month's appeals are those registered in it, for ever, and what is counted of them changes by events alone. So a month is
taken from what is kept as long as no event later than the mark belongs to one of its appeals; the worker counts such months
anew every minute and moves the mark. What runs out by the clock is never kept, but added from the few that are unanswered.
A month that is not kept, for whatever reason, is counted from its appeals.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, Value

from qifu.appeals.figures.measures import COUNTED, RULES, UNANSWERED, Tally, counted
from qifu.appeals.models import Appeal, Event, FiguresMark, FiguresMonth
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.settling import highest_settled
from qifu.appeals.words import Population
from qifu.organisations.models import District

COLUMNS = ("lead_unit", "street", "category", "channel", "size")
DECIDED = {measure.name: measure.decided for measure in COUNTED}
# What was kept under other definitions is not taken.
DEFINED = sha256(repr((RULES, COLUMNS, DECIDED)).encode()).hexdigest()
Key = tuple[str, date, Any]  # population, month, value of the column
Tallies = dict[Key, Tally]


def keep_months(district: District) -> int:
    """Count anew what has changed since the mark, and move it. Returns how many months that were.

    Every event up to the new mark was there before the counting began; a later one that it saw already makes its month be
    counted once more, which does no harm. Nobody waits while it counts; of two workers that count at once, one writes.
    """
    upto, mark = highest_settled(), _mark(district)
    months = changed_since(district, mark) if mark else _months_with_appeals(district)
    cells = {month: _cells(district, month) for month in months}
    with transaction.atomic():
        FiguresMark.objects.get_or_create(district=district)
        held = FiguresMark.objects.select_for_update(no_key=True).get(district=district)
        if held.upto != (mark.upto if mark else held.upto):
            return 0
        if held.defined != DEFINED:
            FiguresMonth.objects.filter(district=district).delete()
        for month, by_column in cells.items():
            for column, found in by_column.items():
                FiguresMonth.objects.update_or_create(
                    district=district, column=column, month=month, defaults={"cells": found}
                )
        held.upto, held.defined = max(held.upto, upto), DEFINED
        held.save()
    return len(months)


def forget_months(district: District) -> None:
    """What is kept is made anew from the appeals by the next `keep_months`."""
    FiguresMark.objects.filter(district=district).update(defined="")


def changed_since(district: District, mark: FiguresMark) -> list[date]:
    """The months of whose appeals an event says that what is counted has changed."""
    events = Event.objects.filter(district=district, id__gt=mark.upto, counted__isnull=False)
    return sorted(set(events.order_by().values_list("appeal__month", flat=True).distinct()))


def tallies_by(districts: Iterable[District], column: str, months: Sequence[date], at: datetime) -> Tallies:
    """The tallies of these months of registration, as of `at`, which is now or later than the last event.

    What is kept and what has run out are two questions; a month in which something happened between them is left to the third,
    which counts both at once.
    """
    found: Tallies = {}
    for district in districts:
        mark = _mark(district)
        kept = _kept(district, column, set(months) - _changed(district, mark)) if mark else {}
        run_out = _run_out(_registered(district, kept), column, at) if kept else {}
        if mark:
            for month in _changed(district, mark) & set(kept):
                del kept[month]
        for tallies in kept.values():
            _add(found, tallies)
        _add(found, {key: tally for key, tally in run_out.items() if key[1] in kept})
        if rest := set(months) - set(kept):
            now = {measure.name: measure.condition(at) for measure in COUNTED}
            _add(found, _counted(_registered(district, rest), now, column))
    return found


def wrongly_kept(district: District) -> list[date]:
    """The months whose kept figures are not what their appeals count, though nothing has happened in them since."""
    mark, wrong = _mark(district), set()
    if mark is None:
        return []
    for row in FiguresMonth.objects.filter(district=district).order_by("month", "column").iterator():
        if _read(row.month, row.cells) != _counted(_registered(district, [row.month]), DECIDED, row.column):
            wrong.add(row.month)
    return sorted(wrong - _changed(district, mark))


def _mark(district: District) -> FiguresMark | None:
    return FiguresMark.objects.filter(district=district, defined=DEFINED).first()


def _changed(district: District, mark: FiguresMark) -> set[date]:
    return set(changed_since(district, mark))


def _months_with_appeals(district: District) -> list[date]:
    rows = Appeal.objects.filter(district=district, population__in=Population.values)
    return sorted(rows.order_by().values_list("month", flat=True).distinct())


def _registered(district: District, months: Collection[date]) -> AppealQuerySet:
    found: AppealQuerySet = Appeal.objects.filter(
        district=district, population__in=Population.values, month__in=months
    )
    return found


def _cells(district: District, month: date) -> dict[str, list[Any]]:
    appeals = _registered(district, [month])
    return {column: _written(_counted(appeals, DECIDED, column)) for column in COLUMNS}


def _kept(district: District, column: str, months: Collection[date]) -> dict[date, Tallies]:
    rows = FiguresMonth.objects.filter(district=district, column=column, month__in=months)
    return {month: _read(month, cells) for month, cells in rows.values_list("month", "cells")}


def _counted(appeals: AppealQuerySet, conditions: dict[str, Q], column: str) -> Tallies:
    """One population and month after the other is a stretch of the index; so nothing is sorted by unit."""
    found: Tallies = counted(appeals, conditions, "population", "month", column)
    timed = appeals.filter(excluded=False, working_days__isnull=False).order_by()
    rows = timed.values_list("population", "month", column, "working_days").annotate(n=Count(Value(1)))
    for population, month, value, days, n in rows:
        found.setdefault((population, month, value), Tally()).days[days] += n
    return found


def _run_out(appeals: AppealQuerySet, column: str, at: datetime) -> Tallies:
    running = {measure.name: measure.running(at) for measure in COUNTED if measure.running}
    found: Tallies = counted(appeals.filter(UNANSWERED), running, "population", "month", column)
    return {key: tally for key, tally in found.items() if tally.counts or tally.left_out}


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
