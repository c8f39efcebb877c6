"""How an appeal stands, in the company's words: stage, who has it, until when, how far it is, what was answered.

Of a merged appeal it is the main one's standing, and of the main one nothing else: neither number, text nor company.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import Answer, Appeal, FollowUp
from qifu.appeals.words import PLAIN_STAGES, Claim, Stage
from qifu.lib.names import LEGAL_FORMS
from qifu.lib.workdays import due_date, end_of_day
from qifu.organisations.models import Unit
from qifu.organisations.moment import Moment
from qifu.organisations.roles import Role

PLAIN_CLAIMS: dict[str, Promise] = {
    Claim.SOLVED: _("The unit regards the matter as solved."),
    Claim.PARTLY: _("The unit regards the matter as partly solved."),
    Claim.PLANNED: _("The unit has put the matter into a plan."),
    Claim.EXPLAINED: _("The unit explains how things stand and which rules apply."),
    Claim.OUT_OF_SCOPE: _("The unit says that it may not handle this matter, and why."),
}
WITH_UNIT = (Stage.ASSIGNED, Stage.HANDLING, Stage.WAITING, Stage.SIGNING)
PROGRESS = (
    (pgettext_lazy("progress", "Registered"), (Stage.REGISTERED,)),
    (pgettext_lazy("progress", "Accepted"), (Stage.ACCEPTED, Stage.DISPUTED)),
    (pgettext_lazy("progress", "With a unit"), (*WITH_UNIT, Stage.LISTED)),
    (pgettext_lazy("progress", "Answered"), (Stage.ANSWERED,)),
    (pgettext_lazy("progress", "Closed"), (Stage.CLOSED,)),
)
DUE_LABELS: dict[Stage, Promise] = {
    Stage.REGISTERED: _("Review until"),
    Stage.WAITING: _("Please send it by"),
    Stage.LISTED: _("Next review on"),
    **dict.fromkeys((Stage.ASSIGNED, Stage.HANDLING, Stage.SIGNING), _("Answer until")),
}


@dataclass(frozen=True)
class Due:
    label: Promise
    day: date
    left: int | None  # working days; None where they cannot be counted


@dataclass(frozen=True)
class Standing:
    stage: Stage
    words: Promise
    unit: Unit | None
    due: Due | None
    answer: Answer | None
    claim: Promise | None
    reply: str
    rating: FollowUp | None  # the company's own, of this answer
    progress: Sequence[tuple[Promise, str]]  # label and "done", "now" or ""; empty where it ended early


def standing_of(appeal: Appeal) -> Standing:
    leading = main_of(appeal)
    stage = Stage(leading.stage)
    answer = answer_of(leading)
    return Standing(
        stage=stage,
        words=PLAIN_STAGES[stage],
        unit=leading.lead_unit if stage not in (Stage.DISPUTED, Stage.ACCEPTED) else None,
        due=due_of(leading, stage),
        answer=answer,
        claim=PLAIN_CLAIMS[answer.claim] if answer and answer.claim else None,
        reply=reply_to(appeal, leading, answer) if answer else "",
        rating=own_rating(appeal),
        progress=progress_of(stage),
    )


def main_of(appeal: Appeal) -> Appeal:
    """The main appeal may itself have been merged later."""
    while appeal.main_id:
        appeal = (
            Appeal.objects.select_related("lead_unit", "enterprise")
            .prefetch_related("answers")
            .get(pk=appeal.main_id)
        )
    return appeal


def answer_of(appeal: Appeal) -> Answer | None:
    """The one that stands. While the unit works on the matter again, none does."""
    if appeal.stage not in (Stage.ANSWERED, Stage.CLOSED):
        return None
    return next((row for row in reversed(appeal.answers.all()) if row.sent_at), None)


def reply_to(appeal: Appeal, leading: Appeal, answer: Answer) -> str:
    """The unit addressed the main appeal's company; whoever reads the reply in its own matter must not learn its name."""
    if leading.pk == appeal.pk:
        return answer.reply
    reply, company, firm = answer.reply, leading.company, short_name(leading.company)
    for named, instead in (
        (company, _("the company concerned")),
        (firm, _("the company concerned")),
        (leading.caller_name, _("the person concerned")),
        (leading.caller_phone, "…"),
    ):
        reply = reply.replace(named, str(instead)) if len(named) > 1 else reply
    return reply


def short_name(company: str) -> str:
    """As letters speak of it, without the legal form."""
    form = next((form for form in LEGAL_FORMS if company.endswith(form)), "")
    return company.removesuffix(form)


def own_rating(appeal: Appeal) -> FollowUp | None:
    answer = answer_of(appeal)
    return next(
        (
            row
            for row in appeal.follow_ups.all()
            if row.role == Role.CONTACT and answer and row.answer_id == answer.pk
        ),
        None,
    )


def due_of(appeal: Appeal, stage: Stage) -> Due | None:
    if not (label := DUE_LABELS.get(stage)):
        return None
    instant = _until(appeal, stage)
    return Due(label, due_date(instant), Moment().days_left(instant)) if instant else None


def _until(appeal: Appeal, stage: Stage) -> datetime | None:
    if stage == Stage.LISTED:
        return end_of_day(appeal.review_on) if appeal.review_on else None
    return appeal.due_at if stage in (Stage.REGISTERED, Stage.WAITING) else appeal.answer_due_at


def progress_of(stage: Stage) -> list[tuple[Promise, str]]:
    """Declined and withdrawn ended early: there is no line to be on."""
    here = next((n for n, (_label, stages) in enumerate(PROGRESS) if stage in stages), None)
    if here is None:
        return []
    ended = stage == Stage.CLOSED
    return [
        (label, "now" if n == here and not ended else "done" if n <= here else "")
        for n, (label, _stages) in enumerate(PROGRESS)
    ]
