"""What can be done with a duty: a table that guard, buttons, history and tests read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.liaison.models import Duty
from qifu.liaison.words import DutyStage, ProgrammeStage
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

OFFICE = (Role.OFFICE,)
UNIT = (Role.OFFICER, Role.HEAD)


@dataclass(frozen=True)
class Step:
    verb: str
    label: Promise  # what the button says
    sentence: Promise  # what the history says
    sources: tuple[DutyStage, ...]
    target: DutyStage
    by: tuple[Role, ...]
    needs_note: bool = False


_OPEN = DutyStage.OPEN
STEPS = {
    step.verb: step
    for step in (
        Step(
            "hand_down",
            gettext_lazy("Hand down"),
            gettext_lazy("Handed down to the unit"),
            (DutyStage.DRAFT,),
            _OPEN,
            OFFICE,
        ),
        Step(
            "report",
            gettext_lazy("Report progress"),
            gettext_lazy("Progress reported"),
            (_OPEN,),
            _OPEN,
            UNIT,
        ),
        Step(
            "confirm",
            gettext_lazy("Confirm the report"),
            gettext_lazy("Report confirmed"),
            (_OPEN,),
            _OPEN,
            OFFICE,
        ),
        Step(
            "send_back",
            gettext_lazy("Send the report back"),
            gettext_lazy("Report sent back"),
            (_OPEN,),
            _OPEN,
            OFFICE,
            needs_note=True,
        ),
        Step(
            "finish",
            pgettext_lazy("duty", "Finish"),
            gettext_lazy("Duty finished"),
            (_OPEN,),
            DutyStage.FINISHED,
            OFFICE,
        ),
        Step(
            "reopen",
            pgettext_lazy("duty", "Take up again"),
            gettext_lazy("Duty taken up again"),
            (DutyStage.FINISHED,),
            _OPEN,
            OFFICE,
            needs_note=True,
        ),
        Step(
            "drop",
            pgettext_lazy("duty", "Drop"),
            gettext_lazy("Duty dropped"),
            (DutyStage.DRAFT, _OPEN),
            DutyStage.DROPPED,
            OFFICE,
            needs_note=True,
        ),
    )
}
ON_REPORTS = ("confirm", "send_back")
SENTENCES = {verb: step.sentence for verb, step in STEPS.items()} | {
    "change": gettext_lazy("Duty changed"),
}


def may(duty: Duty, step: Step, by: Actor) -> bool:
    """A unit reports on its own duties only; those it helps with are reported by the unit that answers for them."""
    if by.role not in step.by or by.district is None or by.district.pk != duty.district_id:
        return False
    return by.role not in UNIT or (by.unit is not None and by.unit.pk == duty.unit_id)


def check(duty: Duty, step: Step, by: Actor, note: str) -> None:
    said = {"step": step.label, "stage": DutyStage(duty.stage).label}
    if not may(duty, step, by):
        raise Refused(_("“%(step)s” is not for your post: it is another unit's or the office's part.") % said)
    if duty.programme.stage != ProgrammeStage.RUNNING:
        raise Refused(
            _("The programme is not running, so “%(step)s” is not possible. Start the programme first.")
            % said
        )
    if duty.stage not in step.sources:
        raise Refused(
            _("The duty is “%(stage)s”, so “%(step)s” is no longer possible. Load the page again.") % said
        )
    if step.needs_note and not note.strip():
        raise Refused(_("“%(step)s” needs a reason: write it down and press again.") % said)


def open_to(duty: Duty, actor: Actor) -> list[Step]:
    """The steps of the duty itself; those on a report stand with the report."""
    if duty.programme.stage != ProgrammeStage.RUNNING:
        return []
    return [
        step
        for step in STEPS.values()
        if step.verb not in ON_REPORTS and duty.stage in step.sources and may(duty, step, actor)
    ]
