"""Appending to an appeal's chain of events."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from qifu.appeals.models import Appeal, Event
from qifu.appeals.signals import event_recorded
from qifu.appeals.words import Stage
from qifu.lib.digests import seal
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role

_as_it_happened: ContextVar[bool] = ContextVar("as_it_happened", default=False)


@contextmanager
def as_it_happened() -> Iterator[None]:
    """What is recorded in here was recorded when it happened: for the demonstration, whose year is played in seconds."""
    token = _as_it_happened.set(True)
    try:
        yield
    finally:
        _as_it_happened.reset(token)


def record(
    appeal: Appeal,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    data: dict[str, Any] | None = None,
    source: Stage | str = "",
    key: uuid.UUID | None = None,
    before: dict[str, object] | None = None,
) -> Event:
    """The next event of the appeal's chain, not stored yet; moves the appeal's `events` and `head` on.

    `before` is what `appeal.counted()` said before the step (None: it is new): the event says in `counted` what of that
    it changes, so that figures of the past are told from the events alone (figures/past.py). The digest names the appeal by its number, so that a new appeal and its first event are one INSERT each.
    """
    event = Event(
        district_id=appeal.district_id,
        sequence=appeal.events + 1,
        at=at,
        recorded_at=at if _as_it_happened.get() else timezone.now(),
        verb=verb,
        source=source,
        target=appeal.stage,
        user=by.user,
        role=by.role or Role.SYSTEM,
        unit=by.unit,
        who=by.label,
        note=note,
        data=data or {},
        counted=_changes(appeal, before),
        key=key,
        previous=appeal.head,
    )
    event.digest = seal(settings.LEDGER_KEY.encode(), event.content(appeal.number))
    appeal.events, appeal.head = event.sequence, event.digest
    return event


def _changes(appeal: Appeal, before: dict[str, object] | None) -> dict[str, Any] | None:
    as_read = before or NEW
    changed = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in appeal.counted().items()
        if value != as_read[name]
    }
    return changed or None


NEW = Appeal().counted()


def append(event: Event, appeal: Appeal) -> None:
    """Store the event and tell who listens. The last write of a step: the appeal is stored before it."""
    event.appeal = appeal
    event.save(force_insert=True)
    event_recorded.send(sender=Event, event=event, appeal=appeal)
