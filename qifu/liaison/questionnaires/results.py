"""What the replies say, counted by the database: so many queries as there are kinds of answers, however many replies."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Avg, Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.liaison.questionnaires.answering import PLACES
from qifu.liaison.questionnaires.models import Answer, Question, Questionnaire, Recipient, Reply, Version
from qifu.liaison.questionnaires.models.recipient import RecipientQuerySet
from qifu.liaison.questionnaires.words import CHOICES, NUMBERS, Kind
from qifu.lib.questions import joined, mean, middle

BINS, DISTINCT = 8, 12
NEWEST = 5
COUNTED = (*CHOICES, *NUMBERS, Kind.TABLE)  # by what they hold; the others by there being one
Counts = Mapping[Decimal, int]


@dataclass(frozen=True)
class Line:
    """A place or a way, and its return rate."""

    label: str
    answered: int
    sent: int
    key: Any = None


@dataclass
class Result:
    """Of one question over the versions asked for; `versions` says in which of them it stood."""

    question: Question
    versions: Sequence[int]
    answered: int = 0
    chart: dict[str, Any] | None = None
    mean: Decimal | None = None
    median: Decimal | None = None
    texts: Sequence[Answer] = ()
    cells: Sequence[tuple[str, Sequence[Any]]] = field(default_factory=list)


def versions_of(questionnaire: Questionnaire) -> list[Version]:
    rows = questionnaire.versions.exclude(in_force_at=None).order_by("number")
    return list(rows.prefetch_related("questions"))


def results_of(questionnaire: Questionnaire, versions: Sequence[Version]) -> list[Result]:
    """`versions`: those in force once, or the one chosen. Each question as the newest of them words it."""
    rows = Answer.objects.filter(questionnaire=questionnaire)
    if len(versions) == 1:
        rows = rows.filter(version=versions[0])
    asked = [list(version.questions.all()) for version in versions]
    newest = {question.key: question for questions in asked for question in questions}
    stood: dict[str, list[int]] = defaultdict(list)
    for version, questions in zip(versions, asked, strict=True):
        for question in questions:
            stood[question.key].append(version.number)
    found = [
        Result(newest[key], stood[key])
        for key in joined([[question.key for question in questions] for questions in asked])
    ]
    _count(found, rows)
    return found


def _count(results: Sequence[Result], rows: QuerySet[Answer]) -> None:
    told = [result.question.key for result in results if result.question.kind not in COUNTED]
    answered = dict(rows.filter(key__in=told, place=0).order_by().values_list("key").annotate(Count("pk")))
    several = dict(
        rows.filter(key__in=_keys(results, Kind.SEVERAL, Kind.TABLE))
        .order_by()
        .values_list("key")
        .annotate(Count("reply", distinct=True))
    )
    choices, numbers, cells = _choices(results, rows), _numbers(results, rows), _cells(results, rows)
    for result in results:
        question = result.question
        if question.kind in CHOICES:
            result.answered = several.get(question.key, 0) or sum(choices[question.key].values())
            result.chart = _bars(question, choices[question.key])
        elif question.kind in NUMBERS:
            counts = numbers[question.key]
            result.answered, result.mean, result.median = sum(counts.values()), mean(counts), middle(counts)
            result.chart = _distribution(question, counts)
        elif question.kind == Kind.TABLE:
            result.answered = several.get(question.key, 0)
            result.cells = _table(question, cells[question.key])
        else:
            texts = (
                rows.filter(key=question.key).order_by("-id").select_related("reply__recipient__enterprise")
            )
            result.answered, result.texts = answered.get(question.key, 0), list(texts[:NEWEST])


def _keys(results: Sequence[Result], *kinds: str) -> list[str]:
    return [result.question.key for result in results if result.question.kind in kinds]


def _choices(results: Sequence[Result], rows: QuerySet[Answer]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    said = rows.filter(key__in=_keys(results, *CHOICES)).order_by()
    for key, choice, count in said.values_list("key", "choice").annotate(Count("pk")):
        found[key][choice] = count
    return found


def _numbers(results: Sequence[Result], rows: QuerySet[Answer]) -> dict[str, dict[Decimal, int]]:
    found: dict[str, dict[Decimal, int]] = defaultdict(dict)
    said = rows.filter(key__in=_keys(results, *NUMBERS)).order_by()
    for key, number, count in said.values_list("key", "number").annotate(Count("pk")):
        found[key][number.normalize()] = count
    return found


def _cells(results: Sequence[Result], rows: QuerySet[Answer]) -> dict[str, dict[int, tuple[int, Any]]]:
    found: dict[str, dict[int, tuple[int, Any]]] = defaultdict(dict)
    said = rows.filter(key__in=_keys(results, Kind.TABLE)).order_by()
    for key, place, count, average in said.values_list("key", "place").annotate(Count("pk"), Avg("number")):
        found[key][place] = (count, average)
    return found


def _table(question: Question, cells: Mapping[int, tuple[int, Any]]) -> list[tuple[str, list[Any]]]:
    """Each cell: how many filled it, and the mean where it takes numbers."""
    return [
        (line, [cells.get(row * PLACES + column, (0, None)) for column in range(len(question.columns))])
        for row, line in enumerate(question.lines)
    ]


def _bars(question: Question, counts: Mapping[str, int]) -> dict[str, Any]:
    """The options of today first, then those which only an earlier version had."""
    labels = list(dict.fromkeys([*question.options, *counts]))
    return _chart(question, "rows", labels, [counts.get(label, 0) for label in labels])


def _distribution(question: Question, counts: Counts) -> dict[str, Any] | None:
    if not counts:
        return None
    if question.kind == Kind.SCALE and question.low is not None and question.high is not None:
        values = [Decimal(n) for n in range(int(question.low), int(question.high) + 1)]
        labels = [f"{value}" for value in values]
        for place, words in ((0, question.low_words), (-1, question.high_words)):
            labels[place] += f" {words}" if words else ""
        return _chart(question, "bar", labels, [counts.get(value, 0) for value in values])
    if len(counts) <= DISTINCT:
        values = sorted(counts)
        return _chart(
            question, "bar", [f"{value:f}" for value in values], [counts[value] for value in values]
        )
    return _binned(question, counts)


def _binned(question: Question, counts: Counts) -> dict[str, Any]:
    least, most = min(counts), max(counts)
    width = (most - least) / BINS
    bins = [0] * BINS
    for value, count in counts.items():
        bins[min(int((value - least) / width), BINS - 1)] += count
    edges = [least + width * n for n in range(BINS + 1)]
    labels = [f"{_short(low)}–{_short(high)}" for low, high in pairwise(edges)]
    return _chart(question, "bar", labels, bins)


def _short(value: Decimal) -> str:
    return f"{round(value, 2).normalize():f}"


def _chart(question: Question, kind: str, labels: Sequence[str], data: Sequence[int]) -> dict[str, Any]:
    return {
        "id": f"question-{question.key}",
        "kind": kind,
        "title": question.text,
        "labels": list(labels),
        "series": [{"name": _("Replies"), "data": list(data)}],
    }


def by_street(rows: RecipientQuerySet) -> list[Line]:
    """Of those it was sent to."""
    sent = rows.filter(sent_at__isnull=False).order_by()
    counted = sent.values_list("street", "street__short_name").annotate(Count("answered_at"), Count("pk"))
    lines = [
        Line(name or pgettext("street", "None"), answered, count, street)
        for street, name, answered, count in counted
    ]
    return sorted(lines, key=lambda line: (line.key is None, -line.sent, line.label))


def total(lines: Sequence[Line]) -> Line:
    return Line(_("Total"), sum(line.answered for line in lines), sum(line.sent for line in lines))


def by_way(rows: RecipientQuerySet) -> list[tuple[str, str, int]]:
    """How they came in, and who typed those that somebody typed for the company."""
    answered = rows.filter(answered_at__isnull=False).exclude(way="").order_by("way")
    labels = dict(Recipient._meta.get_field("way").choices or ())
    counted = answered.values_list("way", "by__name").annotate(count=Count("pk"))
    found: dict[tuple[str, str], int] = defaultdict(int)
    for way, name, count in counted:
        found[str(labels[way]), "" if way == "self" else name or ""] += count
    return [(way, name, count) for (way, name), count in found.items()]


def replies_by_version(questionnaire: Questionnaire) -> dict[int, int]:
    rows = Reply.objects.filter(questionnaire=questionnaire).order_by()
    return dict(rows.values_list("version").annotate(Count("pk")))
