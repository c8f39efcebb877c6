"""Who may plan a trip, change it, and write at its stops."""

from django.utils.translation import gettext as _

from qifu.liaison.visits.models import Stop, Visit
from qifu.liaison.visits.words import PLANNERS
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


def may_change(visit: Visit, by: Actor) -> bool:
    """Who planned it, who leads it, the head of the leading unit, the leader who goes along, and the office."""
    if by.district is None or by.district.pk != visit.district_id or by.role not in PLANNERS:
        return False
    if by.role == Role.OFFICE or (by.user and by.user.pk in (visit.by_id, visit.lead_id)):
        return True
    if by.role == Role.HEAD:
        return by.unit is not None and by.unit.pk == visit.unit_id
    return by.leader is not None and by.leader.pk == visit.leader_id


def may_write(visit: Visit, by: Actor) -> bool:
    """Those who go along, and whoever may change the trip: what was written on paper is brought in later."""
    if by.user and any(goer.user_id == by.user.pk for goer in visit.goers.all()):
        return by.district is not None and by.district.pk == visit.district_id
    return may_change(visit, by)


def check_change(visit: Visit, by: Actor) -> None:
    if not may_change(visit, by):
        raise Refused(
            _(
                "The trip is changed by those who planned or lead it, the head of the leading unit and the office."
            )
        )


def check_write(stop: Stop, by: Actor) -> None:
    if not may_write(stop.visit, by):
        raise Refused(_("Only those who go on the trip write at its stops."))
    if stop.visit.is_cancelled:
        raise Refused(
            _("The trip was cancelled: %(reason)s. Nothing can be written down for it.")
            % {"reason": stop.visit.cancel_reason}
        )
    if stop.skipped:
        raise Refused(
            _("This stop was left out: %(reason)s. Plan another trip to the company.")
            % {"reason": stop.skipped}
        )
