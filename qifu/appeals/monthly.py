"""What is owed on an appeal on the long-term list: a word on its progress for every month after the one it was listed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from qifu.appeals.clocks import rule_days
from qifu.appeals.models import Appeal, ListedProgress
from qifu.appeals.words import ClockKind, Complexity, Stage
from qifu.lib.months import first_of, month_after
from qifu.lib.workdays import YearNotLoaded, start_of_day
from qifu.organisations.calendar import calendar


@dataclass(frozen=True)
class OwedMonth:
    month: date
    due_at: datetime | None  # None while that year's calendar is missing


def months_begun(appeal: Appeal, today: date) -> list[date]:
    """The present month is one of them: its progress may be reported before it has ended."""
    if appeal.listed_on is None:
        return []
    months, month = [], month_after(first_of(appeal.listed_on))
    while month <= today:
        months.append(month)
        month = month_after(month)
    return months


def owed_months(appeal: Appeal, reported: Iterable[date], today: date) -> list[OwedMonth]:
    there = set(reported)
    return [
        OwedMonth(month, due_for(appeal, month))
        for month in months_begun(appeal, today)
        if month not in there
    ]


def due_for(appeal: Appeal, month: date) -> datetime | None:
    """So many working days after the month's last day."""
    days = rule_days(appeal.district_id, ClockKind.MONTHLY, appeal.complexity)
    if days is None:
        return None
    try:
        return calendar().deadline(start_of_day(month_after(month)) - timedelta(hours=1), days)
    except YearNotLoaded:
        return None


def last_due_month(district_id: int, complexity: str, now: datetime) -> date | None:
    """The last month whose progress was due before that instant."""
    appeal = Appeal(district_id=district_id, complexity=complexity)
    month = first_of(timezone.localdate(now))
    for _back in range(3):  # a deadline reaches at most into the month after the next
        month = first_of(month - timedelta(days=1))
        due = due_for(appeal, month)
        if due is None:
            return None
        if due <= now:
            return month
    return None


def missing_progress(district_id: int, now: datetime) -> Q:
    """Listed appeals without a word on the last month for which one was due."""
    found = Q(pk__in=())
    for complexity in Complexity:
        if month := last_due_month(district_id, complexity, now):
            there = Exists(ListedProgress.objects.filter(appeal=OuterRef("pk"), month=month))
            found |= Q(complexity=complexity, listed_on__lt=month) & ~Q(there)
    return found & Q(stage=Stage.LISTED)


def oldest_owed(appeal: Appeal, at: datetime) -> date | None:
    reported = reported_months([appeal])[appeal.pk]
    return next((owed.month for owed in owed_months(appeal, reported, timezone.localdate(at))), None)


def reported_months(appeals: Iterable[Appeal]) -> Mapping[int, set[date]]:
    """Since each was put on the list: what an earlier stay there brought does not count. One query."""
    since = {appeal.pk: appeal.listed_on for appeal in appeals}
    found: dict[int, set[date]] = {pk: set() for pk in since}
    rows = ListedProgress.objects.filter(appeal__in=since).values_list("appeal", "month")
    for pk, month in rows:
        if (begun := since[pk]) and month > begun:
            found[pk].add(month)
    return found
