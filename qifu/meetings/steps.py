"""What can be done with a meeting and with a resolution: two tables that guard, buttons, history and tests read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.meetings.models import Meeting, Resolution
from qifu.meetings.words import MeetingStage, ResolutionStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

OFFICE = (Role.OFFICE,)


@dataclass(frozen=True)
class Step:
    verb: str
    label: Promise  # what the button says
    sentence: Promise  # what the history says
    sources: tuple[str, ...]
    target: str
    by: tuple[Role, ...] = OFFICE
    needs_note: bool = False
    tone: str = ""


_PLANNED, _HELD, _FINALISED = MeetingStage.PLANNED, MeetingStage.HELD, MeetingStage.FINALISED
_OPEN, _REPORTED = ResolutionStage.OPEN, ResolutionStage.REPORTED

MEETING_STEPS = {
    step.verb: step
    for step in (
        Step(
            "change",
            gettext_lazy("Change the meeting"),
            gettext_lazy("changed the meeting"),
            (_PLANNED,),
            _PLANNED,
        ),
        Step("hold", gettext_lazy("Open the record"), gettext_lazy("opened the record"), (_PLANNED,), _HELD),
        Step(
            "finalise",
            gettext_lazy("Finalise the minutes"),
            gettext_lazy("finalised the minutes"),
            (_HELD,),
            _FINALISED,
            tone="good",
        ),
        Step(
            "correct",
            gettext_lazy("Add a correction"),
            gettext_lazy("added a correction"),
            (_FINALISED,),
            _FINALISED,
            needs_note=True,
            tone="warn",
        ),
        Step(
            "cancel",
            gettext_lazy("Cancel the meeting"),
            gettext_lazy("cancelled the meeting"),
            (_PLANNED,),
            MeetingStage.CANCELLED,
            needs_note=True,
            tone="bad",
        ),
    )
}  # fmt: skip - a table is read by rows
RESOLUTION_STEPS = {
    step.verb: step
    for step in (
        Step("report", gettext_lazy("Report as done"), gettext_lazy("reported it as done"), (_OPEN,), _REPORTED, (Role.HEAD,), needs_note=True),
        Step("confirm", gettext_lazy("Confirm as done"), gettext_lazy("confirmed it as done"), (_REPORTED,), ResolutionStage.DONE, tone="good"),
        Step("send_back", pgettext_lazy("resolution", "Send the report back"), gettext_lazy("sent the report back"), (_REPORTED,), _OPEN, needs_note=True, tone="warn"),
        Step("postpone", gettext_lazy("Set another date"), gettext_lazy("set another date"), (_OPEN,), _OPEN, needs_note=True, tone="warn"),
        Step("drop", gettext_lazy("Drop the resolution"), gettext_lazy("dropped it"), (_OPEN, _REPORTED), ResolutionStage.DROPPED, needs_note=True, tone="bad"),
    )
}  # fmt: skip
SENTENCES: dict[str, Promise] = {
    "plan": gettext_lazy("planned the meeting"),
    "resolve": pgettext_lazy("resolution", "resolved"),
    **{step.verb: step.sentence for step in (*MEETING_STEPS.values(), *RESOLUTION_STEPS.values())},
}
TONES = {step.verb: step.tone for step in (*MEETING_STEPS.values(), *RESOLUTION_STEPS.values())}


def is_kept_by(by: Actor, district: District) -> bool:
    """A meeting is planned, composed and recorded by the programme office of its district."""
    return by.role == Role.OFFICE and by.district == district


def may(thing: Meeting | Resolution, step: Step, by: Actor) -> bool:
    """A head's steps are on what the own unit owns."""
    if by.role not in step.by or by.district is None or by.district.pk != thing.district_id:
        return False
    return by.role != Role.HEAD or (
        isinstance(thing, Resolution) and by.unit is not None and by.unit.pk == thing.unit_id
    )


def check(thing: Meeting | Resolution, step: Step, by: Actor, note: str = "") -> None:
    said = {"step": step.label, "stage": thing.get_stage_display()}
    if not may(thing, step, by):
        raise Refused(_("“%(step)s” is not a step of your post.") % said)
    if thing.stage not in step.sources:
        raise Refused(
            _("“%(step)s” is no longer possible: it stands at “%(stage)s”. Load the page again.") % said
        )
    if step.needs_note and not note.strip():
        raise Refused(_("“%(step)s” needs words: write them down and press again.") % said)


def open_to(thing: Meeting | Resolution, by: Actor) -> Sequence[Step]:
    steps = MEETING_STEPS if isinstance(thing, Meeting) else RESOLUTION_STEPS
    return [step for step in steps.values() if thing.stage in step.sources and may(thing, step, by)]
