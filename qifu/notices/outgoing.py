"""What leaves about a notice: rows that commit with it, each with a task that sends it afterwards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from qifu.notices import mail, sms
from qifu.notices.models import Delivery, Endpoint, Mailing, Medium, Notice, Preference
from qifu.notices.quiet import leaves_at
from qifu.notices.rendering import language_of
from qifu.notices.sending import deliver
from qifu.notices.wording import Sayings
from qifu.organisations.models import Post, User


@dataclass(frozen=True)
class Ways:
    """How each person wants to hear of one kind; empty where this installation sends neither e-mail nor text messages."""

    kind: str
    preferences: dict[int, Preference]

    def mailing(self, user: User) -> Mailing:
        preference = self.preferences.get(user.pk)
        if preference is None or not user.email or self.kind in preference.kinds_off or not mail.is_set_up():
            return Mailing.NEVER
        return Mailing(preference.mailing)

    def awaits_digest(self, user: User) -> bool:
        return self.mailing(user) == Mailing.DIGEST

    def at_once(self, user: User) -> list[Medium]:
        preference = self.preferences.get(user.pk)
        text = preference and preference.sms and user.phone and self.kind not in preference.kinds_off
        by_mail = self.mailing(user) == Mailing.AT_ONCE
        return [Medium.EMAIL] * by_mail + [Medium.SMS] * bool(text and sms.is_set_up())


def ways_to(people: Collection[User], kind: str) -> Ways:
    if not people or not (mail.is_set_up() or sms.is_set_up()):
        return Ways(kind, {})
    kept = Preference.objects.in_bulk([user.pk for user in people])
    return Ways(kind, {user.pk: kept.get(user.pk) or Preference(user=user) for user in people})


def to_people(notices: Sequence[Notice], ways: Ways) -> list[Delivery]:
    leaving = {notice.user_id: media for notice in notices if (media := ways.at_once(notice.user))}
    if not leaving:
        return []
    first = notices[0]
    # Asked again because a row that another worker wrote at the same moment has a number that is not ours.
    stored = Notice.objects.filter(user__in=leaving, district=first.district, key=first.key)
    return [
        to_person(notice, medium, ways.preferences[notice.user_id])
        for notice in stored.select_related("user")
        for medium in leaving[notice.user_id]
    ]


def to_person(notice: Notice, medium: Medium, preference: Preference) -> Delivery:
    return Delivery(
        district_id=notice.district_id,
        medium=medium,
        user=notice.user,
        notice=notice,
        key=f"notice-{notice.pk}-{medium}",
        payload=message(notice, medium),
        next_at=leaves_at(timezone.now(), preference.quiet_from, preference.quiet_to),
    )


def message(notice: Notice, medium: Medium) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "to": notice.user.phone if medium == Medium.SMS else notice.user.email,
        "language": language_of(notice.user.language),
        "title": notice.title,
        "text": notice.text,
        "url": notice.url,
    }


def to_endpoints(
    sayings: Sayings, people: Collection[User], *, url: str, key: str, at: datetime
) -> list[Delivery]:
    """A unit's endpoint hears what somebody of that unit is told; the district's own hear everything."""
    kind, district = sayings.kind, sayings.district
    active = Endpoint.objects.filter(district=district, active=True)
    endpoints = [endpoint for endpoint in active if endpoint.hears(kind.name)]
    units = {endpoint.unit_id for endpoint in endpoints if endpoint.unit_id}
    if units:
        told = Post.objects.filter(user__in=people, unit__in=units, active=True)
        units = set(told.values_list("unit_id", flat=True))
    return [
        to_endpoint(endpoint, sayings, url=url, key=key, at=at)
        for endpoint in endpoints
        if endpoint.unit_id is None or endpoint.unit_id in units
    ]


def to_endpoint(endpoint: Endpoint, sayings: Sayings, *, url: str, key: str, at: datetime) -> Delivery:
    said, kind = sayings.to(endpoint.language), sayings.kind.name
    payload = {"kind": kind, "title": said.title, "text": said.body, "url": url, "at": at.isoformat()}
    return Delivery(
        district_id=endpoint.district_id,
        medium=Medium.WEBHOOK,
        endpoint=endpoint,
        key=f"endpoint-{endpoint.pk}-{key}",
        payload=payload,
        next_at=timezone.now(),
    )


def leave(*deliveries: Delivery) -> None:
    """Each stored once under its key; what may leave now gets a task, the rest is found by `send_due`."""
    if not deliveries:
        return
    now, keys = timezone.now(), [delivery.key for delivery in deliveries]
    known = set(Delivery.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = [delivery for delivery in deliveries if delivery.key not in known]
    for delivery in fresh:
        delivery.created_at = now
    Delivery.objects.bulk_create(fresh, ignore_conflicts=True)
    stored = Delivery.objects.filter(key__in=[delivery.key for delivery in fresh], next_at__lte=now)
    for pk in stored.values_list("pk", flat=True):
        deliver.enqueue(pk)
