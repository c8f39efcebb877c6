"""Storing appeals that other systems have already worked on: answered ones as closed, with their instants.

History makes no news: `event_recorded` is not sent for it. Its answers have no clock, since nobody here ran one: they count
as answered, never as on time or late. An appeal without an answer is registered, and its review clock starts now.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from qifu.appeals.advancing import Lost, hold
from qifu.appeals.clocks import Clocks
from qifu.appeals.models import Answer, Appeal, Category, Clock, Event
from qifu.appeals.numbers import written
from qifu.appeals.recording import record
from qifu.appeals.registering import SERIES
from qifu.appeals.words import Channel, ClockKind, Stage
from qifu.enterprises.models import Enterprise
from qifu.lib.months import first_of
from qifu.lib.names import phone_key
from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar
from qifu.organisations.models import District, NumberSeries, Unit

SOURCE = "import"


@dataclass(frozen=True)
class Past:
    """What another system knows of one appeal. `source_id` is the digest by which it is known again."""

    source_id: str
    number_there: str
    title: str
    text: str
    received_at: datetime
    caller_name: str = ""
    caller_phone: str = ""
    enterprise_name: str = ""
    enterprise: Enterprise | None = None
    category: Category | None = None
    unit: Unit | None = None
    reply: str = ""
    replied_at: datetime | None = None


def store(rows: Sequence[Past], *, by: Actor, district: District) -> None:
    """New appeals in one transaction, each table in one statement."""
    numbers = _numbers(rows, district)
    with transaction.atomic():
        appeals = [_appeal(row, number, district) for row, number in zip(rows, numbers, strict=True)]
        events: list[tuple[Event, Appeal]] = []
        clocks: list[Clock] = []
        for appeal, row in zip(appeals, rows, strict=True):
            data = {"number_there": row.number_there} if row.number_there else {}
            events.append((record(appeal, "register", by=by, at=row.received_at, data=data), appeal))
            if row.replied_at:
                events.append((_closing_event(appeal, row, by, appeal.counted()), appeal))
            else:
                clocks += _review_clock(appeal)
        Appeal.objects.bulk_create(appeals)
        for event, appeal in events:
            event.appeal = appeal
        for clock in clocks:
            clock.appeal_id = clock.appeal.pk
        Event.objects.bulk_create(event for event, _appeal in events)
        Clock.objects.bulk_create(clocks)
        Answer.objects.bulk_create(
            _answer(a, row) for a, row in zip(appeals, rows, strict=True) if row.replied_at
        )


def close(appeal: Appeal, row: Past, *, by: Actor) -> None:
    """An appeal that was brought in without an answer has been answered over there since. One on which somebody here
    took a step meanwhile is left as it is.
    """
    with suppress(Lost), transaction.atomic():
        hold(appeal)
        before = appeal.counted()
        clocks = Clocks(appeal)
        clocks.cancel(timezone.now())
        clocks.write()
        event = _closing_event(appeal, row, by, before)
        changed = (
            "stage",
            "lead_unit_id",
            "assigned_at",
            "answered_at",
            "closed_at",
            "working_days",
            "due_at",
            "events",
            "head",
        )
        Appeal.objects.filter(pk=appeal.pk).update(**{name: getattr(appeal, name) for name in changed})
        event.appeal = appeal
        event.save(force_insert=True)
        _answer(appeal, row).save()


def _appeal(row: Past, number: str, district: District) -> Appeal:
    return Appeal(
        district=district,
        number=number,
        channel=Channel.IMPORT,
        source=SOURCE,
        source_id=row.source_id,
        title=row.title,
        text=row.text,
        caller_name=row.caller_name,
        caller_phone=row.caller_phone,
        caller_phone_key=phone_key(row.caller_phone),
        enterprise=row.enterprise,
        enterprise_name=row.enterprise.name if row.enterprise else row.enterprise_name,
        street_id=row.enterprise.street_id if row.enterprise else None,
        category=row.category,
        aspect_id=row.category.aspect_id if row.category else None,
        registered_at=row.received_at,
        registered_on=timezone.localdate(row.received_at),
        month=first_of(timezone.localdate(row.received_at)),
        size=row.enterprise.size if row.enterprise else None,
    )


def _closing_event(appeal: Appeal, row: Past, by: Actor, before: dict[str, object]) -> Event:
    assert row.replied_at  # noqa: S101 - only answered rows come here
    appeal.stage, appeal.lead_unit = Stage.CLOSED, row.unit
    appeal.assigned_at = row.received_at if row.unit else None
    appeal.answered_at = appeal.closed_at = row.replied_at
    appeal.working_days = _working_days(row.received_at, row.replied_at)
    said = {"reply": row.reply}
    return record(
        appeal,
        "import_closed",
        by=by,
        at=row.replied_at,
        source=Stage.REGISTERED,
        data=said,
        before=before,
    )


def _answer(appeal: Appeal, row: Past) -> Answer:
    assert row.replied_at  # noqa: S101 - only answered rows come here
    return Answer(
        district_id=appeal.district_id,
        appeal=appeal,
        reply=row.reply,
        drafted_at=row.replied_at,
        sent_at=row.replied_at,
    )


def _review_clock(appeal: Appeal) -> list[Clock]:
    clocks = Clocks(appeal, [])
    clock = clocks.start(ClockKind.REVIEW, timezone.now())
    appeal.due_at = clock.due_at if clock else None
    return clocks.started


def _working_days(start: datetime, end: datetime) -> int | None:
    """None where the calendar of those years is not loaded: nothing is guessed, and the appeal is history anyway."""
    try:
        return max(0, calendar().span(start, end))
    except YearNotLoaded:
        return None


def _numbers(rows: Sequence[Past], district: District) -> list[str]:
    """Numbers of the year in which each appeal was received, taken year by year in one go."""
    years = [timezone.localdate(row.received_at).year for row in rows]
    following = {
        year: NumberSeries.take(district.pk, SERIES, year, count) for year, count in Counter(years).items()
    }
    numbers = []
    for year in years:
        numbers.append(written(year, following[year]))
        following[year] += 1
    return numbers
