"""抽样框: which cases could be drawn, and how many each unit would give."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.models import Appeal, Category
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import Stage
from qifu.lib import sampling
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.models import District, Unit
from qifu.organisations.refusals import Refused
from qifu.supervision.models import Inspection
from qifu.supervision.words import InspectionState

MOST_DRAWN = 5000


@dataclass(frozen=True)
class Plan:
    """What is to be drawn from what. Exactly one of `share` (per cent) and `size` is given."""

    since: date
    until: date
    population: str
    category: Category | None = None
    street: Unit | None = None
    channel: str = ""
    with_answered: bool = False
    with_excluded: bool = True
    with_drawn: bool = False
    share: int | None = None
    size: int | None = None
    least: int = 0

    def cases(self, framed: int) -> int:
        """The number wanted; of a share every started case counts."""
        return self.size if self.size is not None else -(-framed * (self.share or 0) // 100)


@dataclass(frozen=True)
class Case:
    pk: int
    unit: int


@dataclass(frozen=True)
class Line:
    unit: Unit
    framed: int
    drawn: int


@dataclass(frozen=True)
class Preview:
    size: int
    lines: list[Line]

    @property
    def framed(self) -> int:
        return sum(line.framed for line in self.lines)

    @property
    def drawn(self) -> int:
        return sum(line.drawn for line in self.lines)


def check(plan: Plan, at: datetime) -> None:
    if plan.since > plan.until:
        raise Refused(_("The period ends before it begins: exchange the two days."))
    if plan.until > timezone.localdate(at):
        raise Refused(_("The period ends in the future: draw from what has been closed by today."))
    if (plan.share is None) == (plan.size is None):
        raise Refused(_("Give either the share or the number of cases."))


def appeals_of(plan: Plan, district: District) -> AppealQuerySet:
    """Closed in the period; with `with_answered` also those answered in it and not closed yet. All have an answer to judge."""
    days = (start_of_day(plan.since), end_of_day(plan.until))
    within = Q(stage=Stage.CLOSED, closed_at__gte=days[0], closed_at__lt=days[1])
    if plan.with_answered:
        within |= Q(stage=Stage.ANSWERED, answered_at__gte=days[0], answered_at__lt=days[1])
    found: AppealQuerySet = Appeal.objects.filter(
        within,
        district=district,
        population=plan.population,
        lead_unit__isnull=False,
        answered_at__isnull=False,
    )
    if plan.category:
        found = found.filter(category__code__startswith=plan.category.code)
    if plan.street:
        found = found.filter(street=plan.street)
    if plan.channel:
        found = found.filter(channel=plan.channel)
    if not plan.with_excluded:
        found = found.filter(excluded=False)
    if not plan.with_drawn:
        drawn = Inspection.objects.filter(appeal=OuterRef("pk")).exclude(state=InspectionState.CANCELLED)
        found = found.filter(~Exists(drawn))
    return found


def frame_of(plan: Plan, district: District) -> dict[str, Case]:
    """By number."""
    rows = appeals_of(plan, district).order_by("number").values_list("number", "pk", "lead_unit_id")
    return {number: Case(pk, unit) for number, pk, unit in rows}


def strata(frame: Mapping[str, Case]) -> dict[str, str]:
    """As the library takes it: number -> the unit's key."""
    return {number: str(case.unit) for number, case in frame.items()}


def preview(plan: Plan, district: District, at: datetime) -> Preview:
    check(plan, at)
    by_unit = appeals_of(plan, district).order_by().values_list("lead_unit_id")
    framed: Counter[int] = Counter(dict(by_unit.annotate(n=Count("pk"))))
    size = plan.cases(framed.total())
    given = sampling.allocate({str(pk): count for pk, count in framed.items()}, size, plan.least)
    units = Unit.objects.filter(pk__in=framed).order_by("order", "pk")
    return Preview(size, [Line(unit, framed[unit.pk], given[str(unit.pk)]) for unit in units])
