"""How an appeal comes into being: one function for every channel."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from qifu.appeals.clocks import Clocks
from qifu.appeals.files import Incoming, attach_files
from qifu.appeals.involving import involve
from qifu.appeals.models import Appeal, Category, Event
from qifu.appeals.numbers import written
from qifu.appeals.recording import append, record
from qifu.appeals.words import Channel, ClockKind, Population, Stage
from qifu.enterprises.models import Enterprise
from qifu.lib.months import first_of
from qifu.lib.names import phone_key
from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import cannot_count
from qifu.organisations.models import District, NumberSeries, Unit

SERIES = "appeal"


def next_number(district: District, at: datetime) -> str:
    """Like 2026-000123. Call it outside the transaction that stores the appeal: see NumberSeries.take."""
    year = timezone.localdate(at).year
    return written(year, NumberSeries.take(district.pk, SERIES, year))


def register(
    *,
    by: Actor,
    district: District,
    channel: Channel,
    title: str,
    text: str,
    wish: str = "",
    population: Population = Population.ASSIGNED,
    enterprise: Enterprise | None = None,
    enterprise_name: str = "",
    caller_name: str = "",
    caller_phone: str = "",
    street: Unit | None = None,
    files: Sequence[Incoming] = (),
    key: uuid.UUID | None = None,
    at: datetime | None = None,
    category: Category | None = None,
) -> Appeal:
    """Register an appeal. `street` is for callers whose enterprise is not in the register.

    A `key` seen before returns the appeal that it made: a repeated request files once.
    """
    at = at or timezone.now()
    appeal = Appeal(
        district=district,
        number=next_number(district, at),
        channel=channel,
        title=title,
        text=text,
        wish=wish,
        population=population,
        enterprise=enterprise,
        enterprise_name=enterprise.name if enterprise else enterprise_name,
        caller_name=caller_name,
        caller_phone=caller_phone,
        caller_phone_key=phone_key(caller_phone),
        registered_at=at,
        registered_on=timezone.localdate(at),
        month=first_of(timezone.localdate(at)),
        size=enterprise.size if enterprise else None,
        street_id=enterprise.street_id if enterprise else (street.pk if street else None),
        origin_unit=by.unit,
        category=category,
        aspect_id=category.aspect_id if category else None,
    )
    try:
        with transaction.atomic():
            clocks = Clocks(appeal, [])
            clocks.start(ClockKind.REVIEW, at)
            appeal.due_at = min((clock.due_at for clock in clocks.open), default=None)
            store(appeal, "register", by=by, at=at, key=key)
            clocks.write()
            if files:
                attach_files(appeal, files, by=by, at=at, public=True)
    except YearNotLoaded as missing:
        raise cannot_count(missing) from missing
    except IntegrityError:
        if key and (earlier := _made_by(district, key)):
            return earlier  # the database refused its key, having seen it before
        raise
    return appeal


def split_off(origin: Appeal, title: str, text: str, *, by: Actor, at: datetime) -> Appeal:
    """An accepted appeal of its own, with the enterprise, channel, category and origin of the one it was part of."""
    part = Appeal(
        district_id=origin.district_id,
        number=next_number(origin.district, at),
        channel=origin.channel,
        title=title,
        text=text,
        population=origin.population,
        stage=Stage.ACCEPTED,
        enterprise_id=origin.enterprise_id,
        enterprise_name=origin.enterprise_name,
        caller_name=origin.caller_name,
        caller_phone=origin.caller_phone,
        caller_phone_key=origin.caller_phone_key,
        category_id=origin.category_id,
        aspect_id=origin.aspect_id,
        complexity=origin.complexity,
        street_id=origin.street_id,
        origin_unit_id=origin.origin_unit_id,
        parent=origin,
        registered_at=origin.registered_at,
        registered_on=origin.registered_on,
        month=origin.month,
        size=origin.size,
    )
    store(part, "split_off", by=by, at=at, data={"from": origin.number})
    return part


def store(
    appeal: Appeal,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    key: uuid.UUID | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Store a new appeal with the first event of its chain."""
    event = record(appeal, verb, by=by, at=at, data=data, key=key)
    appeal.save(force_insert=True)
    if appeal.origin_unit_id:
        involve(appeal, appeal.origin_unit_id)
    append(event, appeal)


def _made_by(district: District, key: uuid.UUID) -> Appeal | None:
    event = Event.objects.filter(district=district, key=key).select_related("appeal").first()
    return event.appeal if event else None
