"""Holding a trip's row while a verb changes it, and writing down that it did."""

import uuid
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.liaison.visits.models import Stop, Visit, VisitEvent
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused


def held(visit: Visit, version: int | None = None) -> Visit:
    """The trip as it is now; nobody else changes it or its stops until the caller's transaction has ended.

    With the `version` that the page was made from, whoever comes second is told.
    """
    rows = Visit.objects.select_for_update(no_key=True, of=("self",))
    found: Visit = rows.select_related("district", "unit", "lead", "leader").get(pk=visit.pk)
    if version is not None and version != found.version:
        raise Refused(
            _("Somebody else has changed this trip since you opened the page. Look at it as it is now.")
        )
    return found


def held_stop(stop: Stop) -> Stop:
    visit = held(stop.visit)
    found: Stop = Stop.objects.select_related("enterprise", "project").get(pk=stop.pk)
    found.visit = visit
    return found


def store(visit: Visit) -> None:
    visit.version += 1
    visit.save()


def is_known(visit: Visit, key: uuid.UUID | None) -> bool:
    """Asked while the trip is held: a request that is sent again changes nothing."""
    return key is not None and VisitEvent.objects.filter(district=visit.district_id, key=key).exists()


def write_down(
    visit: Visit,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    stop: Stop | None = None,
    key: uuid.UUID | None = None,
) -> None:
    """`at` in the past is when a telephone without a connection wrote it; the demonstration's whole past is its own."""
    VisitEvent.objects.create(
        district_id=visit.district_id,
        visit=visit,
        stop=stop,
        verb=verb,
        note=note,
        by=by.user,
        who=by.label[:80],
        at=at,
        received_at=timezone.now(),
        key=key,
    )
