"""What a step will bring about, in one sentence, before it is taken: which clocks start or end and when they are due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from qifu.appeals.clocks import deadline_after, rule_days
from qifu.appeals.models import Appeal
from qifu.appeals.waiting import waiting_left
from qifu.appeals.words import ClockKind, Complexity, Stage
from qifu.lib.workdays import YearNotLoaded, due_date
from qifu.organisations.actors import Actor


@dataclass(frozen=True)
class AssignedClocks:
    """The clocks that assigning starts, for one complexity."""

    complexity: Complexity
    sign_for: date | None
    opinion: date | None
    answer: date | None
    days: int | None


def due_on(appeal: Appeal, kind: ClockKind, at: datetime, complexity: str = "") -> date | None:
    """None where the rules have no such clock, or the calendar does not reach that far: then the step refuses itself."""
    days = rule_days(appeal.district_id, kind, complexity or appeal.complexity)
    try:
        return None if days is None else due_date(deadline_after(at, days))
    except YearNotLoaded:
        return None


def clocks_on_assigning(appeal: Appeal, at: datetime) -> list[AssignedClocks]:
    return [
        AssignedClocks(
            complexity,
            due_on(appeal, ClockKind.SIGN_FOR, at, complexity),
            due_on(appeal, ClockKind.OPINION, at, complexity),
            due_on(appeal, ClockKind.ANSWER, at, complexity),
            rule_days(appeal.district_id, ClockKind.ANSWER, complexity),
        )
        for complexity in Complexity
    ]


def consequence(verb: str, appeal: Appeal, by: Actor, at: datetime) -> str:
    """Empty where the step says it all."""
    if verb == "wait":
        return _waiting(appeal, at)
    if verb in CLOCKS:
        kind, sentence = CLOCKS[verb]
        day = due_on(appeal, kind, at)
        return str(sentence()) % {"date": day} if day else ""
    return SENTENCES[verb](appeal) if verb in SENTENCES else ""


# Steps that start one clock: which, and the sentence that says its date.
CLOCKS: dict[str, tuple[ClockKind, Callable[[], str]]] = {
    "sign_for": (
        ClockKind.CONTACT,
        lambda: _("From now on your unit answers for it. Contact the enterprise by %(date)s."),
    ),
    "overrule": (
        ClockKind.SIGN_FOR,
        lambda: _("The ruling is final: the unit has to sign for it by %(date)s."),
    ),
    "answer": (
        ClockKind.FOLLOW_UP,
        lambda: _("The reply goes to the enterprise at once; follow-up is due by %(date)s."),
    ),
    "take_up": (ClockKind.ANSWER, lambda: _("Your unit handles it itself; the answer is due by %(date)s.")),
    "redo": (ClockKind.ANSWER, lambda: _("The unit works on it again; its new answer is due by %(date)s.")),
    "reopen": (
        ClockKind.ANSWER,
        lambda: _("It goes back to the unit that handled it; the new answer is due by %(date)s."),
    ),
    "review_listed": (
        ClockKind.ANSWER,
        lambda: _("It leaves the long-term list and is handled again; the answer is due by %(date)s."),
    ),
}


def _waiting(appeal: Appeal, at: datetime) -> str:
    """Less than the rule gives where it has waited before."""
    left = waiting_left(appeal)
    try:
        day = due_date(deadline_after(at, left)) if left else None
    except YearNotLoaded:
        return ""
    if day is None:
        return ""
    return _(
        "The answer clock stands still until the enterprise has sent it, at the latest until %(date)s."
    ) % {"date": day}


def _answer_due(sentence: str, appeal: Appeal) -> str:
    return sentence % {"date": due_date(appeal.answer_due_at)} if appeal.answer_due_at else ""


def _closing(appeal: Appeal) -> str:
    days = rule_days(appeal.district_id, ClockKind.REOPEN, appeal.complexity)
    return _("The enterprise can have it reopened within %(days)s days.") % {"days": days} if days else ""


def _merging(appeal: Appeal) -> str:
    if appeal.stage in (Stage.ASSIGNED, Stage.HANDLING):
        return _(
            "The units are released from this one; the main appeal's answer reaches this enterprise too."
        )
    return _("The main appeal's answer reaches this enterprise too.")


SENTENCES: dict[str, Callable[[Appeal], str]] = {
    "accept": lambda appeal: _("Next the office assigns it."),
    "decline": lambda appeal: _("The enterprise is told at once and can ask for a review once."),
    "tell": lambda appeal: _(
        "It is answered and closed at once, and counted among those answered by telling."
    ),
    "object": lambda appeal: _(
        "The office rules today. An objection is possible once, and the ruling is final."
    ),
    "uphold": lambda appeal: _("All units are released from it, and the office assigns it anew."),
    "contact": lambda appeal: _("The first contact stops the contact clock; every contact is on record."),
    "ask_extension": lambda appeal: _(
        "The office decides. Until then the present date stands; you can ask once."
    ),
    "approve_extension": lambda appeal: _(
        "The answer clock moves to the new date, and the enterprise is told."
    ),
    "refuse_extension": lambda appeal: _answer_due(_("The answer stays due on %(date)s."), appeal),
    "resume": lambda appeal: _("The answer clock gets back the working days that it had left."),
    "submit_answer": lambda appeal: _answer_due(
        _("Your head signs it or sends it back. The answer is due on %(date)s."), appeal
    ),
    "send_back": lambda appeal: _answer_due(_("The clock runs on: the answer is due on %(date)s."), appeal),
    "give_up_calling": lambda appeal: _(
        "The office may close it then. It counts as followed up in no figure, and the enterprise's own word still counts."
    ),
    "close": _closing,
    "list": lambda appeal: _(
        "The clocks end. Until the review it stays out of the rates, but on the list that everybody sees."
    ),
    "ask_listing": lambda appeal: _(
        "The office or a leader decides. Until then its clocks run on, and the present date stands."
    ),
    "refuse_listing": lambda appeal: _answer_due(_("The answer stays due on %(date)s."), appeal),
    "progress_listed": lambda appeal: _(
        "The enterprise is told that there is progress, but not these words."
    ),
    "keep_listed": lambda appeal: _("The enterprise is told the next review date."),
    "ask_exclusion": lambda appeal: _(
        "The office rules on it. Its clocks run on, and it is handled all the same."
    ),
    "approve_exclusion": lambda appeal: _(
        "The rates leave it out; what they are with it is shown beside them. It can be revoked."
    ),
    "revoke_exclusion": lambda appeal: _("It counts in the rates again."),
    "merge": _merging,
    "split": lambda appeal: _(
        "Each row becomes an accepted appeal of its own with the same origin; this one stays with what remains."
    ),
}
