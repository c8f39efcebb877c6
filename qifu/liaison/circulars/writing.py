"""Drafting a circular, choosing its companies, and correcting one that is out by a further version."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming, keep
from qifu.liaison.circulars.models import Circular, CircularFile
from qifu.liaison.circulars.words import KEEPERS, CircularStage
from qifu.liaison.targets import Target
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit
from qifu.organisations.once import once
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

COPIED = ("unit", "title", "about", "subject", "text", "public", "target")


def draft(
    said: Mapping[str, object],
    *,
    by: Actor,
    district: District,
    unit: Unit | None = None,
    files: Sequence[Incoming] = (),
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Circular:
    """The office drafts for any unit of its district, a unit's people for their own."""
    issuing = unit if by.role == Role.OFFICE and unit else by.unit
    if by.role not in KEEPERS or by.district != district or issuing is None:
        raise Refused(_("The programme office or a unit drafts a circular."))
    if issuing.district_id != district.pk:
        raise Refused(_("This unit is not one of the district."))
    _check(said)

    def make() -> Circular:
        row = Circular.objects.create(
            district=district, unit=issuing, at=at or timezone.now(), by=by.user, key=key, **said
        )
        _add(row, files)
        return row

    return once(Circular.objects.filter(district=district), key, make)


def change(
    circular: Circular,
    said: Mapping[str, object],
    *,
    by: Actor,
    unit: Unit | None = None,
    files: Sequence[Incoming] = (),
) -> None:
    _check(said)
    with transaction.atomic():
        row = held_draft(circular, by)
        for name, value in said.items():
            setattr(row, name, value)
        if unit and by.role == Role.OFFICE and unit.district_id == row.district_id:
            row.unit = unit
        row.save()
        _add(row, files)


def choose(circular: Circular, target: Target, *, by: Actor) -> int:
    """Whom it is for; the companies are counted now and taken when it is issued."""
    with transaction.atomic():
        row = held_draft(circular, by)
        count = target.enterprises(row.district).count()
        if not count:
            raise Refused(_("No company of the register fits. Choose others."))
        row.target = target.as_json
        row.save(update_fields=["target"])
    return count


def take_out(circular: Circular, file: int, *, by: Actor) -> None:
    with transaction.atomic():
        held_draft(circular, by).files.filter(pk=file).delete()


def correct(circular: Circular, *, by: Actor, at: datetime | None = None) -> Circular:
    """A draft that begins as the circular stands; who asks again is led to the draft that there is."""
    with transaction.atomic():
        row = held(circular, by)
        if row.stage == CircularStage.SUPERSEDED or hasattr(row, "successor"):
            return row.successor
        if row.stage != CircularStage.ISSUED:
            raise Refused(_("Only a circular that is out is corrected."))
        copied = {name: getattr(row, name) for name in COPIED}
        new = Circular.objects.create(
            district=row.district, supersedes=row, at=at or timezone.now(), by=by.user, **copied
        )
        for file in row.files.all():
            CircularFile.objects.create(circular=new, file_id=file.file_id, name=file.name)
    return new


def held(circular: Circular, by: Actor) -> Circular:
    """Locked, and refused to whom it is none of their business."""
    rows = Circular.objects.select_for_update(of=("self",)).select_related("district", "unit")
    found = rows.get(pk=circular.pk)
    if not found.is_kept_by(by):
        raise Refused(_("Only the programme office and the unit that issues it may do this."))
    return found


def held_draft(circular: Circular, by: Actor) -> Circular:
    found = held(circular, by)
    if not found.is_draft:
        raise Refused(
            _("It is no draft any more: its words stand as they were issued. Correct it by a new version.")
        )
    return found


def _check(said: Mapping[str, object]) -> None:
    if not (str(said.get("title", "")).strip() and str(said.get("text", "")).strip()):
        raise Refused(_("A circular has a heading and a text."))


def _add(row: Circular, files: Sequence[Incoming]) -> None:
    for file in files:
        CircularFile.objects.create(circular=row, file=keep(file), name=file.name)
