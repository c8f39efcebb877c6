"""assign, sign_for, object, uphold, overrule."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from qifu.appeals.catalogue import learn, unlearn
from qifu.appeals.involving import involve
from qifu.appeals.models import Assignment
from qifu.appeals.models.assignment import Ruling
from qifu.appeals.verbs.asking import lapse
from qifu.appeals.words import ClockKind, Complexity, Part, Population
from qifu.organisations.models import Unit
from qifu.organisations.refusals import Refused

if TYPE_CHECKING:
    from qifu.appeals.advancing import Step


def assign(step: "Step") -> None:
    lead: Unit = step.fields["lead"]
    assist: list[Unit] = list(dict.fromkeys(step.fields.get("assist") or []))
    requirement = step.fields.get("requirement", "")
    for unit in (lead, *assist):
        if unit.district_id != step.appeal.district_id or not unit.active:
            raise Refused(_("%(unit)s is not an active unit of this district.") % {"unit": unit})
    if lead in assist:
        raise Refused(
            _("%(unit)s cannot lead and assist at once: take it out of one of the two.") % {"unit": lead}
        )
    step.appeal.complexity = Complexity(step.fields["complexity"])
    step.appeal.population = (
        Population.ASSIGNED
    )  # a unit's own finding that the office gives away is no longer its own
    give(step, lead, Part.LEAD, requirement)
    for unit in assist:
        give(step, unit, Part.ASSIST, requirement)
    for assignment in step.appeal.open_assignments:
        if assignment.part == Part.LEAD:
            step.clocks.start(ClockKind.SIGN_FOR, step.at, assignment)
            step.clocks.start(ClockKind.ANSWER, step.at, assignment)
        else:
            step.clocks.start(ClockKind.OPINION, step.at, assignment)
    step.data |= {
        "lead": lead.short_name,
        "assist": [u.short_name for u in assist],
        "complexity": step.appeal.complexity,
    }
    if requirement:
        step.data["requirement"] = requirement


def give(step: "Step", unit: Unit, part: Part, requirement: str = "") -> None:
    appeal = step.appeal
    Assignment.objects.create(
        district_id=appeal.district_id,
        appeal=appeal,
        unit=unit,
        part=part,
        requirement=requirement,
        assigned_at=step.at,
    )
    involve(appeal, unit.pk)
    if part == Part.LEAD:
        appeal.lead_unit, appeal.assigned_at = unit, step.at
    appeal.forget_assignments()
    prefetch_related_objects([appeal], "assignments")


def release(step: "Step") -> None:
    """Whoever still works on it has no part in it any more."""
    Assignment.objects.filter(appeal=step.appeal, ended_at=None).update(
        ended_at=step.at, due_at=None, due_kind=None
    )
    step.appeal.forget_assignments()


def sign_for(step: "Step") -> None:
    lead = step.mine
    step.change(lead, signed_at=step.at, signed_by=step.by.user)
    step.clocks.stop(ClockKind.SIGN_FOR, step.at, lead)
    step.clocks.start(ClockKind.CONTACT, step.at, lead)
    step.clocks.start(ClockKind.PLAN, step.at, lead)


def object_(step: "Step") -> None:
    """While its objection is open the unit cannot sign for it: the office's own clock runs instead, to the day's end."""
    lead = step.mine
    step.clocks.cancel(step.at, (ClockKind.SIGN_FOR,))
    step.clocks.start(ClockKind.RULING, step.at)
    step.change(lead, objected_at=step.at, objection=step.note)
    step.appeal.objected = True
    step.appeal.objections += 1


def uphold(step: "Step") -> None:
    """The unit was right: everybody is released, and the office assigns anew. `rightful` is whose duty it is, where known."""
    lead, rightful = _rule(step, Ruling.UPHELD), step.fields.get("rightful")
    if rightful:
        if rightful.district_id != step.appeal.district_id or not rightful.active or rightful == lead.unit:
            raise Refused(_("%(unit)s cannot be the unit whose duty it is.") % {"unit": rightful})
        step.data["rightful"] = rightful.short_name
    unlearn(lead, step)
    if rightful:
        learn(lead, rightful, step)
    lapse(step, "exclusion")
    step.clocks.cancel(step.at)
    release(step)
    appeal = step.appeal
    appeal.lead_unit = appeal.assigned_at = appeal.answer_due_at = appeal.sign_due_at = None
    appeal.objected = False  # nobody leads it now


def overrule(step: "Step") -> None:
    """The time to sign for it starts again, and the unit's catalogue of duties grows by this category."""
    lead = _rule(step, Ruling.OVERRULED)
    step.appeal.overruled = True
    learn(lead, lead.unit, step)
    step.clocks.cancel(step.at, (ClockKind.SIGN_FOR,))
    step.clocks.start(ClockKind.SIGN_FOR, step.at, lead)


def _rule(step: "Step", ruling: Ruling) -> Assignment:
    lead = step.appeal.lead
    assert lead  # noqa: S101 - a disputed appeal has one
    step.change(lead, objection_ruling=ruling, objection_ruled_at=step.at)
    step.clocks.stop(ClockKind.RULING, step.at)
    step.data["unit"] = lead.unit.short_name
    return lead


EFFECTS: dict[str, Callable[["Step"], None]] = {
    "assign": assign,
    "sign_for": sign_for,
    "object": object_,
    "uphold": uphold,
    "overrule": overrule,
}
