"""follow_up, give_up_calling, inspect: what the company says of the answer, and what the inspector finds."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.follow_up_rules import in_force
from qifu.appeals.models import Appeal, FollowUp
from qifu.appeals.words import ClockKind, Satisfaction, Way
from qifu.lib.workdays import YearNotLoaded, start_of_day
from qifu.organisations.calendar import calendar
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

if TYPE_CHECKING:
    from qifu.appeals.advancing import Step

VERDICT = ("reply_satisfaction", "solution_satisfaction", "solved")


def follow_up(step: "Step") -> None:
    """One attempt. Reached: both satisfactions and whether it is solved are needed, each a fact of its own."""
    reached = bool(step.fields["reached"])
    said = _verdict(step.fields) if reached else {}
    attempt = FollowUp.objects.create(
        district_id=step.appeal.district_id,
        appeal=step.appeal,
        at=step.at,
        role=step.by.role or Role.SYSTEM,
        user=step.by.user,
        answer=step.appeal.answers.filter(sent_at=step.appeal.answered_at).last(),
        way=Way(step.fields["way"]),
        reached=reached,
        remark=step.note,
        **said,
    )
    step.data |= {"way": attempt.way, "reached": reached, **said}
    if reached:
        _hear(step, attempt)
    else:
        _try_again(step)


def _verdict(fields: dict[str, Any]) -> dict[str, Any]:
    if any(fields.get(name) is None for name in VERDICT):
        raise Refused(
            _("The enterprise was reached: record both satisfactions, and whether the problem is solved.")
        )
    reply, solution = (Satisfaction(int(fields[name])).value for name in VERDICT[:2])
    return {
        "reply_satisfaction": reply,
        "solution_satisfaction": solution,
        "solved": bool(fields["solved"]),
    }


def _hear(step: "Step", heard: FollowUp) -> None:
    appeal = step.appeal
    appeal.follow_up_solved = heard.solved
    appeal.reply_satisfaction, appeal.solution_satisfaction = (
        heard.reply_satisfaction,
        heard.solution_satisfaction,
    )
    appeal.followed_up_at, appeal.try_again_at, appeal.unreachable = step.at, None, False
    appeal.unhappy = appeal.unhappy + 1 if heard.unhappy else 0
    step.clocks.stop(ClockKind.FOLLOW_UP, step.at)


def _try_again(step: "Step") -> None:
    """When the caller named no time, as many working days later as the rule says, in the morning."""
    appeal, last = step.appeal, step.appeal.last_attempt_at
    named: datetime | None = step.fields.get("try_again_at")
    if named and named <= step.at:
        raise Refused(_("The time to try again has passed: name a later one."))
    appeal.attempts += 1
    appeal.attempt_days += last is None or timezone.localdate(last) != timezone.localdate(step.at)
    appeal.last_attempt_at = step.at
    appeal.try_again_at = named or next_try(appeal, step.at)
    if appeal.try_again_at:
        step.data["try_again"] = f"{timezone.localtime(appeal.try_again_at):%Y-%m-%d %H:%M}"


def next_try(appeal: Appeal, at: datetime) -> datetime | None:
    """None, so that it stays among what is due, where the calendar does not reach that far."""
    try:
        day = calendar().add(timezone.localdate(at), in_force(appeal.district_id).retry_days)
    except YearNotLoaded:
        return None
    return max(start_of_day(day), at)


def give_up_calling(step: "Step") -> None:
    """It may be closed, and counts as followed up in no figure. Until then the company's own word still does."""
    step.appeal.unreachable, step.appeal.try_again_at = True, None
    step.clocks.end(step.at)
    step.data["attempts"] = step.appeal.attempts


def inspect(step: "Step") -> None:
    """The inspector's own verdict on the present answer; whom the enterprise told what is another fact."""
    step.appeal.inspected_solved = step.data["solved"] = bool(step.fields["solved"])


def forget_calls(appeal: Appeal) -> None:
    """They were about an answer that does not stand any more."""
    appeal.attempts = appeal.attempt_days = 0
    appeal.last_attempt_at = appeal.try_again_at = None
    appeal.unreachable = False


EFFECTS: dict[str, Callable[["Step"], None]] = {
    "follow_up": follow_up,
    "give_up_calling": give_up_calling,
    "inspect": inspect,
}
