"""The life of a symposium or a research: planned, changed, cancelled, held, written up. Each verb has its home here."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming, keep
from qifu.enterprises.models import Enterprise
from qifu.liaison.findings import write_finding
from qifu.liaison.models import Finding
from qifu.liaison.symposia import announcing
from qifu.liaison.symposia.models import Gathering, GatheringFile, Participant
from qifu.liaison.symposia.words import GatheringKind, GatheringStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit
from qifu.organisations.once import once
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

SOURCE = "symposium"
TOLD = ("topic", "starts_at", "place", "chair", "remark")


@dataclass(frozen=True)
class Guest:
    """A person of a company or of a unit; the name may still be open."""

    enterprise: Enterprise | None = None
    unit: Unit | None = None
    name: str = ""
    title: str = ""

    @property
    def whose(self) -> tuple[int | None, int | None, str]:
        return (
            self.enterprise.pk if self.enterprise else None,
            self.unit.pk if self.unit else None,
            self.name,
        )


@dataclass(frozen=True)
class Plan:
    kind: GatheringKind
    topic: str
    starts_at: datetime
    place: str
    chair: str
    host: Unit
    remark: str
    guests: Sequence[Guest]


@dataclass(frozen=True)
class Came:
    participant: int
    came: bool
    name: str
    title: str


def may_host(actor: Actor, host: Unit | None) -> bool:
    if actor.role == Role.OFFICE:
        return True
    return actor.role in (Role.OFFICER, Role.HEAD) and host == actor.unit


def plan(
    said: Plan, *, by: Actor, district: District, key: uuid.UUID | None = None, at: datetime | None = None
) -> Gathering:
    at = at or timezone.now()
    _check_plan(said, by)
    if said.starts_at <= at:
        raise Refused(_("The time lies in the past: give one that is still to come."))

    def make() -> Gathering:
        row = Gathering(district=district, kind=said.kind, host=said.host, key=key, by=by.user, at=at)
        for name in TOLD:
            setattr(row, name, getattr(said, name))
        row.save()
        _invite(row, said.guests)
        announcing.invited(row, at)
        return row

    return once(Gathering.objects.filter(district=district), key, make)


def change(row: Gathering, said: Plan, *, by: Actor, version: int, at: datetime | None = None) -> Gathering:
    """Who was asked already and still is hears only of what changed; who is new is asked."""
    at = at or timezone.now()
    _check_plan(said, by)
    with transaction.atomic():
        row = _held(row, version, GatheringStage.PLANNED)
        if said.starts_at <= at and said.starts_at != row.starts_at:
            raise Refused(_("The time lies in the past: give one that is still to come."))
        changed = any(getattr(row, name) != getattr(said, name) for name in TOLD)
        for name in (*TOLD, "host"):
            setattr(row, name, getattr(said, name))
        _store(row)
        row.participants.all().delete()
        _invite(row, said.guests)
        announcing.invited(row, at)
        if changed:
            announcing.changed(row, at)
    return row


def cancel(row: Gathering, *, by: Actor, reason: str, version: int, at: datetime | None = None) -> Gathering:
    at = at or timezone.now()
    _check_host(row, by)
    if not reason.strip():
        raise Refused(_("Say why it is cancelled."))
    with transaction.atomic():
        row = _held(row, version, GatheringStage.PLANNED)
        row.stage, row.cancel_reason = GatheringStage.CANCELLED, reason.strip()
        _store(row)
        announcing.cancelled(row, at)
    return row


def hold(
    row: Gathering,
    *,
    by: Actor,
    came: Sequence[Came],
    more: Sequence[Guest] = (),
    record: str = "",
    conclusion: str = "",
    files: Sequence[Incoming] = (),
    version: int,
    at: datetime | None = None,
) -> Gathering:
    """Who was there and what was said. It can be written down in several goes until it is written up."""
    at = at or timezone.now()
    _check_host(row, by)
    with transaction.atomic():
        row = _held(row, version, GatheringStage.PLANNED, GatheringStage.HELD)
        if row.starts_at > at:
            raise Refused(_("It has not begun yet: who came is written down afterwards."))
        people = {each.pk: each for each in row.participants.all()}
        for line in came:
            person = people[line.participant]
            person.came, person.name, person.title = line.came, line.name.strip(), line.title.strip()
        Participant.objects.bulk_update(people.values(), ["came", "name", "title"])
        _invite(row, more, came=True)
        if not row.participants.filter(came=True).exists():
            raise Refused(_("Nobody came: cancel it with the reason, or tick who was there."))
        row.stage, row.record, row.conclusion = GatheringStage.HELD, record.strip(), conclusion.strip()
        _store(row)
        _keep(row, files, by, at)
    return row


def write_up(row: Gathering, *, by: Actor, version: int) -> Gathering:
    """From now on it stands; what was raised can still be decided."""
    _check_host(row, by)
    with transaction.atomic():
        row = _held(row, version, GatheringStage.HELD)
        if not row.record:
            raise Refused(_("Write down what was said before it is written up."))
        if row.kind == GatheringKind.RESEARCH and not row.conclusion:
            raise Refused(_("A research ends with its conclusion: write it down first."))
        row.stage = GatheringStage.WRITTEN_UP
        _store(row)
    return row


def raise_issue(
    row: Gathering,
    *,
    by: Actor,
    text: str,
    participant: Participant | None = None,
    raised_by: str = "",
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Finding:
    """By whom: somebody who was there, or whoever is named."""
    _check_host(row, by)
    if not row.took_place:
        raise Refused(_("Issues are written down once it has been held."))
    if participant and participant.gathering_id != row.pk:
        raise Refused(_("Choose somebody who was there."))
    return write_finding(
        SOURCE,
        row.pk,
        by=by,
        district=row.district,
        day=timezone.localdate(row.starts_at),
        text=text,
        enterprise=participant.enterprise if participant else None,
        raised_by=(raised_by.strip() or (str(participant) if participant else ""))[:60],
        key=key,
        at=at,
    )


def _check_host(row: Gathering, by: Actor) -> None:
    if by.district is None or by.district.pk != row.district_id or not may_host(by, row.host):
        raise Refused(_("Only the hosting unit and the programme office may do this."))


def _check_plan(said: Plan, by: Actor) -> None:
    if not may_host(by, said.host):
        raise Refused(_("Only the hosting unit and the programme office may do this."))
    if not any(guest.enterprise for guest in said.guests):
        raise Refused(_("No company is asked to come: name at least one."))
    seen: set[object] = set()
    for guest in said.guests:
        if guest.whose in seen:
            who = guest.enterprise or guest.unit
            raise Refused(
                _("%(who)s is named twice: once is enough.") % {"who": f"{who} {guest.name}".strip()}
            )
        seen.add(guest.whose)


def _held(row: Gathering, version: int, *stages: GatheringStage) -> Gathering:
    row = (
        Gathering.objects.select_for_update(no_key=True, of=("self",))
        .select_related("host", "district")
        .get(pk=row.pk)
    )
    if row.version != version:
        raise Refused(
            _("Somebody else has changed this meanwhile; nothing of yours was stored. Look at it again.")
        )
    if row.stage not in stages:
        raise Refused(_("It is “%(stage)s” already.") % {"stage": row.get_stage_display()})
    return row


def _store(row: Gathering) -> None:
    row.version += 1
    row.save()


def _invite(row: Gathering, guests: Sequence[Guest], *, came: bool | None = None) -> None:
    Participant.objects.bulk_create(
        Participant(
            gathering=row,
            enterprise=guest.enterprise,
            unit=guest.unit,
            name=guest.name,
            title=guest.title,
            came=came,
        )
        for guest in guests
    )


def _keep(row: Gathering, files: Sequence[Incoming], by: Actor, at: datetime) -> None:
    for incoming in files:
        GatheringFile.objects.create(
            gathering=row, file=keep(incoming), name=incoming.name[:200], at=at, by=by.user
        )
