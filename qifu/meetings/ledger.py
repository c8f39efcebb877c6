"""Holding a meeting's row while a verb changes it, and writing down that it did."""

from datetime import datetime

from django.utils.translation import gettext as _

from qifu.meetings.models import Meeting, MeetingEvent, Resolution
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused


def held(meeting: Meeting, version: int | None = None) -> Meeting:
    """The meeting as it is now; nobody else changes it until the caller's transaction has ended.

    With the `version` that the page was made from, whoever comes second is told.
    """
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("district", "front", "chair")
    found: Meeting = rows.get(pk=meeting.pk)
    if version is not None and version != found.version:
        raise Refused(
            _(
                "Somebody else has changed this meeting since you opened the page. Look at it as it is now and decide anew."
            )
        )
    return found


def store(meeting: Meeting) -> None:
    meeting.version += 1
    meeting.save()


def write_down(
    meeting: Meeting,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    resolution: Resolution | None = None,
) -> None:
    MeetingEvent.objects.create(
        meeting=meeting, resolution=resolution, verb=verb, at=at, by=by.user, who=by.label, note=note
    )
