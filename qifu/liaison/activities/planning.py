"""Planning an activity, publishing, cancelling; holding it with who came, pictures and results."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming, keep
from qifu.enterprises.models import Enterprise
from qifu.liaison.activities import announcing
from qifu.liaison.activities.models import Activity, ActivityEvent, ActivityPicture
from qifu.liaison.activities.tasks import invite_companies
from qifu.liaison.activities.words import KEEPERS, SOURCE, ActivityStage, SignUpState
from qifu.liaison.findings import write_finding
from qifu.liaison.models import Finding
from qifu.liaison.targets import Target
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit
from qifu.organisations.once import once
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

EVERYBODY = Target()


@dataclass(frozen=True)
class Plan:
    """What is said of an activity beforehand."""

    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    host: Unit
    text: str
    seats: int | None = None
    open_to_all: bool = True
    public: bool = True
    target: Target = EVERYBODY

    def over(self, activity: Activity) -> None:
        for name in (
            "kind",
            "title",
            "starts_at",
            "ends_at",
            "place",
            "host",
            "text",
            "seats",
            "open_to_all",
            "public",
        ):
            setattr(activity, name, getattr(self, name))
        activity.target = {} if self.open_to_all else self.target.as_json


def may_keep(by: Actor, host: Unit) -> bool:
    """The office, and the unit that hosts it."""
    if by.district is None or by.district.pk != host.district_id:
        return False
    return by.role == Role.OFFICE or (by.role in KEEPERS and by.unit is not None and by.unit.pk == host.pk)


def plan(
    said: Plan, *, district: District, by: Actor, key: uuid.UUID | None = None, at: datetime | None = None
) -> Activity:
    moment = at or timezone.now()
    _check_plan(said, by, moment)

    def make() -> Activity:
        activity = Activity(district=district, key=key)
        said.over(activity)
        activity.save()
        _write(activity, "plan", by, moment)
        return activity

    return once(Activity.objects.filter(district=district), key, make)


def change(
    activity: Activity, said: Plan, *, by: Actor, version: int | None = None, at: datetime | None = None
) -> None:
    """Where it is open already, those who signed up hear of another time or place."""
    at = at or timezone.now()
    with transaction.atomic():
        activity = held(activity, by, version)
        if not (activity.is_draft or activity.is_open):
            raise Refused(_("It has been held or cancelled: what was announced is not changed any more."))
        _check_plan(said, by, at)
        if said.seats is not None and activity.people() > said.seats:
            raise Refused(
                _("%(people)s people are coming already: leave at least that many seats.")
                % {"people": activity.people()}
            )
        moved = (activity.starts_at, activity.place) != (said.starts_at, said.place)
        said.over(activity)
        _store(activity)
        _write(activity, "change", by, at)
        if activity.is_open:
            announcing.promote(activity, at)
            if moved:
                announcing.changed(activity, at)


def publish(activity: Activity, *, by: Actor, at: datetime | None = None) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        activity = held(activity, by)
        if not activity.is_draft:
            raise Refused(_("It has been published already."))
        if activity.starts_at <= at:
            raise Refused(_("It lies in the past: give a time that is still to come, then publish it."))
        activity.stage = ActivityStage.OPEN
        _store(activity)
        _write(activity, "publish", by, at)
        if not activity.open_to_all:
            invite_companies.enqueue(activity.pk)


def cancel(activity: Activity, *, by: Actor, note: str, at: datetime | None = None) -> None:
    """Whoever signed up is told, with the reason."""
    at = at or timezone.now()
    with transaction.atomic():
        activity = held(activity, by)
        if not note.strip():
            raise Refused(_("Write down why it is cancelled: those who signed up are told."))
        if not (activity.is_draft or activity.is_open):
            raise Refused(_("It has been held or cancelled already."))
        told = activity.is_open
        activity.stage, activity.reason = ActivityStage.CANCELLED, note.strip()
        _store(activity)
        _write(activity, "cancel", by, at, note.strip())
        if told:
            announcing.cancelled(activity, at)


def hold(activity: Activity, *, by: Actor, at: datetime | None = None) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        activity = held(activity, by)
        if not activity.is_open:
            raise Refused(_("Only what has been published is held."))
        if at < activity.starts_at:
            raise Refused(
                _("It begins on %(when)s: attendance is taken then.")
                % {"when": f"{timezone.localtime(activity.starts_at):%Y-%m-%d %H:%M}"}
            )
        activity.stage = ActivityStage.HELD
        _store(activity)
        _write(activity, "hold", by, at)


def take_attendance(activity: Activity, came: Mapping[int, int], *, by: Actor) -> None:
    """By sign-up, how many were there; 0 says that nobody came."""
    with transaction.atomic():
        activity = _held_one(activity, by)
        rows = list(
            activity.sign_ups.select_for_update(of=("self",))
            .filter(pk__in=came)
            .exclude(state=SignUpState.OFF)
        )
        for row in rows:
            row.came = came[row.pk]
        activity.sign_ups.bulk_update(rows, ["came"])


def write_results(
    activity: Activity, results: str, *, by: Actor, version: int | None = None, at: datetime | None = None
) -> None:
    with transaction.atomic():
        activity = _held_one(activity, by, version)
        activity.results = results.strip()
        _store(activity)
        _write(activity, "results", by, at or timezone.now())


def add_pictures(
    activity: Activity, files: Sequence[Incoming], *, by: Actor, at: datetime | None = None
) -> None:
    if not files:
        raise Refused(_("No picture was chosen."))
    if wrong := next((file for file in files if not file.upload.content_type.startswith("image/")), None):
        raise Refused(_("“%(name)s” is no picture: choose JPEG or PNG.") % {"name": wrong.name})
    with transaction.atomic():
        activity = _held_one(activity, by)
        for file in files:
            said = {"name": file.name[-120:], "at": at or timezone.now(), "by": by.user}
            ActivityPicture.objects.get_or_create(activity=activity, file=keep(file), defaults=said)


def write_down(
    activity: Activity, text: str, *, by: Actor, enterprise: Enterprise | None = None, raised_by: str = "",
    key: uuid.UUID | None = None, at: datetime | None = None,
) -> Finding:  # fmt: skip
    """What was raised there."""
    with transaction.atomic():
        activity = _held_one(activity, by)
        return write_finding(
            SOURCE, activity.pk, by=by, district=activity.district, day=activity.day, text=text,
            enterprise=enterprise, raised_by=raised_by, key=key, at=at,
        )  # fmt: skip


def held(activity: Activity, by: Actor, version: int | None = None) -> Activity:
    rows: Any = Activity.objects.select_for_update(of=("self",), no_key=True).select_related(
        "district", "host"
    )
    found: Activity = rows.get(pk=activity.pk)
    if not may_keep(by, found.host):
        raise Refused(_("Only the host unit and the programme office look after this activity."))
    if version is not None and version != found.version:
        raise Refused(
            _("Somebody else has changed this activity since you opened it. Look at it as it is now.")
        )
    return found


def _held_one(activity: Activity, by: Actor, version: int | None = None) -> Activity:
    found = held(activity, by, version)
    if not found.is_held:
        raise Refused(_("It has not been held: attendance, pictures and results come afterwards."))
    return found


def _check_plan(said: Plan, by: Actor, at: datetime) -> None:
    if not may_keep(by, said.host):
        raise Refused(_("A unit plans its own activities; the programme office plans any."))
    if said.ends_at <= said.starts_at:
        raise Refused(_("It ends before it begins: correct the two times."))
    if said.starts_at <= at:
        raise Refused(_("It lies in the past: give a time that is still to come."))


def _store(activity: Activity) -> None:
    activity.version += 1
    activity.save()


def _write(activity: Activity, verb: str, by: Actor, at: datetime, note: str = "") -> None:
    ActivityEvent.objects.create(activity=activity, verb=verb, at=at, who=by.label, note=note)
