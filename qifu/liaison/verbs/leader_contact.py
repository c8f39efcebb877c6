"""Writing down that a leader was in contact with a linked company."""

import uuid
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.words import Way
from qifu.enterprises.models import Enterprise
from qifu.liaison.models import LeaderContact
from qifu.organisations.actors import Actor
from qifu.organisations.models import Leader
from qifu.organisations.once import once
from qifu.organisations.refusals import Refused


def write_contact(
    enterprise: Enterprise,
    *,
    by: Actor,
    day: date,
    way: str,
    said: str,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> LeaderContact:
    """A `key` seen before returns what it made: pressed twice on a slow telephone, it stands there once."""
    now = at or timezone.now()
    leader = by.leader
    if leader is None or enterprise.leader_id != leader.pk:
        raise Refused(_("Only the leader who is linked to a company writes down their contacts with it."))
    if day > timezone.localdate(now):
        raise Refused(_("The contact lies in the future: write it down when it has been."))
    if not said.strip():
        raise Refused(_("Write down what was said."))
    return once(
        LeaderContact.objects.filter(district=enterprise.district_id),
        key,
        lambda: LeaderContact.objects.create(
            district_id=enterprise.district_id,
            leader=leader,
            enterprise=enterprise,
            day=day,
            way=Way(way),
            said=said.strip(),
            at=now,
            by=by.user,
            key=key,
        ),
    )


def contact_from_visit(
    enterprise: Enterprise, leader: Leader, *, by: Actor, day: date, said: str, key: uuid.UUID, at: datetime
) -> None:
    """A leader came along on a visit to a linked company; whoever wrote the visit down, it is the leader's contact, once."""
    LeaderContact.objects.get_or_create(
        district_id=enterprise.district_id,
        key=key,
        defaults={
            "leader": leader,
            "enterprise": enterprise,
            "day": day,
            "way": Way.VISIT,
            "said": said.strip(),
            "at": at,
            "by": by.user,
        },
    )
