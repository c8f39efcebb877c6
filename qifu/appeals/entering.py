"""What an upper app does about an appeal stands in that appeal's chain of events. Its stage stays as it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from qifu.appeals.models import Appeal, Event
from qifu.appeals.recording import append, record
from qifu.appeals.signals import event_recorded
from qifu.organisations.actors import Actor


def held(appeal: Appeal) -> Appeal:
    """The appeal as it is now; nobody else changes it until the caller's transaction has ended."""
    rows = Appeal.objects.select_for_update(of=("self",))
    found: Appeal = rows.select_related("district", "enterprise", "lead_unit").get(pk=appeal.pk)
    return found


def enter(
    appeal: Appeal, verb: str, *, by: Actor, at: datetime, note: str = "", data: dict[str, Any] | None = None
) -> Event:
    """The next event of an appeal that the caller holds. Its stage stays as it is."""
    event = record(
        appeal, verb, by=by, at=at, note=note, data=data, source=appeal.stage, before=appeal.counted()
    )
    Appeal.objects.filter(pk=appeal.pk).update(events=appeal.events, head=appeal.head)
    append(event, appeal)
    return event


def enter_all(
    appeals: Sequence[Appeal], verb: str, *, by: Actor, at: datetime, data: Sequence[dict[str, Any]]
) -> None:
    """The same step on many appeals that the caller holds, each with its own facts: as `enter`, in two statements."""
    events = [
        record(appeal, verb, by=by, at=at, data=facts, source=appeal.stage, before=appeal.counted())
        for appeal, facts in zip(appeals, data, strict=True)
    ]
    Appeal.objects.bulk_update(appeals, ["events", "head"])
    for event, appeal in zip(events, appeals, strict=True):
        event.appeal = appeal
    Event.objects.bulk_create(events)
    for event, appeal in zip(events, appeals, strict=True):
        event_recorded.send(sender=Event, event=event, appeal=appeal)
