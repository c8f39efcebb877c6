"""Who hears of trips. Each occasion has one key, so that nobody hears of it twice."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse

from qifu.liaison.visits.models import Stop, Visit
from qifu.notices.telling import tell
from qifu.organisations import people
from qifu.organisations.models import User
from qifu.organisations.roles import Role


def going(visit: Visit) -> list[User]:
    """The officials who go, and the leader who goes along."""
    officials = [goer.user for goer in visit.goers.select_related("user")]
    return [*officials, *people.of_leader(visit.leader)]


def planned(visit: Visit, at: datetime) -> None:
    said = {"going": visit.get_kind_display(), "starts": visit.starts_at, "stops": _stops(visit)}
    _tell("visit-planned", visit, going(visit), "planned", at, **said)


def changed(visit: Visit, lines: Sequence[str], before: Iterable[User], at: datetime) -> None:
    """Also those who no longer go hear of it."""
    said = {"starts": visit.starts_at, "changes": "\n".join(lines)}
    _tell("visit-changed", visit, [*going(visit), *before], f"changed-{visit.version}", at, **said)


def cancelled(visit: Visit, at: datetime) -> None:
    said = {"starts": visit.starts_at, "reason": visit.cancel_reason}
    _tell("visit-cancelled", visit, going(visit), "cancelled", at, **said)


def feedback_owed(stop: Stop, at: datetime) -> None:
    """Who led the visit is told while there is still time."""
    _tell_of("visit-feedback-owed", stop, [stop.visit.lead], f"owed-{stop.pk}", at)


def feedback_overdue(stop: Stop, at: datetime) -> None:
    visit = stop.visit
    to = [visit.lead, *people.at_unit(visit.unit, Role.HEAD), *people.of_office(visit.district)]
    _tell_of("visit-feedback-overdue", stop, to, f"overdue-{stop.pk}", at)


def _stops(visit: Visit) -> str:
    return "、".join(str(stop) for stop in visit.stops.select_related("enterprise", "project"))


def _tell_of(kind: str, stop: Stop, to: Sequence[User], occasion: str, at: datetime) -> None:
    url, key = reverse("visit-feedback", args=[stop.pk]), f"visit-{stop.visit_id}-{occasion}"
    said = {"company": str(stop), "day": stop.day, "due": stop.feedback_due_at}
    tell(kind, to=to, district=stop.visit.district, url=url, key=key, at=at, **said)


def _tell(kind: str, visit: Visit, to: Sequence[User], occasion: str, at: datetime, **said: object) -> None:
    url, key = reverse("visit", args=[visit.pk]), f"visit-{visit.pk}-{occasion}"
    tell(kind, to=to, district=visit.district, url=url, key=key, at=at, purpose=visit.purpose, **said)
