"""Urging notices and supervision orders that do not come from the ladder: by hand, by a leader's word, or by what happened."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.entering import enter, held
from qifu.appeals.models import Appeal
from qifu.appeals.words import OPEN
from qifu.lib.workdays import start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar
from qifu.organisations.models import Unit
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.supervision import announcing
from qifu.supervision.models import Order, OrderStep, UrgingNotice
from qifu.supervision.rules import in_force
from qifu.supervision.words import Cause

MAY_URGE = (Role.OFFICE, Role.INSPECTOR, Role.LEADER)
MAY_ORDER = (Role.OFFICE, Role.INSPECTOR, Role.LEADER)
USUAL_DAYS = 3  # where a district has no ladder yet


def urge(appeal: Appeal, *, by: Actor, reason: str, at: datetime | None = None) -> UrgingNotice:
    at = at or timezone.now()
    with transaction.atomic():
        appeal = held(appeal)
        unit = addressee(appeal, by, MAY_URGE, reason)
        if UrgingNotice.objects.filter(
            appeal=appeal, unit=unit, issued_at__gte=start_of_day(timezone.localdate(at))
        ).exists():
            raise Refused(
                _("%(unit)s was urged today already. Give it the day, or issue a supervision order.")
                % {"unit": unit}
            )
        year, serial = UrgingNotice.take_numbers(appeal.district_id, at)
        notice = UrgingNotice.objects.create(
            district=appeal.district,
            year=year,
            serial=serial,
            appeal=appeal,
            unit=unit,
            cause=Cause.BY_HAND,
            text=reason,
            issued_at=at,
            by=by.user,
            who=by.label,
        )
        enter(
            appeal,
            "urged",
            by=by,
            at=at,
            note=reason,
            data={"record": notice.number, "unit": unit.short_name},
        )
        announcing.urged(notice)
    return notice


def order(
    appeal: Appeal,
    *,
    by: Actor,
    reason: str,
    requirement: str,
    answer_days: int | None = None,
    at: datetime | None = None,
    key: uuid.UUID | None = None,
) -> Order:
    """By hand, with the reason. A `key` seen before returns the order that it made."""
    occasion = f"key-{key.hex}" if key else None
    with transaction.atomic():
        appeal = held(appeal)
        earlier: Order | None = (
            Order.objects.filter(appeal=appeal, occasion=occasion).first() if occasion else None
        )
        if earlier:
            return earlier
        unit = addressee(appeal, by, MAY_ORDER, reason)
        return store(
            appeal,
            unit,
            by=by,
            cause=Cause.BY_HAND,
            reason=reason,
            requirement=requirement,
            occasion=occasion,
            answer_days=answer_days,
            at=at,
        )


def addressee(appeal: Appeal, by: Actor, roles: tuple[Role, ...], reason: str) -> Unit:
    if by.role not in roles or by.district is None or by.district.pk != appeal.district_id:
        raise Refused(_("Urging and ordering are not steps of your post."))
    if appeal.stage not in OPEN:
        raise Refused(_("This appeal is at an end; there is nothing to urge any more."))
    if appeal.lead_unit is None:
        raise Refused(_("No unit has this appeal yet, so nobody can be urged. Assign it first."))
    if not reason.strip():
        raise Refused(_("Say why: the unit reads the reason."))
    return appeal.lead_unit


def store(
    appeal: Appeal,
    unit: Unit,
    *,
    by: Actor,
    cause: Cause,
    reason: str,
    requirement: str,
    occasion: str | None = None,
    answer_days: int | None = None,
    at: datetime | None = None,
) -> Order:
    """In the caller's transaction, which holds the appeal."""
    at, ladder = at or timezone.now(), in_force(appeal.district_id)
    days = answer_days or (ladder.order_days if ladder else USUAL_DAYS)
    year, serial = Order.take_numbers(appeal.district_id, at)
    made = Order.objects.create(
        district=appeal.district,
        year=year,
        serial=serial,
        appeal=appeal,
        unit=unit,
        cause=cause,
        text=reason,
        requirement=requirement,
        answer_days=days,
        issued_at=at,
        due_at=calendar().deadline(at, days),
        by=by.user,
        who=by.label,
        occasion=occasion,
    )
    OrderStep.objects.create(
        district=appeal.district, order=made, at=at, verb="issue", user=by.user, who=by.label
    )
    data = {"record": made.number, "unit": unit.short_name, "requirement": requirement}
    enter(appeal, "order_issued", by=by, at=at, note=reason, data=data)
    announcing.issued(made)
    return made
