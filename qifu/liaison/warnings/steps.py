"""What the unit can do with a company's warning: read by buttons and pages; the verbs guard themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from qifu.liaison.warnings import warning
from qifu.liaison.warnings.models import Warned
from qifu.liaison.warnings.words import OPEN, RUNNING, WarningStage
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role


@dataclass(frozen=True)
class Step:
    verb: str
    label: Promise
    act: Callable[..., Any]
    asks: tuple[str, ...]
    note_needed: bool = False
    tone: str = "primary"


STEPS = {
    step.verb: step
    for step in (
        Step("accept", pgettext_lazy("warning", "It is put right"), warning.accept, ("note", "avoided")),
        Step("refuse", pgettext_lazy("warning", "It is not put right"), warning.refuse, ("note", "days"), note_needed=True, tone="danger"),
        Step("hand_over", pgettext_lazy("warning", "Handed over on paper"), warning.hand_over, ("who",)),
        Step("withdraw", pgettext_lazy("warning", "Withdraw it"), warning.withdraw, ("note",), note_needed=True, tone="danger"),
    )
}  # fmt: skip


def open_to(row: Warned, by: Actor, now: datetime) -> Sequence[Step]:
    if not row.is_of(by):
        return ()
    reported = row.stage == WarningStage.REPORTED
    over = row.stage in RUNNING and row.due_at is not None and row.due_at <= now
    shown = {
        "accept": reported,
        "refuse": reported or over,
        "hand_over": row.stage == WarningStage.ISSUED,
        "withdraw": row.stage in OPEN and by.role == Role.HEAD,
    }
    return [step for verb, step in STEPS.items() if shown[verb]]
