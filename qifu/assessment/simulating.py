"""The same month by other weights: old and new side by side, stored nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from qifu.assessment.computing import standings
from qifu.assessment.models import Line, Part, Result
from qifu.assessment.scoring import Figure, Kind, Terms
from qifu.organisations.actors import Actor


@dataclass(frozen=True)
class Compared:
    line: Line
    score: Decimal | None
    rank: int | None

    @property
    def gained(self) -> Decimal | None:
        if self.score is None or self.line.score is None:
            return None
        return self.score - self.line.score

    @property
    def climbed(self) -> int | None:
        return self.line.rank - self.rank if self.rank and self.line.rank else None


def figure_in(part: Part) -> Figure:
    if part.kind == Kind.HAND:
        return Figure(part.mark)
    return Figure(part.numerator, part.denominator)


def simulate(
    result: Result, mode: str, terms: Mapping[str, Terms], by: Actor
) -> list[tuple[str, list[Compared]]]:
    """Every unit is ranked; only the lines that `by` may see are told. What `terms` leaves out does not count."""
    every = list(Line.objects.filter(result=result).prefetch_related("parts"))
    figures = {
        line.unit_id: (line.group, {p.name: figure_in(p) for p in line.parts.all() if p.name in terms})
        for line in every
    }
    standing = standings(mode, terms, figures)
    seen = Line.objects.filter(result=result).visible_to(by)
    groups: dict[str, list[Compared]] = {}
    for line in seen:
        scored, rank = standing[line.unit_id]
        groups.setdefault(line.group, []).append(Compared(line, scored.score, rank))
    return [
        (name, sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.line.unit_id)))
        for name, rows in groups.items()
    ]
