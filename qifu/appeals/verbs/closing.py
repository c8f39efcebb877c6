"""follow_up, inspect, close, redo, reopen, list, progress_listed, keep_listed, review_listed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.models import FollowUp, ListedProgress
from qifu.appeals.monthly import oldest_owed
from qifu.appeals.verbs.anytime import attach_given
from qifu.appeals.verbs.asking import approve_listing, in_future
from qifu.appeals.verbs.assigning import give, release
from qifu.appeals.words import ClockKind, Part, Satisfaction, Way
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

if TYPE_CHECKING:
    from qifu.appeals.advancing import Step


def follow_up(step: "Step") -> None:
    """One attempt. Reached: both satisfactions and whether it is solved are needed, each a fact of its own."""
    fields, reached = step.fields, bool(step.fields["reached"])
    reply, solution, solved = (
        fields.get("reply_satisfaction"),
        fields.get("solution_satisfaction"),
        fields.get("solved"),
    )
    if reached and (reply is None or solution is None or solved is None):
        raise Refused(
            _("The enterprise was reached: record both satisfactions, and whether the problem is solved.")
        )
    FollowUp.objects.create(
        district_id=step.appeal.district_id,
        appeal=step.appeal,
        at=step.at,
        role=step.by.role or Role.SYSTEM,
        user=step.by.user,
        answer=step.appeal.answers.filter(sent_at=step.appeal.answered_at).last(),
        way=Way(fields["way"]),
        reached=reached,
        reply_satisfaction=Satisfaction(int(reply)) if reached and reply is not None else None,
        solution_satisfaction=Satisfaction(int(solution)) if reached and solution is not None else None,
        solved=solved if reached else None,
        remark=step.note,
    )
    step.data |= {"way": Way(fields["way"]).value, "reached": reached}
    if reached:
        step.appeal.follow_up_solved = solved
        step.appeal.reply_satisfaction, step.appeal.solution_satisfaction = (
            int(reply or 0),
            int(solution or 0),
        )
        step.clocks.stop(ClockKind.FOLLOW_UP, step.at)
        step.data |= {
            "reply_satisfaction": int(reply or 0),
            "solution_satisfaction": int(solution or 0),
            "solved": solved,
        }


def inspect(step: "Step") -> None:
    """The inspector's own verdict on the present answer; whom the enterprise told what is another fact."""
    step.appeal.inspected_solved = step.data["solved"] = bool(step.fields["solved"])


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
    step.clocks.start(ClockKind.ANSWER, step.at, appeal.lead)


EFFECTS: dict[str, Callable[["Step"], None]] = {
    "follow_up": follow_up,
    "inspect": inspect,
    "close": close,
    "redo": redo,
    "reopen": reopen,
    "list": list_,
    "progress_listed": progress_listed,
    "keep_listed": keep_listed,
    "review_listed": review_listed,
}
