"""Three verdicts on one answer, side by side and never mixed: the unit's claim, the company's, the inspector's.

The company's is its last word, whoever asked for it: itself, an operator, an inspector on the telephone. The inspector's is
what the inspector found and wrote down by the step `inspect`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from qifu.appeals.figures.disagreement import disagree
from qifu.appeals.models import Answer, Appeal, Event, FollowUp
from qifu.organisations.roles import Role

ASKED_BY: dict[str, Promise] = {
    Role.CONTACT: pgettext_lazy("asked by", "judged by itself"),
    Role.OPERATOR: pgettext_lazy("asked by", "asked by the operator"),
    Role.INSPECTOR: pgettext_lazy("asked by", "asked by the inspector"),
}


@dataclass(frozen=True)
class Finding:
    """The inspector's verdict."""

    solved: bool
    note: str
    who: str
    at: datetime


@dataclass(frozen=True)
class Judged:
    """An answer that went out, and what was said of it."""

    answer: Answer
    company: FollowUp | None
    inspector: Finding | None
    unanswered: int  # attempts at which nobody was reached

    @property
    def asked_by(self) -> Promise | str:
        return ASKED_BY.get(self.company.role, "") if self.company else ""

    @property
    def disagrees(self) -> bool:
        company, inspector = self.company, self.inspector
        return disagree(
            self.answer.claim, company.solved if company else None, inspector.solved if inspector else None
        )


def judged_answers(appeal: Appeal) -> list[Judged]:
    """The present answer first."""
    follow_ups = list(appeal.follow_ups.all())
    inspections = [event for event in appeal.timeline.all() if event.verb == "inspect"]
    sent = [answer for answer in appeal.answers.all() if answer.sent_at]
    judged = [
        _judge(
            answer,
            [said for said in follow_ups if said.answer_id == answer.pk],
            [event for event in inspections if _is_of(event, answer, later)],
        )
        for answer, later in pairwise([*sent, None])
        if answer
    ]
    return judged[::-1]


def draft_of(appeal: Appeal) -> Answer | None:
    drafts = [a for a in appeal.answers.all() if a.sent_at is None and a.sent_back_at is None]
    return drafts[-1] if drafts else None


def _judge(answer: Answer, follow_ups: Sequence[FollowUp], inspections: Sequence[Event]) -> Judged:
    heard = [said for said in follow_ups if said.reached]
    return Judged(
        answer,
        company=heard[-1] if heard else None,
        inspector=_finding(inspections[-1]) if inspections else None,
        unanswered=len(follow_ups) - len(heard),
    )


def _is_of(event: Event, answer: Answer, later: Answer | None) -> bool:
    """An inspection is of the answer that stood."""
    since, until = answer.sent_at, later.sent_at if later else None
    return since is not None and since <= event.at and (until is None or event.at < until)


def _finding(event: Event) -> Finding:
    return Finding(bool(event.data.get("solved")), event.note, event.who, event.at)
