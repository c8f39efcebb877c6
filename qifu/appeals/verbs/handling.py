"""contact, plan, progress, give_opinion, wait, resume, submit_answer, send_back, answer."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.models import Answer
from qifu.appeals.verbs.anytime import attach_given
from qifu.appeals.verbs.asking import lapse
from qifu.appeals.verbs.following_up import forget_calls
from qifu.appeals.waiting import waiting_left
from qifu.appeals.words import Claim, ClockKind, Way
from qifu.organisations.calendar import calendar
from qifu.organisations.refusals import Refused

if TYPE_CHECKING:
    from qifu.appeals.advancing import Step


def contact(step: "Step") -> None:
    """The response clock stops at the first contact; later ones are on record too."""
    lead = step.mine
    if lead.contacted_at is None:
        step.change(lead, contacted_at=step.at)
    step.clocks.stop(ClockKind.CONTACT, step.at, lead)
    step.data |= {"way": Way(step.fields["way"]).value, "whom": step.fields["whom"]}


def plan(step: "Step") -> None:
    lead, promised = step.mine, step.fields["promised_on"]
    _in_future(promised, step)
    step.change(lead, promised_on=promised)
    step.clocks.stop(ClockKind.PLAN, step.at, lead)
    step.data["promised_on"] = promised.isoformat()


def progress(step: "Step") -> None:
    """The note is all there is."""


def give_opinion(step: "Step") -> None:
    mine = step.mine
    step.change(mine, opinion=step.note, opinion_at=step.at)
    step.clocks.stop(ClockKind.OPINION, step.at, mine)


def wait(step: "Step") -> None:
    """Only what needs the enterprise stands still: the first contact and the assisting units' opinions do not."""
    step.clocks.pause(step.at, (ClockKind.ANSWER, ClockKind.PLAN))
    step.clocks.start(ClockKind.WAIT, step.at, step.mine, waiting_left(step.appeal))


def resume(step: "Step") -> None:
    for clock in [c for c in step.clocks.open if c.kind == ClockKind.WAIT]:
        step.clocks.stop(ClockKind.WAIT, step.at, clock.assignment)
    step.clocks.resume(step.at)


def submit_answer(step: "Step") -> None:
    claim = Claim(step.fields["claim"])
    Answer.objects.create(
        district_id=step.appeal.district_id,
        appeal=step.appeal,
        assignment=step.mine,
        claim=claim,
        reply=step.fields["reply"],
        drafted_at=step.at,
        drafted_by=step.by.user,
    )
    step.data["claim"] = claim.value
    attach_given(step, public=False)


def send_back(step: "Step") -> None:
    _drafted(step).update(sent_back_at=step.at)


def answer(step: "Step") -> None:
    """The answer clock stops and the figures' columns are set; whether it was in time is judged by that clock."""
    appeal, lead = step.appeal, step.mine
    draft = _drafted(step).get()
    draft.sent_at, draft.signed_by = step.at, step.by.user
    draft.save(update_fields=["sent_at", "signed_by"])
    clock = step.clocks.stop(ClockKind.ANSWER, step.at, lead)
    step.clocks.end(step.at)
    step.clocks.start(ClockKind.FOLLOW_UP, step.at)
    appeal.claim, appeal.answered_at, appeal.follow_up_solved = draft.claim, step.at, None
    forget_calls(appeal)
    lapse(step, "extension", "listing")  # a request that nobody has ruled on is moot now
    appeal.on_time = step.at < clock.due_at if clock else None
    started = appeal.assigned_at or step.at
    appeal.working_days = max(0, calendar().between(timezone.localdate(started), timezone.localdate(step.at)))
    step.data |= {"claim": draft.claim, "reply": draft.reply}


def _drafted(step: "Step") -> QuerySet[Answer]:
    return Answer.objects.filter(appeal=step.appeal, sent_at=None, sent_back_at=None)


def _in_future(day: date, step: "Step") -> None:
    if day < timezone.localdate(step.at):
        raise Refused(_("%(date)s has passed: give today or a later date.") % {"date": day.isoformat()})


EFFECTS: dict[str, Callable[["Step"], None]] = {
    "contact": contact,
    "plan": plan,
    "progress": progress,
    "give_opinion": give_opinion,
    "wait": wait,
    "resume": resume,
    "submit_answer": submit_answer,
    "send_back": send_back,
    "answer": answer,
}
