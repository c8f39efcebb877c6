"""A person's meetings as an iCalendar feed (RFC 5545), behind an address that only they know."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from qifu.meetings.models import CalendarLink, Meeting
from qifu.meetings.words import MeetingStage
from qifu.notices.rendering import language_of
from qifu.organisations.actors import actor_of
from qifu.organisations.models import Post, User

signer = signing.Signer(salt="meetings.calendar")
PAST = timedelta(days=366)
AbsoluteUrl = Callable[[Meeting], str]


def renew(user: User, now: datetime | None = None) -> CalendarLink:
    """The first address, or a new one; earlier ones lead nowhere from now on."""
    now = now or timezone.now()
    link, made = CalendarLink.objects.get_or_create(user=user, defaults={"renewed_at": now})
    if not made:
        link.generation, link.renewed_at = link.generation + 1, now
        link.save()
    return link


def token_of(link: CalendarLink) -> str:
    return signer.sign(f"{link.user_id}.{link.generation}").replace(":", ".")


def user_of(token: str) -> User | None:
    """None for a token that was never given, that has been renewed since, or whose person may no longer sign in."""
    said, _dot, signature = token.rpartition(".")
    try:
        user_id, _dot, generation = signer.unsign(f"{said}:{signature}").partition(".")
    except signing.BadSignature:
        return None
    links = CalendarLink.objects.select_related("user")
    link = links.filter(user_id=user_id, generation=generation, user__is_active=True).first()
    return link.user if link else None


def meetings_of(user: User, now: datetime) -> list[Meeting]:
    """In whichever of their posts it concerns them; each once. What was cancelled stays, as cancelled."""
    posts = Post.objects.filter(user=user, active=True).select_related("user", "unit", "leader", "district")
    found: dict[int, Meeting] = {}
    for post in posts:
        expected = Meeting.objects.expecting(actor_of(post)).filter(starts_at__gte=now - PAST)
        found.update({meeting.pk: meeting for meeting in expected.for_list()})
    return sorted(found.values(), key=lambda meeting: (meeting.starts_at, meeting.pk))


def calendar_of(user: User, absolute: AbsoluteUrl, now: datetime | None = None) -> bytes:
    now = now or timezone.now()
    with translation.override(language_of(user.language)):
        calendar = Calendar()
        calendar.add("prodid", "-//Qifu//Meetings//ZH")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _("Meetings of the programme"))
        for meeting in meetings_of(user, now):
            calendar.add_component(event_of(meeting, absolute(meeting)))
        return bytes(calendar.to_ical())


def event_of(meeting: Meeting, url: str) -> Event:
    """UID and SEQUENCE are what a calendar knows a changed or cancelled meeting by."""
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{meeting.district.code}.qifu")
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("sequence", meeting.sequence)
    event.add("dtstart", timezone.localtime(meeting.starts_at, UTC))
    event.add("dtend", timezone.localtime(meeting.ends_at, UTC))
    event.add("summary", meeting.title)
    event.add("location", meeting.place)
    event.add("description", _description(meeting))
    event.add("status", "CANCELLED" if meeting.stage == MeetingStage.CANCELLED else "CONFIRMED")
    event.add("url", url)
    return event


def _description(meeting: Meeting) -> str:
    lines = [_("In the chair: %(leader)s") % {"leader": meeting.chair}, meeting.remark]
    if meeting.cancel_reason:
        lines.insert(0, _("Cancelled: %(reason)s") % {"reason": meeting.cancel_reason})
    return "\n".join(line for line in lines if line)
