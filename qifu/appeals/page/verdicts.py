"""Three verdicts on one answer, side by side and never mixed: the unit's claim, the company's, the inspector's."""

from collections.abc import Iterable
from dataclasses import dataclass

from qifu.appeals.models import Answer, Appeal, FollowUp
from qifu.organisations.roles import Role

OF_THE_COMPANY = (Role.CONTACT, Role.OPERATOR)  # rated by itself, or told to the operator who called


@dataclass(frozen=True)
class Judged:
    """An answer that went out, and what was said of it."""

    answer: Answer
    company: FollowUp | None
    inspector: FollowUp | None
    unanswered: int  # attempts at which nobody was reached


def judged_answers(appeal: Appeal) -> list[Judged]:
    """The present answer first."""
    follow_ups = list(appeal.follow_ups.all())
    sent = [answer for answer in appeal.answers.all() if answer.sent_at]
    return [_judge(answer, [f for f in follow_ups if f.answer_id == answer.pk]) for answer in reversed(sent)]


def draft_of(appeal: Appeal) -> Answer | None:
    drafts = [a for a in appeal.answers.all() if a.sent_at is None and a.sent_back_at is None]
    return drafts[-1] if drafts else None


def _judge(answer: Answer, follow_ups: list[FollowUp]) -> Judged:
    return Judged(
        answer,
        company=_last(follow_ups, OF_THE_COMPANY),
        inspector=_last(follow_ups, (Role.INSPECTOR,)),
        unanswered=sum(not follow_up.reached for follow_up in follow_ups),
    )


def _last(follow_ups: Iterable[FollowUp], roles: tuple[Role, ...]) -> FollowUp | None:
    effective = [follow_up for follow_up in follow_ups if follow_up.reached and follow_up.role in roles]
    return effective[-1] if effective else None
