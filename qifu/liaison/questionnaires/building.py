"""Writing a questionnaire: what it says of itself, its questions, and the versions that take one another's place."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.liaison.questionnaires.checking import Said, check_complete, check_followers, check_question
from qifu.liaison.questionnaires.keeping import check_keeper, held
from qifu.liaison.questionnaires.models import Question, Questionnaire, Version
from qifu.liaison.questionnaires.words import KEEPERS, MOST_QUESTIONS
from qifu.lib.workdays import end_of_day
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.once import once
from qifu.organisations.refusals import Refused


def make(
    *,
    by: Actor,
    title: str,
    intro: str = "",
    closes_on: date | None = None,
    remind_days: int | None = None,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Questionnaire:
    """It belongs to the maker's unit. A `key` seen before returns what it made."""
    at = at or timezone.now()
    if by.role not in KEEPERS or by.unit is None or by.district is None:
        raise Refused(_("Only units and the programme office make questionnaires."))
    _check_close(closes_on, at)
    district, unit = by.district, by.unit

    def write() -> Questionnaire:
        made = Questionnaire(
            district=district,
            unit=unit,
            title=title.strip(),
            intro=intro.strip(),
            closes_at=end_of_day(closes_on) if closes_on else None,
            remind_days=remind_days,
            by=by.user,
            created_at=at,
            key=key,
        )
        log.save(made, by=by)
        Version.objects.create(questionnaire=made, by=by.user, created_at=at)
        return made

    return once(Questionnaire.objects.filter(district=district), key, write)


def change(
    questionnaire: Questionnaire,
    *,
    by: Actor,
    title: str,
    intro: str,
    closes_on: date | None,
    remind_days: int | None,
    at: datetime | None = None,
) -> bool:
    """Also after sending: the closing day is put off here, which opens it again. False when nothing differs."""
    at = at or timezone.now()
    with transaction.atomic():
        row = held(questionnaire)
        check_keeper(by, row)
        if closes_on != row.closes_on:
            _check_close(closes_on, at)
            row.closes_at = end_of_day(closes_on) if closes_on else None
            row.reminded_at = None  # before another close one is reminded once more
        if not row.is_draft and closes_on is None:
            raise Refused(_("It has been sent with a closing day: give one."))
        row.title, row.intro, row.remind_days = title.strip(), intro.strip(), remind_days
        return log.save(row, by=by)


def close(questionnaire: Questionnaire, *, by: Actor, at: datetime | None = None) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        row = held(questionnaire)
        check_keeper(by, row)
        if row.closes_at is None or row.is_draft or row.closes_at <= at:
            raise Refused(_("It is not open: there is nothing to close."))
        row.closes_at = at
        log.save(row, by=by)


def _check_close(closes_on: date | None, at: datetime) -> None:
    if closes_on and closes_on < timezone.localdate(at):
        raise Refused(_("The closing day lies in the past: give today or a later day."))


# The questions.


def in_force(questionnaire: Questionnaire) -> Version | None:
    return questionnaire.versions.exclude(in_force_at=None).order_by("-number").first()


def being_written(questionnaire: Questionnaire) -> Version | None:
    return questionnaire.versions.filter(in_force_at=None).first()


def begin_version(questionnaire: Questionnaire, *, by: Actor, at: datetime | None = None) -> Version:
    """A copy of what is in force, to be changed; begun already, that one goes on."""
    with transaction.atomic():
        row = held(questionnaire)
        check_keeper(by, row)
        if begun := being_written(row):
            return begun
        last = in_force(row)
        assert last is not None  # noqa: S101 - one of the two is always there
        fresh = Version.objects.create(
            questionnaire=row, number=last.number + 1, by=by.user, created_at=at or timezone.now()
        )
        copies = []
        for question in last.questions.all():
            question.pk, question.version = None, fresh
            copies.append(question)
        Question.objects.bulk_create(copies)
    return fresh


def put_in_force(questionnaire: Questionnaire, *, by: Actor, at: datetime | None = None) -> Version:
    """From now on it is what companies see; replies keep the version they were given in."""
    with transaction.atomic():
        row = held(questionnaire)
        check_keeper(by, row)
        version = being_written(row)
        if version is None or row.is_draft:
            raise Refused(_("No new version is being written."))
        check_complete(version)
        version.in_force_at = at or timezone.now()
        log.save(version, by=by, what=str(row))
    return version


def drop_version(questionnaire: Questionnaire, *, by: Actor) -> None:
    with transaction.atomic():
        row = held(questionnaire)
        check_keeper(by, row)
        version = being_written(row)
        if version is None or row.is_draft:
            raise Refused(_("No new version is being written."))
        version.delete()


def add_question(questionnaire: Questionnaire, said: Said, *, by: Actor) -> Question:
    with transaction.atomic():
        version = _written(questionnaire, by)
        questions = list(version.questions.all())
        if len(questions) >= MOST_QUESTIONS:
            raise Refused(_("A questionnaire has at most %(most)s questions.") % {"most": MOST_QUESTIONS})
        check_question(said, questions)
        last = questions[-1].position if questions else 0
        return Question.objects.create(version=version, position=last + 1, kind=said.kind, **_columns(said))


def add_once(questionnaire: Questionnaire, said: Said, *, by: Actor, form_key: uuid.UUID) -> Question:
    """A form that arrives twice adds one question: the form's key makes the question's."""
    key = form_key.hex[:8]
    with transaction.atomic():
        row = held(questionnaire)
        if known := Question.objects.filter(version__questionnaire=row, key=key).first():
            return known
        return add_question(row, replace(said, key=key), by=by)


def change_question(questionnaire: Questionnaire, pk: int, said: Said, *, by: Actor) -> Question:
    """The kind stays: another kind is another question."""
    with transaction.atomic():
        version = _written(questionnaire, by)
        questions = list(version.questions.all())
        row = _one_of(questions, pk)
        check_question(said, questions[: questions.index(row)])
        check_followers(row, said, questions)
        for name, value in _columns(said).items():
            setattr(row, name, value)
        row.save()
    return row


def move_question(questionnaire: Questionnaire, pk: int, step: int, *, by: Actor) -> None:
    """One place up (-1) or down (1); a question never comes before the one that its condition hangs on."""
    with transaction.atomic():
        questions = list(_written(questionnaire, by).questions.all())
        row = _one_of(questions, pk)
        to = questions.index(row) + step
        if not 0 <= to < len(questions):
            return
        first, second = sorted((row, questions[to]), key=questions.index)
        if second.when_key == first.key:
            raise Refused(
                _("“%(second)s” is shown by the answer to “%(first)s” and stays behind it.")
                % {"first": first.text, "second": second.text}
            )
        row.position, questions[to].position = questions[to].position, row.position
        Question.objects.bulk_update([row, questions[to]], ["position"])


def remove_question(questionnaire: Questionnaire, pk: int, *, by: Actor) -> None:
    with transaction.atomic():
        questions = list(_written(questionnaire, by).questions.all())
        row = _one_of(questions, pk)
        if hanging := next((each for each in questions if each.when_key == row.key), None):
            raise Refused(
                _("“%(other)s” is shown by the answer to this question: take that condition away first.")
                % {"other": hanging.text}
            )
        row.delete()


def _written(questionnaire: Questionnaire, by: Actor) -> Version:
    row = held(questionnaire)
    check_keeper(by, row)
    if version := being_written(row):
        return version
    raise Refused(_("It has been sent: begin a new version to change the questions."))


def _one_of(questions: Sequence[Question], pk: int) -> Question:
    found = next((question for question in questions if question.pk == pk), None)
    if found is None:
        raise Refused(_("Somebody else has taken this question away already."))
    return found


def _columns(said: Said) -> dict[str, Any]:
    return {
        "text": said.text.strip(),
        "help": said.help.strip(),
        "required": said.required,
        "options": list(said.options),
        "low": said.low,
        "high": said.high,
        "low_words": said.low_words,
        "high_words": said.high_words,
        "lines": list(said.lines),
        "columns": [list(column) for column in said.columns],
        "when_key": said.when_key,
        "when_op": said.when_op if said.when_key else "",
        "when_values": list(said.when_values) if said.when_key else [],
        **({"key": said.key} if said.key else {}),
    }
