"""`tell`: the one way by which people hear of something."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from qifu.notices import kinds, outgoing
from qifu.notices.models import Notice
from qifu.notices.wording import Sayings
from qifu.organisations.models import District, User


def tell(
    kind: str,
    *,
    to: Iterable[User],
    district: District,
    url: str,
    key: str,
    at: datetime | None = None,
    **fields: object,
) -> None:
    """One notice for each person, and what leaves by e-mail, text message and group robot.

    `key` names the occasion within the district ("order-12-issued"): told again, nobody hears of it twice. All rows
    commit with the caller's transaction, and nothing leaves before that.
    """
    told, at = kinds.get(kind), at or timezone.now()
    if set(fields) != set(told.fields):
        raise TypeError(f"tell({kind!r}) needs exactly these fields: {', '.join(told.fields)}.")
    with transaction.atomic(savepoint=False):
        people = unaware(to, district, key)
        sayings = Sayings(told, district, fields)
        ways = outgoing.ways_to(people, kind)
        about: dict[str, Any] = {"district": district, "kind": kind, "key": key, "url": url, "at": at}
        notices = [
            Notice(
                **about, user=user, title=said.title, text=said.body, awaits_digest=ways.awaits_digest(user)
            )
            for user in people
            for said in [sayings.to(user.language)]
        ]
        Notice.objects.bulk_create(notices, ignore_conflicts=True)  # another worker may tell at this moment
        outgoing.leave(
            *outgoing.to_people(notices, ways),
            *outgoing.to_endpoints(sayings, people, url=url, key=key, at=at),
        )


def unaware(to: Iterable[User], district: District, key: str) -> list[User]:
    people = {user.pk: user for user in to if user.is_active}
    known = Notice.objects.filter(user__in=people, district=district, key=key)
    for user_id in known.values_list("user_id", flat=True):
        del people[user_id]
    return list(people.values())
