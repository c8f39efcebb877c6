"""accept, decline, ask_review, tell, take_up, withdraw."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from qifu.appeals.models import Answer, Category
from qifu.appeals.verbs.asking import lapse
from qifu.appeals.verbs.assigning import give, release
from qifu.appeals.words import Claim, ClockKind, DeclineGround, Part, Population
from qifu.organisations.refusals import Refused

if TYPE_CHECKING:
    from qifu.appeals.advancing import Step


def accept(step: "Step") -> None:
    classify(step, step.fields["category"])
    step.clocks.stop(ClockKind.REVIEW, step.at)


def decline(step: "Step") -> None:
    step.data["ground"] = DeclineGround(step.fields["ground"]).value
    step.clocks.stop(ClockKind.REVIEW, step.at)


def ask_review(step: "Step") -> None:
    step.appeal.reviews_asked += 1
    step.clocks.start(ClockKind.REVIEW, step.at)


def tell(step: "Step") -> None:
    """告知件: answered and closed at the desk; never counted among the assigned."""
    appeal = step.appeal
    classify(step, step.fields["category"])
    appeal.population = Population.NOTIFIED
    appeal.claim, appeal.answered_at, appeal.closed_at = Claim.EXPLAINED, step.at, step.at
    step.clocks.stop(ClockKind.REVIEW, step.at)
    Answer.objects.create(
        district_id=appeal.district_id,
        appeal=appeal,
        claim=Claim.EXPLAINED,
        reply=step.fields["reply"],
        drafted_at=step.at,
        drafted_by=step.by.user,
        sent_at=step.at,
        signed_by=step.by.user,
    )


def take_up(step: "Step") -> None:
    """自办件: the unit that found it handles it, with no assigning in between."""
    appeal = step.appeal
    assert step.by.unit  # noqa: S101 - the guard own_finding saw it
    classify(step, step.fields["category"])
    appeal.complexity = appeal.category.complexity if appeal.category else appeal.complexity
    step.clocks.stop(ClockKind.REVIEW, step.at)
    give(step, step.by.unit, Part.LEAD)
    lead = step.mine
    step.change(lead, signed_at=step.at, signed_by=step.by.user)
    step.clocks.start(ClockKind.ANSWER, step.at, lead)


def withdraw(step: "Step") -> None:
    """An answer that it may have had stays on record, with what was said of it; but what is withdrawn leaves the rates."""
    end(step)
    appeal = step.appeal
    appeal.claim = appeal.on_time = appeal.working_days = appeal.inspected_solved = None
    appeal.follow_up_solved = appeal.reply_satisfaction = appeal.solution_satisfaction = None


def end(step: "Step") -> None:
    step.clocks.end(step.at)
    lapse(step, "extension", "listing", "exclusion")
    release(step)


def classify(step: "Step", category: Category) -> None:
    if category.district_id != step.appeal.district_id or not category.active:
        raise Refused(_("“%(category)s” is not a category in use in this district.") % {"category": category})
    step.appeal.category = category
    step.appeal.aspect_id = category.aspect_id
    step.data["category"] = category.path


EFFECTS: dict[str, Callable[["Step"], None]] = {
    "accept": accept,
    "decline": decline,
    "ask_review": ask_review,
    "tell": tell,
    "take_up": take_up,
    "withdraw": withdraw,
}
