"""How the open steps are laid out: the one that the nearest clock asks for, and the others in groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import Appeal, Clock
from qifu.appeals.words import ClockKind
from qifu.appeals.workflow import Transition

ASKED_BY_CLOCK = {
    ClockKind.REVIEW: "accept",
    ClockKind.SIGN_FOR: "sign_for",
    ClockKind.CONTACT: "contact",
    ClockKind.PLAN: "plan",
    ClockKind.OPINION: "give_opinion",
    ClockKind.ANSWER: "submit_answer",
    ClockKind.WAIT: "resume",
    ClockKind.FOLLOW_UP: "follow_up",
}
# What somebody waits for goes before what the clock asks for; where no clock asks, the stage's own next step.
# An objection has none: upholding and overruling stand side by side.
FIRST = ("approve_extension", "answer")
LAST = ("take_up", "assign", "close", "progress_listed", "keep_listed", "reopen")

GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (
        pgettext_lazy("group", "Handling"),
        (
            "sign_for", "object", "take_up", "contact", "plan", "progress", "give_opinion", "ask_extension",
            "wait", "resume", "submit_answer", "answer", "send_back", "follow_up", "give_up_calling", "inspect",
            "progress_listed", "ask_listing", "ask_exclusion",
        ),
    ),
    (
        pgettext_lazy("group", "Deciding"),
        (
            "accept", "decline", "tell", "assign", "uphold", "overrule", "approve_extension", "refuse_extension",
            "close", "redo", "reopen", "list", "refuse_listing", "keep_listed", "review_listed", "approve_exclusion",
            "refuse_exclusion", "revoke_exclusion",
        ),
    ),
    (pgettext_lazy("group", "Sorting"), ("merge", "split", "mark")),
    (pgettext_lazy("group", "On record"), ("comment", "attach")),
)  # fmt: skip


@dataclass(frozen=True)
class ButtonGroup:
    label: Promise
    steps: list[Transition]


def main_step(appeal: Appeal, steps: Sequence[Transition], running: Sequence[Clock]) -> Transition | None:
    open_steps = {step.verb: step for step in steps}
    kinds = list(ClockKind)
    in_time = sorted(running, key=lambda clock: (clock.due_at, kinds.index(ClockKind(clock.kind))))
    asked = [ASKED_BY_CLOCK[ClockKind(c.kind)] for c in in_time if ClockKind(c.kind) in ASKED_BY_CLOCK]
    return next((open_steps[verb] for verb in (*FIRST, *asked, *LAST) if verb in open_steps), None)


def groups(steps: Sequence[Transition], main: Transition | None) -> list[ButtonGroup]:
    others = {step.verb: step for step in steps if step is not main}
    laid_out = [
        ButtonGroup(label, [others[verb] for verb in verbs if verb in others]) for label, verbs in GROUPS
    ]
    return [group for group in laid_out if group.steps]
