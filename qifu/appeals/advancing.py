"""The only writer of an appeal's stage: compare and hold, guard, needs, effect, event, signal - in one transaction."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.clocks import Clocks
from qifu.appeals.models import Appeal, Assignment, Event
from qifu.appeals.needs import unfilled
from qifu.appeals.recording import append, record
from qifu.appeals.verbs import EFFECTS
from qifu.appeals.words import Stage
from qifu.appeals.workflow import TRANSITIONS
from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import cannot_count
from qifu.organisations.refusals import Refused

TRIES = 3


class Lost(Exception):
    """Another transaction changed the appeal between reading and writing."""


@dataclass
class Step:
    """One step being taken: what an effect reads, and through which it changes clocks and assignments."""

    appeal: Appeal
    by: Actor
    at: datetime
    note: str
    fields: dict[str, Any]
    clocks: Clocks
    data: dict[str, Any] = field(default_factory=dict)  # goes into the event
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)  # assignment -> what to store of it

    @property
    def mine(self) -> Assignment:
        """The open assignment of the actor's unit."""
        return next(a for a in self.appeal.open_assignments if self.by.unit and a.unit_id == self.by.unit.pk)

    def change(self, assignment: Assignment, **values: Any) -> None:
        """Stored once at the end of the step, together with the due time that follows from its clocks."""
        for name, value in values.items():
            setattr(assignment, name, value)
        self.changed.setdefault(assignment.pk, {}).update(values)


def advance(
    appeal: Appeal,
    verb: str,
    *,
    by: Actor,
    note: str = "",
    key: uuid.UUID | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> Event:
    """Take one step of the workflow and return its event.

    `at` is given only for history that is brought in. A `key` seen before returns the event it made, so that a
    repeated request changes nothing. Raises Refused with a sentence when the step may not be taken.
    """
    for _try in range(TRIES):
        stage = appeal.stage
        try:
            with transaction.atomic():
                return _take(appeal, verb, by, note, key, at or timezone.now(), fields)
        except Lost:
            appeal.refresh_from_db()
            if appeal.stage != stage:
                break
        except YearNotLoaded as missing:
            raise cannot_count(missing) from missing
        except (Refused, IntegrityError):
            if earlier := _made_by(appeal, key):
                appeal.refresh_from_db()
                return earlier
            raise
    if earlier := _made_by(appeal, key):
        return earlier
    raise _too_late(appeal)


def _too_late(appeal: Appeal) -> Refused:
    latest = appeal.timeline.order_by("-sequence").first()
    sentence = _(
        "%(who)s was faster and changed this appeal at %(time)s; nothing of yours was stored. Look at it again and decide anew."
    )
    said = {
        "who": latest.who if latest else "",
        "time": timezone.localtime(latest.at).strftime("%H:%M:%S") if latest else "",
    }
    return Refused(sentence % said, code="lost")


def _made_by(appeal: Appeal, key: uuid.UUID | None) -> Event | None:
    """What the same request made before. Asked only when a step fails, as a repeated one does, by its guard or by the
    database's constraint on the key: a first request, which is nearly every one, is not made to ask."""
    return Event.objects.filter(district=appeal.district_id, key=key).first() if key else None


def _take(
    appeal: Appeal,
    verb: str,
    by: Actor,
    note: str,
    key: uuid.UUID | None,
    at: datetime,
    fields: dict[str, Any],
) -> Event:
    hold(appeal)
    step = TRANSITIONS[verb]
    prefetch_related_objects([appeal], "assignments")
    if refusal := step.refusal(appeal, by, at) or unfilled(verb, note, fields):
        raise Refused(str(refusal))
    before, counted, source = _columns(appeal), appeal.counted(), Stage(appeal.stage)
    taken = Step(appeal, by, at, note, fields, Clocks(appeal))
    EFFECTS[verb](taken)
    taken.clocks.write(taken.changed)
    appeal.stage = step.target or source
    event = record(
        appeal, verb, by=by, at=at, note=note, data=taken.data, source=source, key=key, before=counted
    )
    changed = {name: value for name, value in _columns(appeal).items() if value != before[name]}
    Appeal.objects.filter(pk=appeal.pk).update(**changed)
    append(event, appeal)
    return event


def hold(appeal: Appeal) -> None:
    """Compare and hold: nobody else changes this appeal until the commit, and it is still as it was read.

    First of all, because an effect that ran on what somebody else has changed meanwhile would trip over their rows.
    """
    as_read = Appeal.objects.filter(pk=appeal.pk, events=appeal.events, stage=appeal.stage)
    if not as_read.select_for_update().order_by().values_list("pk"):
        raise Lost


def _columns(appeal: Appeal) -> dict[str, Any]:
    return {column.attname: getattr(appeal, column.attname) for column in Appeal._meta.concrete_fields}
