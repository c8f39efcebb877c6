"""The life of a resolution after the meeting: reported as done, confirmed or sent back, postponed, dropped."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.lib.workdays import end_of_day
from qifu.meetings import announcing
from qifu.meetings.ledger import write_down
from qifu.meetings.models import Resolution
from qifu.meetings.steps import RESOLUTION_STEPS, check
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused


def report(resolution: Resolution, *, by: Actor, note: str, at: datetime | None = None) -> None:
    """By the owner unit's head: what has been done."""
    at = at or timezone.now()
    with transaction.atomic():
        _take(resolution, "report", by=by, at=at, note=note, report=note, reported_at=at)
        announcing.reported(resolution, at)


def confirm(resolution: Resolution, *, by: Actor, note: str = "", at: datetime | None = None) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        _take(resolution, "confirm", by=by, at=at, note=note, ended_at=at)


def send_back(resolution: Resolution, *, by: Actor, note: str, at: datetime | None = None) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        _take(resolution, "send_back", by=by, at=at, note=note, reported_at=None)
        announcing.sent_back(resolution, note, at)


def postpone(
    resolution: Resolution, *, by: Actor, note: str, due_on: date, at: datetime | None = None
) -> None:
    at = at or timezone.now()
    if due_on < timezone.localdate(at):
        raise Refused(_("%(day)s has passed: give today or a later date.") % {"day": due_on})
    told = f"{resolution.due_on} → {due_on}\n{note}"
    with transaction.atomic():
        check(resolution, RESOLUTION_STEPS["postpone"], by, note)
        _take(resolution, "postpone", by=by, at=at, note=told, due_at=end_of_day(due_on))
        announcing.postponed(resolution, note, at)


def drop(resolution: Resolution, *, by: Actor, note: str, at: datetime | None = None) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        _take(resolution, "drop", by=by, at=at, note=note, ended_at=at)


def _take(resolution: Resolution, verb: str, *, by: Actor, at: datetime, note: str, **changes: Any) -> None:
    """The only writer of its stage after the minutes: whoever comes second is told."""
    step = RESOLUTION_STEPS[verb]
    check(resolution, step, by, note)
    moved = Resolution.objects.filter(
        pk=resolution.pk, stage__in=step.sources, due_at=resolution.due_at
    ).update(stage=step.target, **changes)
    if not moved:
        raise Refused(_("Somebody else was faster. Look at the resolution as it is now and decide anew."))
    write_down(resolution.meeting, verb, by=by, at=at, note=note, resolution=resolution)
    resolution.refresh_from_db(fields=["stage", *changes])
