"""“A problem I want solved”: each becomes a finding at once, and an appeal after an officer's look, many at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.models import Category
from qifu.liaison.findings import may_decide, note_only, raise_appeal, write_finding
from qifu.liaison.models import Finding
from qifu.liaison.questionnaires.models import Answer, Problem, Question, Recipient, Reply
from qifu.liaison.questionnaires.words import Kind
from qifu.liaison.words import Outcome
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused

SOURCE = "reply"


def sync_problems(
    reply: Reply,
    recipient: Recipient,
    questions: Sequence[Question],
    answers: Sequence[Answer],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """After an answer or a correction. What nobody has decided yet follows the correction; what was decided stays as it
    was, and other words are another finding.
    """
    wanted = {question.key for question in questions if question.kind == Kind.PROBLEM}
    said = {each.key: each.text for each in answers if each.key in wanted}
    standing = {problem.key: problem for problem in reply.problems.select_related("finding").order_by("id")}
    for key, problem in standing.items():
        if problem.finding.outcome == Outcome.OPEN and said.get(key) != problem.finding.text:
            if key in said:
                Finding.objects.filter(pk=problem.finding_id, outcome=Outcome.OPEN).update(text=said[key])
            else:
                note_only(
                    problem.finding, by=by, how=_("Taken back by the company when it corrected its reply.")
                )
    for key, text in said.items():
        known = standing.get(key)
        if known is None or (known.finding.outcome != Outcome.OPEN and known.finding.text != text):
            _write(reply, recipient, key, text, by, at)


def _write(reply: Reply, recipient: Recipient, key: str, text: str, by: Actor, at: datetime) -> None:
    finding = write_finding(
        SOURCE,
        reply.pk,
        by=replace(by, unit=recipient.questionnaire.unit),  # it decides, whoever typed
        district=recipient.district,
        day=timezone.localdate(at),
        text=text,
        enterprise=recipient.enterprise,
        raised_by=reply.person,
        at=at,
    )
    Problem.objects.create(
        district_id=recipient.district_id, questionnaire_id=recipient.questionnaire_id, reply=reply, key=key, finding=finding
    )  # fmt: skip


def raise_many(
    problems: Sequence[Problem],
    *,
    by: Actor,
    categories: Mapping[int, Category] | None = None,
    at: datetime | None = None,
) -> int:
    """Each in a transaction of its own: what one refuses does not undo the others. Returns how many became appeals now."""
    count = 0
    for problem in _decidable(problems, by):
        with transaction.atomic():
            raise_appeal(
                problem.finding, by=by, category=(categories or {}).get(problem.pk), at=at, **_caller(problem)
            )
            _seen(problem, by, at)
        count += 1
    return count


def note_many(problems: Sequence[Problem], *, by: Actor, at: datetime | None = None) -> int:
    found = _decidable(problems, by)
    for problem in found:
        with transaction.atomic():
            note_only(problem.finding, by=by)
            _seen(problem, by, at)
    return len(found)


def look_at(problems: Sequence[Problem], *, by: Actor, at: datetime | None = None) -> int:
    """Read, and nothing decided yet."""
    found = _decidable(problems, by)
    for problem in found:
        _seen(problem, by, at)
    return len(found)


def _decidable(problems: Sequence[Problem], by: Actor) -> list[Problem]:
    found = [problem for problem in problems if may_decide(by, problem.finding)]
    if not found:
        raise Refused(_("Tick at least one problem that is not decided yet."))
    return found


def _seen(problem: Problem, by: Actor, at: datetime | None) -> None:
    Problem.objects.filter(pk=problem.pk, seen_at=None).update(seen_at=at or timezone.now(), seen_by=by.user)


def _caller(problem: Problem) -> dict[str, Any]:
    return {"caller_name": problem.reply.person} if problem.reply.person else {}
