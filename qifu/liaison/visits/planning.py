"""Planning a trip, changing and cancelling it; those who go are told."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.enterprises.models import Enterprise, Project
from qifu.liaison.visits import announcing
from qifu.liaison.visits.guards import check_change
from qifu.liaison.visits.ledger import held, store, write_down
from qifu.liaison.visits.models import Goer, Stop, Visit
from qifu.liaison.visits.words import PLANNERS, VisitKind, VisitStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Leader, Post, Unit, User
from qifu.organisations.once import once
from qifu.organisations.refusals import Refused


@dataclass(frozen=True)
class Place:
    """Where a stop is made: a company, or one of its projects."""

    enterprise: Enterprise
    project: Project | None = None

    @property
    def key(self) -> tuple[int, int | None]:
        return self.enterprise.pk, self.project.pk if self.project else None

    def __str__(self) -> str:
        return str(self.project or self.enterprise)


@dataclass(frozen=True)
class Plan:
    """`lead` and `others` are posts: the person and the unit they go for."""

    kind: VisitKind
    purpose: str
    starts_at: datetime
    lead: Post
    places: Sequence[Place]
    others: Sequence[Post] = ()
    leader: Leader | None = None

    @property
    def goers(self) -> dict[int, Post]:
        """By person, the lead first."""
        return {post.user_id: post for post in reversed([self.lead, *self.others])}


# What a change is told by, in the order in which it is told.
TOLD = {
    "purpose": pgettext_lazy("trip", "Purpose"),
    "starts_at": pgettext_lazy("trip", "Starts"),
    "lead": gettext_lazy("Lead official"),
    "leader": gettext_lazy("Leader who goes along"),
}


def plan(
    said: Plan, *, district: District, by: Actor, key: uuid.UUID | None = None, at: datetime | None = None
) -> Visit:
    """`key`: a form that is sent twice plans one trip."""
    at = at or timezone.now()
    if by.role not in PLANNERS or by.district != district:
        raise Refused(_("Only officials of the district plan trips."))
    check_plan(said)
    if timezone.localdate(said.starts_at) < timezone.localdate(at):
        raise Refused(_("The day lies in the past: give today or a day that is still to come."))

    def make() -> Visit:
        visit = Visit(district=district, kind=said.kind, key=key, by=by.user)
        _take_over(visit, said)
        visit.save()
        _go(visit, said)
        _stop_at(visit, said.places)
        write_down(visit, "plan", by=by, at=at)
        announcing.planned(visit, at)
        return visit

    return once(Visit.objects.filter(district=district), key, make)


def change(
    visit: Visit, said: Plan, *, by: Actor, version: int | None = None, at: datetime | None = None
) -> bool:
    """False when nothing differs. The kind stays; on the way, a stop that was begun stays too."""
    at = at or timezone.now()
    with transaction.atomic():
        visit = held(visit, version)
        check_change(visit, by)
        if not visit.is_open:
            raise Refused(
                _("The trip is “%(stage)s” and is no longer changed.") % {"stage": visit.get_stage_display()}
            )
        check_plan(said)
        before_people = {goer.user_id: goer.user for goer in visit.goers.select_related("user")}
        lines = [*_differences(visit, said), *_of_people(before_people, said), *_of_stops(visit, said)]
        if not lines:
            return False
        _take_over(visit, said)
        store(visit)
        _go(visit, said)
        _stop_at(visit, said.places)
        write_down(visit, "change", by=by, at=at, note="\n".join(lines))
        announcing.changed(visit, lines, before_people.values(), at)
    return True


def cancel(
    visit: Visit, *, by: Actor, reason: str, version: int | None = None, at: datetime | None = None
) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        visit = held(visit, version)
        check_change(visit, by)
        if not visit.is_planned:
            raise Refused(
                _("The trip is “%(stage)s” and cannot be cancelled. Leave out the stops that are not made.")
                % {"stage": visit.get_stage_display()}
            )
        if not reason.strip():
            raise Refused(_("Write down why the trip is cancelled."))
        visit.stage, visit.cancel_reason = VisitStage.CANCELLED, reason.strip()
        store(visit)
        write_down(visit, "cancel", by=by, at=at, note=reason.strip())
        announcing.cancelled(visit, at)


def check_plan(said: Plan) -> None:
    if not said.places:
        raise Refused(_("The trip leads nowhere: name at least one company or project to stop at."))
    keys = [place.key for place in said.places]
    twice = next((place for place in said.places if keys.count(place.key) > 1), None)
    if twice:
        raise Refused(_("%(place)s is named twice: a trip stops at each place once.") % {"place": twice})
    if not said.purpose.strip():
        raise Refused(_("Write down what the trip is for."))


def _take_over(visit: Visit, said: Plan) -> None:
    visit.purpose, visit.starts_at, visit.leader = said.purpose.strip(), said.starts_at, said.leader
    visit.lead, visit.unit = said.lead.user, _unit_of(said.lead)


def _unit_of(post: Post) -> Unit:
    if post.unit is None:
        raise Refused(
            _("%(who)s belongs to no unit and cannot lead or join the trip.") % {"who": post.user.name}
        )
    return post.unit


def _go(visit: Visit, said: Plan) -> None:
    visit.goers.exclude(user__in=said.goers).delete()
    for user, post in reversed(said.goers.items()):
        Goer.objects.update_or_create(visit=visit, user_id=user, defaults={"unit": _unit_of(post)})


def _stop_at(visit: Visit, places: Sequence[Place]) -> None:
    """In this order. A stop that has begun cannot be taken out."""
    there = {(stop.enterprise_id, stop.project_id): stop for stop in visit.stops.all()}
    wanted = {place.key for place in places}
    for key, stop in there.items():
        if key not in wanted:
            _take_out(stop)
    for position, place in enumerate(places, start=1):
        stop = there.get(place.key) or Stop(
            district_id=visit.district_id, visit=visit, enterprise=place.enterprise, project=place.project
        )
        stop.position, stop.day = position, visit.day
        stop.save()


def _take_out(stop: Stop) -> None:
    if (
        stop.checked_in_at
        or stop.skipped
        or stop.notes.exists()
        or stop.pictures.exists()
        or stop.signature_id
    ):
        raise Refused(
            _("Something is written down for %(place)s already: the stop cannot be taken out.")
            % {"place": stop}
        )
    stop.delete()


def _differences(visit: Visit, said: Plan) -> list[str]:
    new = {
        "purpose": said.purpose,
        "starts_at": said.starts_at,
        "lead": said.lead.user,
        "leader": said.leader,
    }
    return [
        f"{label}：{_in_words(getattr(visit, name))} → {_in_words(new[name])}"
        for name, label in TOLD.items()
        if getattr(visit, name) != new[name]
    ]


def _of_people(before: dict[int, User], said: Plan) -> list[str]:
    newly = [post.user.name for pk, post in said.goers.items() if pk not in before]
    gone = [user.name for pk, user in before.items() if pk not in said.goers]
    parts = ((_("Goes along as well"), newly), (_("No longer goes along"), gone))
    return [f"{label}：{'、'.join(names)}" for label, names in parts if names]


def _of_stops(visit: Visit, said: Plan) -> list[str]:
    before = [str(stop) for stop in visit.stops.select_related("enterprise", "project")]
    after = [str(place) for place in said.places]
    return [f"{_('Stops of the trip')}：{'、'.join(before)} → {'、'.join(after)}"] if before != after else []


def _in_words(value: object) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return str(getattr(value, "name", value) or "—")
