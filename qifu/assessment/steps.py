"""What the office can do with a month: read by buttons, pages and history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.assessment import rounds
from qifu.assessment.models import Round
from qifu.assessment.words import RoundStage
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role


@dataclass(frozen=True)
class Step:
    verb: str
    label: Promise
    question: Promise
    done: Promise
    source: RoundStage
    take: Callable[[Round, int | None, Actor], Round]


STEPS: dict[str, Step] = {
    step.verb: step
    for step in (
        Step(
            "compute",
            _("Compute anew"),
            _(
                "The month is computed again as it stood at the cut-off, under the scheme that is in force now."
            ),
            _("Computed as it stood at the cut-off. Check it, then publish it."),
            RoundStage.DRAFT,
            lambda found, version, by: rounds.compute(found.scheme, found.month, by=by),
        ),
        Step(
            "publish",
            _("Publish for contest"),
            _(
                "The heads of the units are told and can contest it, part by part, for as long as the scheme says."
            ),
            _("Published; the heads of the units have been told."),
            RoundStage.DRAFT,
            lambda found, version, by: rounds.publish(found, by=by, version=version),
        ),
        Step(
            "freeze",
            _("Freeze"),
            _(
                "The result then stands for ever; what turns out wrong later is corrected in another edition beside it."
            ),
            _("Frozen; the heads of the units have been told."),
            RoundStage.PUBLISHED,
            lambda found, version, by: rounds.freeze(found, by=by, version=version),
        ),
    )
}
SENTENCES: dict[str, Promise] = {
    "compute": _("computed the month"),
    "publish": _("published it for contest"),
    "contest": _("contested a part"),
    "upheld": _("upheld a contest"),
    "refused": _("refused a contest"),
    "give": _("gave a value by hand"),
    "freeze": _("froze the month"),
    "correct": pgettext_lazy("assessment", "corrected the frozen month in a new edition"),
}
TONES = {"publish": "good", "freeze": "good", "contest": "warn", "correct": "warn"}


def open_to(found: Round, by: Actor, now: datetime) -> list[Step]:
    """Freezing is offered once the time to contest is over."""
    if by.role != Role.OFFICE:
        return []
    return [
        step
        for step in STEPS.values()
        if step.source == found.stage and not (step.verb == "freeze" and found.may_be_contested(now))
    ]
