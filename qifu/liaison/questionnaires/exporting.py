"""The replies as a workbook: a row each, the questions, the return rate, and who took it away when."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.appeals.lists.exporting import asker, watermark
from qifu.liaison.questionnaires.answering import PLACES
from qifu.liaison.questionnaires.keeping import reads
from qifu.liaison.questionnaires.models import Answer, Question, Questionnaire, Recipient, Reply, Version
from qifu.liaison.questionnaires.results import by_street, total, versions_of
from qifu.liaison.questionnaires.words import CHOICES, Kind, Way
from qifu.lib.names import mask_name
from qifu.lib.questions import joined
from qifu.lib.sheets import Table, write_book
from qifu.organisations import jobs, log
from qifu.organisations.models import Job, LogKind, Post
from qifu.organisations.refusals import Refused

KIND = "export-questionnaire"
CHUNK = 500


def ask(post: Post, questionnaire: Questionnaire) -> Job:
    title = _("Replies: %(title)s") % {"title": questionnaire}
    return jobs.start(
        KIND,
        title=title,
        post=post,
        options={"questionnaire": questionnaire.pk, "filter": str(questionnaire)},
    )


@jobs.kind(KIND)
def run(job: Job, report: jobs.Report) -> None:
    by = asker(job)
    questionnaire = Questionnaire.objects.for_detail().get(pk=job.options["questionnaire"])
    if not reads(by, questionnaire):
        raise Refused(_("This post does not see these replies any more."))
    path = jobs.output(job, f"{questionnaire}-{timezone.localtime():%Y%m%d-%H%M}.xlsx")
    versions = versions_of(questionnaire)
    mark = watermark(job, by)
    replies = Reply.objects.filter(questionnaire=questionnaire)
    count = replies.count()
    with path.open("wb") as file:
        write_book(file, _tables(questionnaire, versions, mark, report, count), [mark], _("Notes"))
    job.total = job.done = count
    job.save(update_fields=["total", "done"])
    job.outcome = {"facts": [[_("Replies"), count]]}
    log.write(LogKind.EXPORT, by=by, what=job.title, subject=job, after={"count": count})


def _tables(
    questionnaire: Questionnaire, versions: Sequence[Version], mark: str, report: jobs.Report, count: int
) -> Iterator[Table]:
    questions = _questions(versions)
    columns = [column for question in questions for column in _columns(question)]
    headings = [
        _("Company"),
        pgettext("column", "Street"),
        pgettext("column", "Answered"),
        pgettext("reply", "How"),
        _("Answered by"),
        pgettext("questionnaire", "Version"),
        *(heading for heading, _key in columns),
    ]
    rows = _lines(questionnaire, [key for _heading, key in columns], mark, report, count)
    yield Table(_("Replies"), headings, rows)
    yield Table(
        _("Questions"),
        [pgettext("questionnaire", "Version"), "№", _("Question"), pgettext("column", "Kind"), _("Options")],
        _asked(versions),
    )
    lines = by_street(Recipient.objects.filter(questionnaire=questionnaire))
    rates: list[list[object]] = [
        [line.label, line.answered, line.sent, _rate(line.answered, line.sent)]
        for line in [*lines, total(lines)]
    ]
    yield Table(_("Return rate"), [pgettext("column", "Street"), pgettext("column", "Answered"), pgettext("questionnaire", "Sent"), _("Return rate")], rates)  # fmt: skip


def _rate(answered: int, sent: int) -> float | None:
    return round(answered / sent, 4) if sent else None


def _questions(versions: Sequence[Version]) -> list[Question]:
    asked = [list(version.questions.all()) for version in versions]
    newest = {question.key: question for questions in asked for question in questions}
    return [newest[key] for key in joined([[question.key for question in questions] for questions in asked])]


def _columns(question: Question) -> list[tuple[str, tuple[str, int | None]]]:
    """A table has a column for each of its cells, every other question one."""
    if question.kind != Kind.TABLE:
        return [(question.text, (question.key, None))]
    return [
        (f"{question.text} / {line} / {column[0]}", (question.key, row * PLACES + place))
        for row, line in enumerate(question.lines)
        for place, column in enumerate(question.columns)
    ]


def _lines(
    questionnaire: Questionnaire,
    columns: Sequence[tuple[str, int | None]],
    mark: str,
    report: jobs.Report,
    count: int,
) -> Iterator[list[object]]:
    rows = Reply.objects.filter(questionnaire=questionnaire).select_related(
        "version", "recipient__enterprise", "recipient__street"
    )
    last, done, ways = 0, 0, dict(Way.choices)
    while chunk := list(rows.filter(pk__gt=last).order_by("pk").prefetch_related("answers")[:CHUNK]):
        for reply in chunk:
            recipient = reply.recipient
            yield [
                recipient.enterprise.name,
                recipient.street.short_name if recipient.street else "",
                recipient.answered_at,
                str(ways.get(recipient.way, "")),
                mask_name(reply.person),
                reply.version.number,
                *_said(reply.answers.all(), columns),
            ]
        last, done = chunk[-1].pk, done + len(chunk)
        report(done, count)
    yield [mark]


def _said(answers: Any, columns: Sequence[tuple[str, int | None]]) -> list[object]:
    whole: dict[str, list[Answer]] = {}
    for each in answers:
        whole.setdefault(each.key, []).append(each)
    found: list[object] = []
    for key, place in columns:
        said = [each for each in whole.get(key, ()) if place is None or each.place == place]
        if not said:
            found.append("")
        elif said[0].number is not None:
            found.append(float(said[0].number))
        else:
            found.append("、".join(each.choice or each.text for each in said))
    return found


def _asked(versions: Sequence[Version]) -> Iterator[list[object]]:
    for version in versions:
        for place, question in enumerate(version.questions.all(), start=1):
            options = "、".join(question.options) if question.kind in CHOICES else ""
            yield [version.number, place, question.text, question.get_kind_display(), options]
