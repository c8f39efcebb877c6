"""What must hold for a step beyond stage and role; each guard returns the sentence that refuses."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.clocks import rule_days
from qifu.appeals.follow_up_rules import in_force
from qifu.appeals.waiting import waiting_left
from qifu.appeals.words import ClockKind, Part, Population
from qifu.lib.workdays import due_date
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar
from qifu.organisations.roles import Role

if TYPE_CHECKING:
    from qifu.appeals.models import Appeal

Said = Promise | str | None


def holds(appeal: "Appeal", by: Actor, part: Part) -> bool:
    """Whether the actor's unit holds this part of the appeal now."""
    return by.unit is not None and any(
        a.unit_id == by.unit.pk and a.part == part for a in appeal.open_assignments
    )


def review_not_asked(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return _("A review can be asked for once, and it has been.") if appeal.reviews_asked else None


def own_finding(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    if appeal.population == Population.SELF_FOUND and by.unit and appeal.origin_unit_id == by.unit.pk:
        return None
    return _("Only the unit that found a problem by its own research can take it up itself.")


def not_objected(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    """Once a unit and appeal: a unit that was released and is given the appeal again has had its say."""
    if any(a.objected_at and by.unit and a.unit_id == by.unit.pk for a in appeal.assignments.all()):
        return _("An objection is ruled once and then final.")
    return None


def within_objection(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    days = rule_days(appeal.district_id, ClockKind.OBJECT, appeal.complexity)
    if (lead := appeal.lead) and days is not None and at >= calendar().deadline(lead.assigned_at, days):
        return _(
            "The time to object (%(days)s working days after assigning) is over. Sign for it, or ask the office."
        ) % {"days": days}
    return None


def extension_open(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    lead = appeal.lead
    if lead and lead.extension_asked_at:
        return _("An extension can be asked for once, and it has been.")
    if appeal.answer_due_at is None:
        return _("No answer clock is running, so there is nothing to extend.")
    if calendar().between(timezone.localdate(at), due_date(appeal.answer_due_at)) < 1:
        return _("An extension must be asked for at least one working day before the answer is due.")
    return None


def extension_waits(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return None if appeal.extension_asked else _("No extension has been asked for.")


def no_extension_waits(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return (
        _("A request for an extension is waiting for the office's ruling.")
        if appeal.extension_asked
        else None
    )


def listing_waits(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return None if appeal.listing_asked else _("Nobody has asked to put it on the long-term list.")


def no_listing_waits(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return _("A request for the long-term list is waiting for its ruling.") if appeal.listing_asked else None


def may_wait_longer(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    """Capped in total, however often it waits while one answer clock runs."""
    if (left := waiting_left(appeal)) is None or left > 0:
        return None
    days = rule_days(appeal.district_id, ClockKind.WAIT, appeal.complexity)
    return _(
        "It has waited for the enterprise as long as it may, %(days)s working days in all. Answer with what is there."
    ) % {"days": days}


def leads_it(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    """Also after closing, when no unit has an open part in it any more."""
    if by.unit and appeal.lead_unit_id == by.unit.pk:
        return None
    return _("Only the head of the lead unit can ask for this.")


def is_excluded(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return None if appeal.excluded else _("It is not excluded from the rates.")


def not_excluded(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return _("It is excluded from the rates already.") if appeal.excluded else None


def exclusion_waits(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return None if appeal.exclusion_asked else _("No exclusion has been asked for.")


def no_exclusion_waits(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return (
        _("A request for exclusion is waiting for the office's ruling.") if appeal.exclusion_asked else None
    )


def followed_up(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    """An effective follow-up of the present answer, or the finding that nobody can be reached (decision 10)."""
    if appeal.follow_up_solved is not None or appeal.unreachable:
        return None
    return _(
        "It cannot be closed: the enterprise has neither been reached nor rated the answer. Follow up first."
    )


def called_in_vain(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    """On different days: three calls within an hour are one attempt."""
    if appeal.unreachable:
        return _("It is on record already that the enterprise cannot be reached.")
    if appeal.follow_up_solved is not None:
        return _("The enterprise has been heard, so it can be reached.")
    needed = in_force(appeal.district_id).days_tried
    if appeal.attempt_days >= needed:
        return None
    return _(
        "The enterprise was called in vain on %(days)s days; it counts as not reachable after %(needed)s. Call again."
    ) % {"days": appeal.attempt_days, "needed": needed}


def not_rated(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    """Two unhappy verdicts in a row raise a supervision order, and one company must not give both."""
    if by.role != Role.CONTACT or appeal.answered_at is None:
        return None
    answered = appeal.answered_at
    if any(said.role == Role.CONTACT and said.at >= answered for said in appeal.follow_ups.all()):
        return _("You have judged this answer already. To change it, call the hotline.")
    return None


def has_answer(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return None if appeal.answered_at else _("There is no answer to judge.")


def has_lead(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    return (
        None
        if appeal.lead_unit_id
        else _("No unit has ever handled this appeal, so it cannot be reopened: file a new one.")
    )


def within_reopening(appeal: "Appeal", by: Actor, at: datetime) -> Said:
    if by.role != Role.CONTACT or appeal.closed_at is None:
        return None
    days = rule_days(appeal.district_id, ClockKind.REOPEN, appeal.complexity)
    gone = timezone.localdate(at) - timezone.localdate(appeal.closed_at)
    if days is not None and gone.days > days:
        return _(
            "An appeal can be reopened within %(days)s days after closing. File a new one and name this number."
        ) % {"days": days}
    return None
