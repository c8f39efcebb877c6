"""Answering: by the company itself or by an officer on its behalf; corrected until the close, with what was said before kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming, keep
from qifu.liaison.questionnaires.building import in_force
from qifu.liaison.questionnaires.keeping import answers_for
from qifu.liaison.questionnaires.models import Answer, Question, Recipient, Reply, Revision, Version
from qifu.liaison.questionnaires.problems import sync_problems
from qifu.liaison.questionnaires.words import CHOICES, NUMBERS, ON_BEHALF, Kind, Way
from qifu.lib.questions import judged
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

PLACES = 100  # columns of a table are below it
Values = Mapping[str, Any]
Facts = dict[str, Any]


def version_for(recipient: Recipient) -> Version:
    """The one in force, or that of the reply."""
    reply = reply_of(recipient)
    version = reply.version if reply else in_force(recipient.questionnaire)
    assert version is not None  # noqa: S101 - there are no recipients before
    return version


def reply_of(recipient: Recipient) -> Reply | None:
    return Reply.objects.filter(recipient=recipient).select_related("version").first()


def opened(recipient: Recipient, at: datetime | None = None) -> None:
    """By the company; the first time counts."""
    if recipient.opened_at is None:
        Recipient.objects.filter(pk=recipient.pk, opened_at=None).update(opened_at=at or timezone.now())


def closed_sentence(recipient: Recipient) -> str:
    return _("The questionnaire closed on %(day)s. What was answered before stands.") % {
        "day": recipient.questionnaire.closes_on
    }


def answer(
    recipient: Recipient,
    values: Values,
    *,
    by: Actor,
    version: int,
    way: Way = Way.SELF,
    person: str = "",
    at: datetime | None = None,
) -> Reply:
    """`values` by the questions' keys. Sent twice it changes nothing; sent again with something else, it is a correction."""
    at = at or timezone.now()
    with transaction.atomic():
        row = Recipient.objects.for_detail().select_for_update(of=("self",), no_key=True).get(pk=recipient.pk)
        _check(row, by, way, at)
        reply = reply_of(row)
        form = reply.version if reply else version_for(row)
        if form.number != version:
            raise Refused(
                _(
                    "The questionnaire has been changed meanwhile: look through it once more and send it again."
                )
            )
        questions = list(form.questions.all())
        before = list(reply.answers.all()) if reply else []
        fresh = _rows(questions, {**_files_of(before, questions), **values})
        if reply and pictures(before) == pictures(fresh) and reply.person == person:
            return reply
        reply = _store(row, reply, form, before, fresh, by=by, way=way, person=person, at=at)
        sync_problems(reply, row, questions, fresh, by=by, at=at)
    return reply


def _check(recipient: Recipient, by: Actor, way: Way, at: datetime) -> None:
    closes_at = recipient.questionnaire.closes_at
    if closes_at is None or at >= closes_at:
        raise Refused(closed_sentence(recipient))
    if by.role != Role.CONTACT and not (way in ON_BEHALF and answers_for(by, recipient)):
        raise Refused(
            _("You may answer only for companies of your own street or of your unit's questionnaire.")
        )


def _store(
    recipient: Recipient,
    reply: Reply | None,
    version: Version,
    before: Sequence[Answer],
    fresh: Sequence[Answer],
    *,
    by: Actor,
    way: Way,
    person: str,
    at: datetime,
) -> Reply:
    if reply is None:
        reply = Reply.objects.create(
            recipient=recipient, questionnaire=recipient.questionnaire, version=version, person=person, revised_at=at
        )  # fmt: skip
        recipient.answered_at, recipient.way, recipient.by = at, way, by.user
        recipient.save(update_fields=["answered_at", "way", "by"])
    else:
        Revision.objects.create(
            reply=reply, number=reply.revision, answers=pictures(before), person=reply.person, way=recipient.way, at=reply.revised_at,
            by=recipient.by,
        )  # fmt: skip
        reply.revision, reply.revised_at, reply.person = reply.revision + 1, at, person
        reply.save(update_fields=["revision", "revised_at", "person"])
        recipient.way, recipient.by = way, by.user
        recipient.save(update_fields=["way", "by"])
        reply.answers.all().delete()
    for each in fresh:
        each.reply, each.version, each.questionnaire = reply, version, recipient.questionnaire
    Answer.objects.bulk_create(fresh)
    return reply


def _files_of(answers: Iterable[Answer], questions: Iterable[Question]) -> Values:
    """A file stays until another one takes its place."""
    kinds = {question.key: question.kind for question in questions}
    return {each.key: each for each in answers if kinds.get(each.key) == Kind.FILE}


def _rows(questions: Sequence[Question], values: Values) -> list[Answer]:
    found = judged([question.asked for question in questions], values)
    if found.missing:
        lacking = next(question for question in questions if question.key in found.missing)
        raise Refused(_("“%(question)s” must be answered.") % {"question": lacking})
    return [
        Answer(key=question.key, **facts)
        for question in questions
        if question.key in found.kept
        for facts in facts_of(question.kind, found.kept[question.key], question.options)
    ]


def facts_of(kind: str, value: Any, options: Sequence[str] = ()) -> list[Facts]:
    """What of a value goes into which columns."""
    if kind in CHOICES:
        chosen = value if isinstance(value, tuple) else (value,)
        order = {option: place for place, option in enumerate(options)}
        return [{"choice": each, "place": order.get(each, 0)} for each in chosen]
    if kind in NUMBERS:
        return [{"number": value}]
    if kind == Kind.TABLE:
        return [
            {"place": place, **({"number": cell} if isinstance(cell, Decimal) else {"text": cell})}
            for place, cell in value
        ]
    if kind == Kind.FILE:
        if isinstance(value, Incoming):
            return [{"file": keep(value), "text": value.name}]
        return [{"file_id": value.file_id, "text": value.text}]
    return [{"text": value}]


def pictures(answers: Iterable[Answer]) -> list[list[Any]]:
    """What was said, comparable and fit to be kept."""
    return sorted(
        [each.key, each.place, each.choice, _plain(each.number), each.text, each.file_id or ""]
        for each in answers
    )


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"
