"""What can be done with a difference: the table that buttons and pages read; the verbs guard themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.liaison.reconciliation import clearing
from qifu.liaison.reconciliation.models import Difference
from qifu.liaison.reconciliation.words import ANSWERED, ClearingStage, DifferenceKind
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role


@dataclass(frozen=True)
class Step:
    verb: str
    label: Promise
    act: Callable[..., Any]
    asks: bool = True
    needs_note: bool = True
    tone: str = "primary"


_CLEAR = (
    Step("explain", pgettext_lazy("difference", "Explain"), clearing.explain),
    Step("correct", _("It has been corrected"), clearing.correct),
    Step("appeal", pgettext_lazy("difference", "Make it an appeal"), clearing.make_appeal),
)
_JUDGE = (
    Step("check", pgettext_lazy("difference", "Checked"), clearing.check, needs_note=False),
    Step("send_back", pgettext_lazy("difference", "Send it back"), clearing.send_back, tone="danger"),
)
_DECIDE = (
    Step("confirm", _("They are one company"), clearing.confirm, asks=False),
    Step("reject", _("They are two companies"), clearing.reject, asks=False, tone="danger"),
)
STEPS = {step.verb: step for step in (*_CLEAR, *_JUDGE, *_DECIDE)}


def open_to(difference: Difference, by: Actor) -> Sequence[Step]:
    if difference.kind == DifferenceKind.LIKENESS:
        return _DECIDE if difference.is_shared_out_by(by) else ()
    if difference.stage == ClearingStage.OPEN:
        return _CLEAR if difference.is_worked_by(by) else ()
    if difference.stage in ANSWERED and by.role == Role.OFFICE:
        return _JUDGE[:1] if difference.stage == ClearingStage.APPEAL else _JUDGE
    return ()
