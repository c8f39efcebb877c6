"""Orders that what happened raises by itself: unhappy follow-ups in a row, too many redos, several units and no lead."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from qifu.appeals.entering import held
from qifu.appeals.models import Appeal, Assignment, FollowUp
from qifu.appeals.models.assignment import Ruling
from qifu.appeals.words import OPEN, Part
from qifu.organisations.actors import system
from qifu.organisations.models import Unit
from qifu.supervision.issuing import store
from qifu.supervision.models import Ladder, Order
from qifu.supervision.rules import in_force
from qifu.supervision.words import Cause

NEWS = ("follow_up", "redo", "uphold")  # the steps after which an appeal is looked at


@dataclass(frozen=True)
class Found:
    """`occasion` is the same each time the same thing is looked at."""

    cause: Cause
    occasion: str
    unit: Unit
    reason: str
    requirement: str


def look_at(appeal: Appeal, at: datetime) -> list[Order]:
    """Run after news of an appeal, as often as one likes. One order for a cause at a time: while it is open, no other."""
    ladder = in_force(appeal.district_id)
    if ladder is None:
        return []
    with transaction.atomic():
        appeal = held(appeal)
        if appeal.stage not in OPEN:
            return []
        found = [case for look in (unhappy, redone, unclaimed) if (case := look(appeal, ladder))]
        return [raised for case in found if (raised := _raise(appeal, case, at))]


def _raise(appeal: Appeal, case: Found, at: datetime) -> Order | None:
    same = Order.objects.filter(appeal=appeal, cause=case.cause)
    if same.filter(occasion=case.occasion).exists() or same.not_closed().exists():
        return None
    return store(
        appeal,
        case.unit,
        by=system(appeal.district),
        cause=case.cause,
        reason=case.reason,
        requirement=case.requirement,
        occasion=case.occasion,
        at=at,
    )


def unhappy(appeal: Appeal, ladder: Ladder) -> Found | None:
    """The last effective follow-ups, as many as the rules say, were all unhappy."""
    heard = list(FollowUp.objects.filter(appeal=appeal, reached=True).order_by("-id")[: ladder.unhappy_limit])
    if (
        len(heard) < ladder.unhappy_limit
        or not all(each.unhappy for each in heard)
        or appeal.lead_unit is None
    ):
        return None
    return Found(
        Cause.UNHAPPY,
        f"follow-up-{heard[0].pk}",
        appeal.lead_unit,
        _("The enterprise was unhappy at %(count)s follow-ups in a row.") % {"count": len(heard)},
        _("Visit the enterprise, find out what it is unhappy with, and report in writing what will be done."),
    )


def redone(appeal: Appeal, ladder: Ladder) -> Found | None:
    if appeal.redos <= ladder.redo_limit or appeal.lead_unit is None:
        return None
    return Found(
        Cause.REDOS,
        f"redo-{appeal.redos}",
        appeal.lead_unit,
        _("The appeal has been sent back to be redone %(count)s times.") % {"count": appeal.redos},
        _(
            "The head of the unit takes the matter in hand and reports in writing how it will be solved for good."
        ),
    )


def unclaimed(appeal: Appeal, ladder: Ladder) -> Found | None:
    """So many units have been released by rulings. The last of them calls the others together: somebody has to."""
    if appeal.lead_unit_id:
        return None
    released = Assignment.objects.filter(appeal=appeal, part=Part.LEAD, objection_ruling=Ruling.UPHELD)
    units = list({row.unit_id: row.unit for row in released.select_related("unit").order_by("id")}.values())
    if len(units) < ladder.refusal_limit:
        return None
    names = "、".join(unit.short_name for unit in units)
    return Found(
        Cause.NO_LEAD,
        f"no-lead-{len(units)}",
        units[-1],
        _("%(units)s have each been released from this appeal, and no unit takes the lead.")
        % {"units": names},
        _("Call the units concerned together and report in writing which of them takes the lead."),
    )
