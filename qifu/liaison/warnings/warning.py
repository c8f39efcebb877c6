"""A warning's life on the unit's side: drafted by an officer, signed by the head, checked, withdrawn."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.enterprises.models import Enterprise
from qifu.liaison.warnings import announcing
from qifu.liaison.warnings.ledger import held, move, write_down
from qifu.liaison.warnings.models import Warned, WarningText
from qifu.liaison.warnings.words import OPEN, RUNNING, UNIT, WarningStage
from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar, cannot_count
from qifu.organisations.models import District, NumberSeries
from qifu.organisations.once import once
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


def draft(
    said: Mapping[str, object],
    companies: Sequence[Enterprise],
    *,
    by: Actor,
    district: District,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> WarningText:
    at = at or timezone.now()
    if by.role not in UNIT or by.unit is None:
        raise Refused(_("A unit warns: its officer drafts, its head signs."))
    if not companies:
        raise Refused(_("Name at least one company."))
    unit = by.unit

    def make() -> WarningText:
        text = WarningText.objects.create(district=district, unit=unit, at=at, by=by.user, key=key, **said)
        for company in companies:
            row = Warned.objects.create(district=district, text=text, unit=unit, enterprise=company, at=at)
            write_down(row, "draft", by, at)
        return text

    return once(WarningText.objects.filter(district=district), key, make)


def issue(text: WarningText, *, by: Actor, at: datetime | None = None) -> WarningText:
    """The number and the date come with the head's signature; pressed twice, it is issued once."""
    at = at or timezone.now()
    with transaction.atomic():
        text = (
            WarningText.objects.select_for_update(of=("self",))
            .select_related("district", "unit")
            .get(pk=text.pk)
        )
        if by.role != Role.HEAD or by.unit is None or by.unit.pk != text.unit_id:
            raise Refused(_("The head of the unit signs it."))
        if text.issued_at:
            raise Refused(_("It has been issued already: %(number)s.") % {"number": text.number})
        try:
            due = calendar().deadline(at, text.days)
        except YearNotLoaded as missing:
            raise cannot_count(missing) from missing
        text.year = timezone.localdate(at).year
        text.serial = NumberSeries.next_in(text.district_id, WarningText.SERIES, text.year)
        text.issued_at = at
        text.save(update_fields=["year", "serial", "issued_at"])
        for row in text.companies.select_related("enterprise", "district", "unit"):
            row.text = text
            move(row, "issue", WarningStage.ISSUED, by=by, at=at, due_at=due)
            announcing.issued(row, at)
    return text


def hand_over(row: Warned, *, by: Actor, who: str, at: datetime | None = None) -> None:
    """On paper: whoever took it is named."""
    at = at or timezone.now()
    if not who.strip():
        raise Refused(_("Write down who has taken it."))
    with transaction.atomic():
        row = _held(row, by, (WarningStage.ISSUED,))
        said = {"confirmed_at": at, "confirmed_by": who.strip()[:60]}
        move(row, "hand_over", WarningStage.CONFIRMED, by=by, at=at, note=who, **said)


def accept(
    row: Warned, *, by: Actor, note: str = "", avoided: Decimal | None = None, at: datetime | None = None
) -> None:
    """Put right: the penalty is avoided. In time is what was reported by the date."""
    at = at or timezone.now()
    with transaction.atomic():
        row = _held(row, by, (WarningStage.REPORTED,))
        in_time = bool(row.reported_at and row.due_at and row.reported_at < row.due_at)
        move(
            row, "accept", WarningStage.PUT_RIGHT, by=by, at=at, note=note, in_time=in_time, avoided=avoided, ended_at=at
        )  # fmt: skip
        announcing.judged(row, at, note)


def refuse(row: Warned, *, by: Actor, note: str, days: int | None = None, at: datetime | None = None) -> None:
    """Not put right: a new date once, the second time it ends so."""
    at = at or timezone.now()
    if not note.strip():
        raise Refused(_("Write down what is still wrong."))
    with transaction.atomic():
        row = _held(row, by, (WarningStage.REPORTED, *RUNNING))
        if row.stage in RUNNING and not (row.due_at and row.due_at <= at):
            raise Refused(_("The company still has time: wait for its report or the date."))
        if days and row.extended:
            raise Refused(_("A new date is given once: it ends as not put right."))
        if days:
            try:
                due = calendar().deadline(at, days)
            except YearNotLoaded as missing:
                raise cannot_count(missing) from missing
            move(row, "refuse", WarningStage.CONFIRMED, by=by, at=at, note=note, due_at=due, extended=True)
        else:
            move(row, "refuse", WarningStage.NOT_RIGHT, by=by, at=at, note=note, ended_at=at, in_time=False)
        announcing.judged(row, at, note)


def withdraw(row: Warned, *, by: Actor, note: str, at: datetime | None = None) -> None:
    at = at or timezone.now()
    if not note.strip():
        raise Refused(_("Write down why it is withdrawn."))
    with transaction.atomic():
        row = _held(row, by, OPEN)
        if by.role != Role.HEAD:
            raise Refused(_("The head of the unit withdraws it."))
        move(row, "withdraw", WarningStage.WITHDRAWN, by=by, at=at, note=note, ended_at=at)
        announcing.judged(row, at, note)


def _held(row: Warned, by: Actor, sources: Sequence[str]) -> Warned:
    found = held(row, sources)
    if not found.is_of(by):
        raise Refused(_("Only the unit that warned does this."))
    return found
