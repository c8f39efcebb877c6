"""A company signs up with so many people; when it is full it waits, and moves up in the order of signing up."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.enterprises.models import Enterprise
from qifu.liaison.activities import announcing
from qifu.liaison.activities.models import Activity, SignUp
from qifu.liaison.activities.words import SignUpState
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

MOST = 50


def sign_up(
    activity: Activity, enterprise: Enterprise, *, by: Actor, people: int, name: str = "", phone: str = "",
    at: datetime | None = None, invited: bool = False,
) -> SignUp:  # fmt: skip
    """Once a company: again it says another number. Officials sign up on behalf, whoever it is for. `invited`: by the link of the
    invitation, which stays good when two records of a company become one.
    """
    at = at or timezone.now()
    with transaction.atomic():
        activity = _held(activity)
        _check(activity, enterprise, by, people, at, invited)
        row = activity.sign_ups.filter(enterprise=enterprise).exclude(state=SignUpState.OFF).first()
        taken = activity.people() - (row.people if row and row.state == SignUpState.COMING else 0)
        fits = activity.seats is None or taken + people <= activity.seats
        first = row is None
        if row is None:
            row = SignUp(activity=activity, enterprise=enterprise, at=at, by_company=by.role == Role.CONTACT)
        if not first and not fits and row.state == SignUpState.COMING:
            raise Refused(
                _("There is no room for %(people)s people; your earlier number stands.") % {"people": people}
            )
        queue = activity.sign_ups.filter(state=SignUpState.WAITING).exclude(pk=row.pk)
        ahead = row.state != SignUpState.COMING and queue.exists()
        row.people, row.name, row.phone, row.by = people, name.strip(), phone.strip(), by.user
        row.state = SignUpState.COMING if fits and not ahead else SignUpState.WAITING
        row.save()
        announcing.promote(activity, at)
        row.refresh_from_db()
    return row


def take_back(row: SignUp, *, by: Actor, at: datetime | None = None) -> None:
    """Whoever waits moves up."""
    at = at or timezone.now()
    with transaction.atomic():
        activity = _held(row.activity)
        if not activity.takes_sign_ups(at):
            raise Refused(_("Signing up is over."))
        SignUp.objects.filter(pk=row.pk).update(state=SignUpState.OFF, by=by.user)
        announcing.promote(activity, at)


def _check(
    activity: Activity, enterprise: Enterprise, by: Actor, people: int, at: datetime, invited: bool
) -> None:
    if not activity.takes_sign_ups(at):
        if activity.is_cancelled:
            raise Refused(_("The activity is cancelled: %(why)s") % {"why": activity.reason})
        raise Refused(_("Signing up is over."))
    if not 1 <= people <= MOST:
        raise Refused(_("Between 1 and %(most)s people.") % {"most": MOST})
    if enterprise.district_id != activity.district_id:
        raise Refused(_("The company belongs to another district."))
    if by.role == Role.CONTACT and not invited and not activity.invites(enterprise):
        raise Refused(
            _("This activity is for other companies. The host unit tells you whether there is room.")
        )


def _held(activity: Activity) -> Activity:
    rows: Any = Activity.objects.select_for_update(of=("self",), no_key=True).select_related(
        "district", "host"
    )
    found: Activity = rows.get(pk=activity.pk)
    return found
