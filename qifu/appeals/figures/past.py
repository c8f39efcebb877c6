"""The figures as they stood at a past instant, told from the events alone.

Each event says in `counted` what it changed of what the figures count (recording.py). Folding an appeal's events up to an
instant therefore gives its counted columns as they were known then. What counts is when an event was recorded: a case that is
brought in late, with an old date, was not known before it came.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models import Q

from qifu.appeals.figures.periods import Period
from qifu.appeals.models import Appeal, Event
from qifu.appeals.models.appeal import COUNTED
from qifu.appeals.recording import NEW
from qifu.lib.months import first_of
from qifu.organisations.models import District

Facts = dict[str, Any]  # COUNTED column -> value, foreign keys as primary keys
DATES = {"registered_on": date.fromisoformat}
INSTANTS = dict.fromkeys(("answer_due_at", "sign_due_at", "contact_due_at"), datetime.fromisoformat)
READ = {**DATES, **INSTANTS}
CHUNK = 2000


def facts_at(
    district: District, until: datetime, window: Period | None = None
) -> Iterator[tuple[int, Facts]]:
    """(primary key, facts) of every appeal known at that instant, in the order of the keys; holds one appeal at a time.

    The window is asked of the appeals themselves: the day of registration is the one counted fact that no step changes.
    """
    events = Event.objects.filter(district=district, recorded_at__lte=until)
    if window:
        registered = Appeal.objects.filter(district=district).registered_within(window.first, window.last)
        events = events.filter(appeal__in=registered)
    return _folded(events)


def _folded(events: Any) -> Iterator[tuple[int, Facts]]:
    rows = (
        events.order_by("appeal_id", "sequence")
        .values_list("appeal_id", "counted")
        .iterator(chunk_size=CHUNK)
    )
    for pk, chain in groupby(rows, key=itemgetter(0)):
        facts = dict(NEW)
        for _pk, counted in chain:
            facts.update(counted or {})
        for name, read in READ.items():
            value = facts[name]
            if isinstance(value, str):
                facts[name] = read(value)
        yield pk, facts


def wrongly_counted(district: District) -> Iterator[tuple[Appeal, Facts]]:
    """The appeals whose columns are not what their events say, each with what they say."""
    told = _folded(Event.objects.filter(district=district))
    while chunk := dict(islice(told, CHUNK)):
        for row in Appeal.objects.filter(pk__in=chunk).order_by("pk").values_list("pk", "month", *COUNTED):
            if not _agree(row, chunk[row[0]]) and (still := _still_wrong(row[0])):
                yield still


def _agree(row: tuple[Any, ...], facts: Facts) -> bool:
    return dict(zip(COUNTED, row[2:], strict=True)) == facts and row[1] == first_of(facts["registered_on"])


@transaction.atomic
def _still_wrong(pk: int) -> tuple[Appeal, Facts] | None:
    """Looked at again while nobody changes it: a step may have been taken between reading its events and its columns."""
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("district").get(pk=pk)
    [(_pk, facts)] = _folded(Event.objects.filter(appeal=pk))
    agreed = appeal.counted() == facts and appeal.month == first_of(facts["registered_on"])
    return None if agreed else (appeal, facts)


def holds(condition: Q, facts: Mapping[str, Any]) -> bool:
    """Whether a measure's condition holds of one appeal's facts; what is null holds no comparison, as in the database."""
    said = (
        holds(child, facts) if isinstance(child, Q) else _compares(child, facts)
        for child in condition.children
    )
    found = any(said) if condition.connector == Q.OR else all(said)
    return found != condition.negated


def _compares(comparison: Any, facts: Mapping[str, Any]) -> bool:
    lookup, wanted = comparison
    name, _, operator = lookup.partition("__")
    value = facts[name]
    if operator == "isnull":
        return (value is None) is wanted
    return value is not None and OPERATORS[operator or "exact"](value, wanted)


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda value, wanted: value == wanted,
    "in": lambda value, wanted: value in wanted,
    "gt": lambda value, wanted: value > wanted,
    "gte": lambda value, wanted: value >= wanted,
    "lte": lambda value, wanted: value <= wanted,
}
