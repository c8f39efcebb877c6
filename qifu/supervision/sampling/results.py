"""What the inspections of a time came to: by unit with the defect rate and its interval, what is overdue, who offends again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from qifu.appeals.models import Appeal, Category
from qifu.appeals.words import Population
from qifu.lib import wilson
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.models import District, Unit, User
from qifu.supervision.models import Inspection
from qifu.supervision.models.inspection import InspectionQuerySet
from qifu.supervision.words import Consequence, InspectionState

DONE = Q(state=InspectionState.DONE)
DEFECT = DONE & Q(defect=True)
FEW = 10  # fewer are too few to rank


def overdue(now: datetime) -> Q:
    return Q(state=InspectionState.OPEN, due_at__lte=now)


def states(now: datetime) -> dict[str, Q]:
    """What the list filters by and the results count by."""
    return {
        "open": Q(state=InspectionState.OPEN),
        "overdue": overdue(now),
        "done": DONE,
        "defect": DEFECT,
        "clean": DONE & Q(defect=False),
        "reopened": DONE & Q(consequence=Consequence.REOPENED),
        "noted": DONE & Q(consequence=Consequence.NOTED),
        "unsolved": DONE & Q(solved=False),
        "counted": ~Q(state=InspectionState.CANCELLED),
        "cancelled": Q(state=InspectionState.CANCELLED),
    }


@dataclass
class Tally:
    drawn: int = 0
    inspected: int = 0
    defects: int = 0
    reopened: int = 0
    overdue: int = 0
    score: int = 0
    most: int = 0

    def add(self, other: "Tally") -> None:
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Of the defect rate, at 95 %."""
        return wilson.interval(self.defects, self.inspected)

    @property
    def few(self) -> bool:
        return 0 < self.inspected < FEW

    @property
    def average(self) -> float | None:
        """In per cent of the points that there were."""
        return 100 * self.score / self.most if self.most else None


def by_unit(inspections: InspectionQuerySet, now: datetime) -> dict[Unit, Tally]:
    """In the order of the units; one pass."""
    kinds = states(now)
    rows = (
        inspections.filter(kinds["counted"])
        .order_by()
        .values("unit")
        .annotate(
            drawn=Count("pk"),
            inspected=Count("pk", filter=DONE),
            defects=Count("pk", filter=DEFECT),
            again=Count("pk", filter=kinds["reopened"]),
            late=Count("pk", filter=kinds["overdue"]),
            points=Sum("score", default=0),
            possible=Sum("most", default=0),
        )
    )
    tallies = {
        row["unit"]: Tally(
            row["drawn"],
            row["inspected"],
            row["defects"],
            row["again"],
            row["late"],
            row["points"],
            row["possible"],
        )
        for row in rows
    }
    units = Unit.objects.filter(pk__in=tallies).select_related("front").order_by("order", "pk")
    return {unit: tallies[unit.pk] for unit in units}


def total(tallies: Mapping[Unit, Tally]) -> Tally:
    found = Tally()
    for tally in tallies.values():
        found.add(tally)
    return found


@dataclass(frozen=True)
class Offender:
    """Each of the last `draws` in which something of the unit was inspected found a defect."""

    unit: Unit
    draws: int
    defects: int
    first: str
    first_day: date
    last: str


def offenders(inspections: InspectionQuerySet, repeats: int) -> list[Offender]:
    """`inspections` reach back as far as they go: a run of draws may have begun before the period."""
    rows = (
        inspections.filter(DONE)
        .order_by("unit__order", "unit", "-draw")
        .values("unit", "draw", "draw__year", "draw__serial", "draw__at")
        .annotate(n=Count("pk", filter=DEFECT))
    )
    runs: dict[int, list[dict[str, Any]]] = {}
    ended: set[int] = set()
    for row in rows:
        if row["n"] and row["unit"] not in ended:
            runs.setdefault(row["unit"], []).append(row)
        else:
            ended.add(row["unit"])
    units = Unit.objects.in_bulk([pk for pk, run in runs.items() if len(run) >= repeats])
    return [_offender(units[pk], run) for pk, run in runs.items() if pk in units]


def _offender(unit: Unit, run: list[dict[str, Any]]) -> Offender:
    names = [f"{row['draw__year']}-{row['draw__serial']}" for row in run]
    defects = sum(row["n"] for row in run)
    return Offender(unit, len(run), defects, names[-1], timezone.localdate(run[-1]["draw__at"]), names[0])


@dataclass(frozen=True)
class AgainCategory:
    category: Category
    draws: int
    defects: int


def categories_again(inspections: InspectionQuerySet, repeats: int) -> list[AgainCategory]:
    """Found defective in so many draws."""
    rows = (
        inspections.filter(DEFECT, appeal__category__isnull=False)
        .order_by()
        .values("appeal__category")
        .annotate(draws=Count("draw", distinct=True), defects=Count("pk"))
        .filter(draws__gte=repeats)
    )
    counted = {row["appeal__category"]: (row["draws"], row["defects"]) for row in rows}
    found = Category.objects.in_bulk(counted)
    lines = [AgainCategory(found[pk], *counts) for pk, counts in counted.items()]
    return sorted(lines, key=lambda line: (-line.draws, -line.defects, line.category.code))


def appeals_again(inspections: InspectionQuerySet) -> list[tuple[Appeal, int]]:
    """The same appeal, drawn and found defective more than once; the newest first."""
    rows = inspections.filter(DEFECT).order_by().values("appeal").annotate(n=Count("pk")).filter(n__gt=1)
    counted = {row["appeal"]: row["n"] for row in rows}
    found = Appeal.objects.filter(pk__in=counted).for_list().order_by("-registered_at", "-id")
    return [(appeal, counted[appeal.pk]) for appeal in found]


def defects_of(
    district: District, since: date, until: date, *, population: str = Population.ASSIGNED
) -> dict[int, tuple[int, int]]:
    """For an assessment: unit's key -> (defects, inspected), of what was inspected in these days."""
    rows = Inspection.objects.filter(
        DONE,
        district=district,
        draw__population=population,
        done_at__gte=start_of_day(since),
        done_at__lt=end_of_day(until),
    )
    counts = rows.order_by().values_list("unit").annotate(n=Count("pk"), bad=Count("pk", filter=DEFECT))
    return {unit: (bad, n) for unit, n, bad in counts}


def overdue_by_inspector(district: District, now: datetime) -> list[tuple[User | None, int]]:
    """None: nobody has it. Those with the most first."""
    rows = Inspection.objects.filter(overdue(now), district=district).order_by()
    counts = dict(rows.values_list("inspector").annotate(n=Count("pk")))
    people: dict[int, User] = User.objects.in_bulk([pk for pk in counts if pk])
    found = [(people.get(pk) if pk else None, n) for pk, n in counts.items()]
    return sorted(found, key=lambda line: (-line[1], line[0].name if line[0] else ""))
