"""close, redo, reopen, list, progress_listed, keep_listed, review_listed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.models import ListedProgress
from qifu.appeals.monthly import oldest_owed
from qifu.appeals.verbs.anytime import attach_given
from qifu.appeals.verbs.asking import approve_listing, in_future
from qifu.appeals.verbs.assigning import give, release
from qifu.appeals.verbs.following_up import forget_calls
from qifu.appeals.words import ClockKind, Part
from qifu.organisations.refusals import Refused

if TYPE_CHECKING:
    from qifu.appeals.advancing import Step


def close(step: "Step") -> None:
    step.clocks.end(step.at)
    step.appeal.closed_at = step.at
    release(step)


def redo(step: "Step") -> None:
    step.appeal.redos += 1
    step.clocks.end(step.at)
    _work_again(step)


def reopen(step: "Step") -> None:
    """The unit that handled it has it back, signed for, with a new clock."""
    appeal = step.appeal
    assert appeal.lead_unit  # noqa: S101 - the guard has_lead saw it
    appeal.closed_at = None
    assigned_at = appeal.assigned_at
    give(step, appeal.lead_unit, Part.LEAD)
    appeal.assigned_at = assigned_at
    lead = appeal.lead
    assert lead  # noqa: S101 - just given
    step.change(lead, signed_at=step.at)
    _work_again(step)


def list_(step: "Step") -> None:
    appeal, fields = step.appeal, step.fields
    if fields["leader"].district_id != appeal.district_id or not fields["leader"].active:
        raise Refused(_("%(leader)s is not a leader of this district now.") % {"leader": fields["leader"]})
    in_future(fields["review_on"], step)
    step.clocks.end(step.at)
    appeal.listed_on, appeal.listed_plan = timezone.localdate(step.at), fields["plan"]
    appeal.listed_leader, appeal.review_on = fields["leader"], fields["review_on"]
    appeal.answer_due_at = None
    approve_listing(step)
    step.data |= {
        "plan": fields["plan"],
        "leader": str(fields["leader"]),
        "review_on": fields["review_on"].isoformat(),
    }


def progress_listed(step: "Step") -> None:
    """For the oldest month that is owed; where none is, the event stands for itself."""
    if month := oldest_owed(step.appeal, step.at):
        ListedProgress.objects.create(
            district_id=step.appeal.district_id,
            appeal=step.appeal,
            month=month,
            unit=step.by.unit,
            at=step.at,
            by=step.by.user,
            note=step.note,
        )
        step.data["month"] = f"{month:%Y-%m}"
    attach_given(step, public=False)


def keep_listed(step: "Step") -> None:
    in_future(step.fields["review_on"], step)
    step.appeal.review_on = step.fields["review_on"]
    step.data["review_on"] = step.fields["review_on"].isoformat()
    if plan := step.fields.get("plan"):
        step.appeal.listed_plan = plan
        step.data["plan"] = plan


def review_listed(step: "Step") -> None:
    step.appeal.review_on = None
    _work_again(step)


def _work_again(step: "Step") -> None:
    appeal = step.appeal
    prefetch_related_objects([appeal], "assignments")
    appeal.answered_at = appeal.claim = appeal.on_time = appeal.working_days = None
    appeal.follow_up_solved = appeal.reply_satisfaction = appeal.solution_satisfaction = None
    appeal.inspected_solved = None
    forget_calls(appeal)
    step.clocks.start(ClockKind.ANSWER, step.at, appeal.lead)


EFFECTS: dict[str, Callable[["Step"], None]] = {
    "close": close,
    "redo": redo,
    "reopen": reopen,
    "list": list_,
    "progress_listed": progress_listed,
    "keep_listed": keep_listed,
    "review_listed": review_listed,
}
