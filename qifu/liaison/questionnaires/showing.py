"""A reply as it is read: each question of its version with what was said."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from qifu.liaison.questionnaires.answering import PLACES
from qifu.liaison.questionnaires.models import Answer, Question, Reply
from qifu.liaison.questionnaires.words import Kind


@dataclass(frozen=True)
class Said:
    number: int
    question: Question
    text: str
    rows: Sequence[tuple[str, Sequence[str]]] = ()
    file: Answer | None = None


def said_in(reply: Reply) -> list[Said]:
    """Three queries, however many questions."""
    answers: dict[str, list[Answer]] = defaultdict(list)
    for each in reply.answers.all():
        answers[each.key].append(each)
    questions = reply.version.questions.all()
    return [
        _said(number, question, answers[question.key]) for number, question in enumerate(questions, start=1)
    ]


def _said(number: int, question: Question, answers: Sequence[Answer]) -> Said:
    if question.kind == Kind.TABLE and answers:
        cells = {each.place: in_words(each) for each in answers}
        rows = [
            (line, [cells.get(row * PLACES + column, "") for column in range(len(question.columns))])
            for row, line in enumerate(question.lines)
        ]
        return Said(number, question, "", rows)
    file = next((each for each in answers if each.file_id), None)
    return Said(number, question, "、".join(in_words(each) for each in answers), file=file)


def in_words(answer: Answer) -> str:
    return f"{answer.number.normalize():f}" if answer.number is not None else answer.choice or answer.text
