"""Holding a month's row while a verb changes it, and writing down that it did."""

from datetime import datetime

from django.utils.translation import gettext as _

from qifu.assessment.models import Round, RoundEvent
from qifu.organisations.actors import Actor
from qifu.organisations.models import District
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


def held(round_: Round, version: int | None = None) -> Round:
    """The month as it is now; nobody else changes it until the caller's transaction has ended."""
    rows = Round.objects.select_for_update(of=("self",)).select_related("scheme", "district")
    found: Round = rows.get(pk=round_.pk)
    check_version(found, version)
    return found


def check_version(round_: Round, version: int | None) -> None:
    if version is not None and version != round_.version:
        raise Refused(
            _("Somebody else has changed this month since you opened the page. Look at it and decide anew.")
        )


def store(round_: Round) -> None:
    round_.version += 1
    round_.save()


def check_keeper(district: District, by: Actor, *, system: bool = False) -> None:
    keeps = by.role == Role.OFFICE or (system and by.role == Role.SYSTEM)
    if not keeps or by.district != district:
        raise Refused(_("Only the programme office of the district keeps the assessment."))


def write_down(round_: Round, verb: str, *, by: Actor, at: datetime, note: str = "") -> None:
    RoundEvent.objects.create(round=round_, verb=verb, at=at, by=by.user, who=by.label, note=note)
