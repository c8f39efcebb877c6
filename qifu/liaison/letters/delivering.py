"""At a company's door: delivered and what they said, moved or not found, and a mistaken tap taken back on the same day."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.liaison.findings import write_finding
from qifu.liaison.guards import check_office
from qifu.liaison.letters.models import Delivery, DeliveryEvent
from qifu.liaison.letters.words import CARRIERS, SOURCE, DeliveryState
from qifu.liaison.models import Finding
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


def may_deliver(by: Actor, delivery: Delivery) -> bool:
    """Whoever has it, a colleague of the same unit or street, and the office."""
    if by.district is None or by.district.pk != delivery.letter.district_id:
        return False
    mine = bool(by.user and delivery.officer_id == by.user.pk)
    ours = bool(by.unit and by.unit.pk in (delivery.unit_id, delivery.street_id))
    return by.role == Role.OFFICE or (by.role in CARRIERS and (mine or ours))


def deliver(delivery: Delivery, *, by: Actor, said: str = "", at: datetime | None = None) -> bool:
    """One tap. Tapped twice it is delivered once (False); what was said with the second tap is kept all the same."""
    at = at or timezone.now()
    with transaction.atomic():
        delivery = _held(delivery, by)
        if delivery.is_delivered:
            if said.strip():
                _say(delivery, said, by, at)
            return False
        _check_open(delivery)
        if said.strip():
            delivery.said = said.strip()
        _set(delivery, DeliveryState.DELIVERED, by, at, "deliver", note=said.strip())
    return True


def say(delivery: Delivery, said: str, *, by: Actor, at: datetime | None = None) -> None:
    """What they said, written down afterwards or corrected."""
    with transaction.atomic():
        delivery = _held(delivery, by)
        if not delivery.is_delivered:
            raise Refused(_("The letter has not been delivered: tap “Delivered” first."))
        _say(delivery, said, by, at or timezone.now())


def need(
    delivery: Delivery, text: str, *, by: Actor, key: uuid.UUID | None = None, at: datetime | None = None
) -> Finding:
    """What the company needs: it keeps its origin, whatever becomes of it."""
    at = at or timezone.now()
    with transaction.atomic():
        delivery = _held(delivery, by)
        if not delivery.is_delivered:
            raise Refused(_("The letter has not been delivered: tap “Delivered” first."))
        return write_finding(
            SOURCE,
            delivery.pk,
            by=by,
            district=delivery.letter.district,
            day=timezone.localdate(at),
            text=text,
            enterprise=delivery.enterprise,
            key=key,
            at=at,
        )


def not_found(
    delivery: Delivery, *, by: Actor, note: str = "", address: str = "", at: datetime | None = None
) -> None:
    """It goes to the office, which gives it to whoever is near the new address."""
    with transaction.atomic():
        delivery = _held(delivery, by)
        if delivery.is_moved and (delivery.note, delivery.address) == (note.strip(), address.strip()):
            return
        _check_open(delivery)
        if not (note.strip() or address.strip()):
            raise Refused(
                _(
                    "Write down the new address, or what you found there, so that somebody else can look for it."
                )
            )
        delivery.note, delivery.address = note.strip(), address.strip() or delivery.address
        told = "；".join(part for part in (delivery.address, delivery.note) if part)
        _set(delivery, DeliveryState.MOVED, by, at or timezone.now(), "not_found", note=told)


def undo(delivery: Delivery, *, by: Actor, at: datetime | None = None) -> None:
    """Within the day; what has been written down at the door stays in the history."""
    at = at or timezone.now()
    with transaction.atomic():
        delivery = _held(delivery, by)
        if delivery.is_waiting:
            return
        if by.role != Role.OFFICE and timezone.localdate(delivery.at) != timezone.localdate(at):
            raise Refused(
                _(
                    "A tap is taken back within the same day. Tell the programme office, which can still do it."
                )
            )
        if Finding.objects.from_(SOURCE, delivery.pk).exists():
            raise Refused(
                _(
                    "The company's need has been written down here, so the letter was delivered. It is not taken back."
                )
            )
        delivery.state, delivery.at, delivery.by = DeliveryState.WAITING, None, None
        delivery.said = ""
        delivery.save(update_fields=["state", "at", "by", "said"])
        _write(delivery, "undo", by, at)


def drop(delivery: Delivery, *, by: Actor, note: str, at: datetime | None = None) -> None:
    """The office gives it up, with the reason: it stays on the list and counts as not delivered."""
    with transaction.atomic():
        delivery = _held(delivery, by)
        check_office(by, delivery.letter.district)
        if delivery.is_delivered:
            raise Refused(_("The letter has been delivered."))
        if not note.strip():
            raise Refused(_("Write down why it cannot be delivered."))
        delivery.note = note.strip()
        _set(delivery, DeliveryState.DROPPED, by, at or timezone.now(), "drop", note=note.strip())


def _held(delivery: Delivery, by: Actor) -> Delivery:
    rows: Any = Delivery.objects.select_for_update(of=("self",), no_key=True)
    found: Delivery = rows.select_related("letter__district", "enterprise", "by").get(pk=delivery.pk)
    if not may_deliver(by, found):
        raise Refused(_("This letter is not yours to deliver: ask the programme office to give it to you."))
    if not found.letter.is_sending:
        raise Refused(_("The letter is not being delivered now, so nothing of it changes."))
    return found


def _check_open(delivery: Delivery) -> None:
    if delivery.is_delivered:
        raise Refused(
            _("%(who)s delivered it on %(when)s already.")
            % {"who": delivery.by or "—", "when": f"{timezone.localtime(delivery.at):%Y-%m-%d %H:%M}"}
        )
    if delivery.state == DeliveryState.DROPPED:
        raise Refused(_("The programme office has given this one up: %(why)s") % {"why": delivery.note})


def _say(delivery: Delivery, said: str, by: Actor, at: datetime) -> None:
    if delivery.said != said.strip():
        delivery.said = said.strip()
        delivery.save(update_fields=["said"])
        _write(delivery, "say", by, at, said.strip())


def _set(
    delivery: Delivery, state: DeliveryState, by: Actor, at: datetime, verb: str, *, note: str = ""
) -> None:
    delivery.state, delivery.at, delivery.by = state, at, by.user
    delivery.save(update_fields=["state", "at", "by", "said", "note", "address"])
    _write(delivery, verb, by, at, note)


def _write(delivery: Delivery, verb: str, by: Actor, at: datetime, note: str = "") -> None:
    DeliveryEvent.objects.create(delivery=delivery, verb=verb, at=at, who=by.label, note=note)
