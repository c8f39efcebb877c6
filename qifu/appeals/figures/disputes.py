"""The flow of disputes: which unit objected to what it was given, what the office ruled, and who leads it now.

Counted are appeals: one to which a unit objected twice with the same ruling counts once there, as in the list it opens.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.figures.breakdown import NONE, Cohort, units_of
from qifu.appeals.models import Assignment
from qifu.appeals.models.assignment import Ruling

ANY, PENDING = "any", "pending"
RULINGS: dict[str, Promise | str] = {
    Ruling.UPHELD.value: Ruling.UPHELD.label,
    Ruling.OVERRULED.value: Ruling.OVERRULED.label,
    PENDING: pgettext_lazy("ruling", "Pending"),
    Ruling.LAPSED.value: Ruling.LAPSED.label,
}


@dataclass(frozen=True)
class Dispute:
    """Objections by a unit (its primary key, or `any`) that were ruled so (or `any`)."""

    unit: str = ANY
    ruling: str = ANY

    def __str__(self) -> str:
        return f"{self.unit}.{self.ruling}"

    @property
    def assignments(self) -> Q:
        found = Q(objected_at__isnull=False)
        if self.unit != ANY:
            found &= Q(unit=int(self.unit))
        if self.ruling == PENDING:
            found &= Q(objection_ruling__isnull=True)
        elif self.ruling != ANY:
            found &= Q(objection_ruling=self.ruling)
        return found

    @property
    def condition(self) -> Q:
        return Q(pk__in=Assignment.objects.filter(self.assignments).order_by().values("appeal"))

    @property
    def definition(self) -> str:
        return _("Disputed: a unit objected to the assignment.") + (
            " " + _("Ruling: %s.") % RULINGS[self.ruling] if self.ruling != ANY else ""
        )


def dispute_in(text: str) -> Dispute | None:
    """As the URL says it; None where it cannot be read."""
    unit, dot, ruling = text.partition(".")
    if not dot or not (unit == ANY or unit.isdigit()) or not (ruling == ANY or ruling in RULINGS):
        return None
    return Dispute(unit, ruling)


@dataclass(frozen=True)
class Cell:
    count: int
    url: str


@dataclass(frozen=True)
class Line:
    """One unit's objections; `upheld_to`: where the upheld ones went, with how many."""

    label: str
    together: Cell
    cells: list[Cell]
    upheld_to: list[tuple[str, Cell]]


@dataclass(frozen=True)
class Disputes:
    lines: list[Line]
    total: Line | None

    @property
    def heads(self) -> list[Promise | str]:
        return list(RULINGS.values())


def disputes_of(cohort: Cohort) -> Disputes:
    """Five queries over the few assignments that were objected to: joined, so that a database may begin with them."""
    units = units_of(cohort.by)
    appeals = cohort.appeals.order_by()
    disputed = appeals.filter(assignments__objected_at__isnull=False)
    upheld = appeals.filter(
        assignments__objected_at__isnull=False, assignments__objection_ruling=Ruling.UPHELD
    )
    together = _counted(disputed, "assignments__unit")
    by_ruling = _counted(disputed, "assignments__unit", "assignments__objection_ruling")
    onward = _counted(upheld, "assignments__unit", "lead_unit")
    lines = [
        _line(units[pk].short_name, str(pk), n, cohort, by_ruling, onward, units)
        for (pk,), n in sorted(together.items(), key=lambda found: (-found[1], units[found[0][0]].order))
    ]
    return Disputes(lines, _total(disputed, cohort) if lines else None)


def _counted(rows: Any, *keys: str) -> dict[tuple[Any, ...], int]:
    counted = rows.values_list(*keys).annotate(n=Count("pk", distinct=True))
    return {tuple(row[:-1]): row[-1] for row in counted}


def _line(
    label: str, unit: str, n: int, cohort: Cohort, by_ruling: Any, onward: Any, units: dict[int, Any]
) -> Line:
    def cell(ruling: str, count: int, **more: str) -> Cell:
        return Cell(count, cohort.list_url({"dispute": str(Dispute(unit, ruling)), **more}))

    own = {ruling or PENDING: count for (pk, ruling), count in by_ruling.items() if str(pk) == unit}
    to = [
        (
            units[lead].short_name if lead else _("to no unit yet"),
            cell(Ruling.UPHELD, count, unit=str(lead or NONE)),
        )
        for (pk, lead), count in sorted(onward.items(), key=lambda found: -found[1])
        if str(pk) == unit
    ]
    return Line(label, cell(ANY, n), [cell(ruling, own.get(ruling, 0)) for ruling in RULINGS], to)


def _total(disputed: Any, cohort: Cohort) -> Line:
    ruled = {
        ruling or PENDING: n for (ruling,), n in _counted(disputed, "assignments__objection_ruling").items()
    }
    every = disputed.values("pk").distinct().count()
    cells = [
        Cell(n, cohort.list_url({"dispute": str(Dispute(ANY, ruling))}))
        for ruling, n in [(ANY, every), *((ruling, ruled.get(ruling, 0)) for ruling in RULINGS)]
    ]
    return Line(_("Together"), cells[0], cells[1:], [])
