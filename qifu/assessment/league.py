"""A month as a league: its lines by group, each part with its figures, and the movement against the month before."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import F, Prefetch
from django.urls import reverse

from qifu.assessment import indicators
from qifu.assessment.models import Line, Part, Result, Round
from qifu.assessment.scoring import Kind
from qifu.assessment.words import PUBLIC
from qifu.organisations.actors import Actor


@dataclass(frozen=True)
class Column:
    name: str
    label: indicators.Text
    definition: indicators.Text


@dataclass(frozen=True)
class Cell:
    """`url` opens the cases; empty for those who may not."""

    part: Part
    label: indicators.Text
    url: str

    @property
    def is_rate(self) -> bool:
        return self.part.kind == Kind.RATE

    @property
    def amount(self) -> Decimal | int | None:
        return self.part.mark if self.part.kind == Kind.HAND else self.part.numerator

    @property
    def differs_before(self) -> bool:
        part = self.part
        return (part.before_numerator, part.before_denominator) != (part.numerator, part.denominator)


@dataclass(frozen=True)
class Row:
    """`climbed`: places gained since the month before; None where there is nothing to compare with."""

    line: Line
    cells: list[Cell]
    url: str
    climbed: int | None
    gained: Decimal | None


@dataclass(frozen=True)
class Group:
    name: str
    rows: list[Row]


def lines_of(result: Result, by: Actor) -> Any:
    """With their parts, but not with the lists of cases, which are long."""
    parts = Prefetch("parts", queryset=Part.objects.defer("cases"))
    return Line.objects.filter(result=result).visible_to(by).prefetch_related(parts)


def columns_of(result: Result) -> list[Column]:
    return [
        Column(row.name, indicators.label_of(row.name, row.label), definition_of(row.name))
        for row in result.scheme_version.indicators.all()
    ]


def definition_of(name: str) -> indicators.Text:
    found = indicators.get(name)
    return found.definition if found else ""


def league_of(result: Result, by: Actor) -> list[Group]:
    before = {line.unit_id: line for line in lines_before(result)}
    lines = list(lines_of(result, by))
    opened = set(Line.objects.filter(result=result).opened_to(by).values_list("pk", flat=True))
    rows = [row_of(line, before.get(line.unit_id), opens=line.pk in opened) for line in lines]
    return [Group(name, list(some)) for name, some in groupby(rows, key=lambda row: row.line.group)]


def lines_before(result: Result) -> Iterable[Line]:
    """Of the month before under the same scheme, in the edition that stands now."""
    earlier = (
        Round.objects.filter(scheme=result.round.scheme_id, month__lt=result.round.month, stage__in=PUBLIC)
        .order_by("-month")
        .values("pk")[:1]
    )
    return Line.objects.filter(result__round__in=earlier, result__number=F("result__round__edition"))


def row_of(line: Line, before: Line | None, *, opens: bool) -> Row:
    same = before is not None and before.group == line.group
    climbed = before.rank - line.rank if before and same and before.rank and line.rank else None
    gained = (
        line.score - before.score if before and before.score is not None and line.score is not None else None
    )
    url = reverse("assessment-unit", args=[line.unit_id]) if opens else ""
    return Row(line, [cell_of(part, opens=opens) for part in line.parts.all()], url, climbed, gained)


def cell_of(part: Part, *, opens: bool) -> Cell:
    url = reverse("assessment-part", args=[part.pk]) if opens else ""
    return Cell(part, indicators.label_of(part.name, part.label), url)


def differences(before: Result, after: Result, by: Actor) -> list[tuple[Line, Line]]:
    """The lines that differ between two editions, before and after; only those that `by` may see."""
    earlier = {line.unit_id: line for line in lines_of(before, by)}
    changed = []
    for line in lines_of(after, by):
        old = earlier.get(line.unit_id)
        if old and (_said(old) != _said(line)):
            changed.append((old, line))
    return changed


def _said(line: Line) -> list[object]:
    parts = [
        (p.numerator, p.denominator, p.before_numerator, p.before_denominator, p.mark, p.points)
        for p in line.parts.all()
    ]
    return [line.score, line.rank, line.state, parts]
