"""What is stuck, counted by unit and front: each number is a list behind a link."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from qifu.appeals.figures.breakdown import NONE
from qifu.appeals.models import Appeal
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import OPEN, RUNNING, Stage
from qifu.liaison.leader_contacts import owed_in
from qifu.lib.workdays import LightBounds, YearNotLoaded, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar
from qifu.organisations.models import Front, Unit
from qifu.organisations.moment import Moment
from qifu.organisations.roles import Role
from qifu.supervision.models import LadderStep, Order


@dataclass
class Line:
    """A unit's row, or that of what no unit has yet; a front's is the sum of its units'."""

    unit: Unit | None
    yellow: int = 0
    red: int = 0
    steps: int = 0
    orders: int = 0
    since: datetime | None = None  # the earliest deadline that was missed
    late: int | None = None  # in working days

    @property
    def key(self) -> str:
        """As the filters of the lists name it."""
        return str(self.unit.pk) if self.unit else NONE

    @property
    def quiet(self) -> bool:
        return not (self.yellow or self.red or self.steps or self.orders)


@dataclass
class FrontBoard:
    front: Front | None
    lines: list[Line] = field(default_factory=list)

    def total(self, name: str) -> int:
        return sum(getattr(line, name) for line in self.lines)

    @property
    def yellow(self) -> int:
        return self.total("yellow")

    @property
    def red(self) -> int:
        return self.total("red")

    @property
    def steps(self) -> int:
        return self.total("steps")

    @property
    def orders(self) -> int:
        return self.total("orders")


@dataclass
class Board:
    today: datetime
    fronts: list[FrontBoard]
    longest: list[Appeal]
    rulings: int = 0  # objections that wait for their ruling, which is due the same day
    rulings_late: int = 0
    missing_year: int | None = None
    contacts_owed: int | None = (
        None  # by leaders to their companies; None where it is not the reader's to see
    )
    of_unit: int | None = None  # a head's board is of one unit

    def _appeals_url(self, **query: object) -> str:
        unit = {"unit": self.of_unit} if self.of_unit else {}
        return f"{reverse('appeals')}?{urlencode({**query, **unit})}"

    @property
    def red_url(self) -> str:
        return self._appeals_url(light="red")

    @property
    def yellow_url(self) -> str:
        return self._appeals_url(light="yellow")

    @property
    def rulings_url(self) -> str:
        return self._appeals_url(stage=Stage.DISPUTED.value)

    def total(self, name: str) -> int:
        return sum(front.total(name) for front in self.fronts)

    @property
    def totals(self) -> dict[str, int]:
        return {name: self.total(name) for name in ("red", "yellow", "steps", "orders")}


LONGEST = 10
NOBODY = 0  # in place of a unit's key: no unit has it yet


def appeals_seen_by(by: Actor) -> AppealQuerySet:
    """A head's board is of what the own unit leads."""
    found: AppealQuerySet = Appeal.objects.visible_to(by)
    return found.filter(lead_unit=by.unit) if by.role in (Role.HEAD, Role.OFFICER) else found


def steps_seen_by(by: Actor) -> QuerySet[Any]:
    here = LadderStep.objects.filter(district=by.district)
    if by.role in (Role.OFFICE, Role.INSPECTOR) or (by.leader and by.leader.is_head):
        return here
    if by.leader:
        mine = Q(appeal__enterprise__leader=by.leader)
        return here.filter(mine | Q(unit__front=by.leader.front_id) if by.leader.front_id else mine)
    return here.filter(unit=by.unit) if by.unit else here.none()


def _contacts_owed(by: Actor, moment: Moment) -> int | None:
    if by.district is None or by.role not in (Role.OFFICE, Role.LEADER, Role.INSPECTOR):
        return None
    return sum(each.is_owed for each in owed_in(by.district, moment).values())


def board_of(by: Actor, now: datetime) -> Board:
    today = start_of_day(timezone.localdate(now))
    try:
        bounds = calendar().light_bounds(now)
    except YearNotLoaded as missing:
        return Board(today, [], [], missing_year=missing.year)
    lines = _lines(by)
    _count_lights(by, bounds, lines, now)
    for name, rows in (
        ("steps", steps_seen_by(by).filter(due_on__gte=today)),
        ("orders", Order.objects.visible_to(by).not_closed()),
    ):
        for pk, count in rows.order_by().values_list("unit").annotate(n=Count("pk")):
            if line := lines.get(pk or NOBODY):
                setattr(line, name, count)
    longest = appeals_seen_by(by).filter(stage__in=RUNNING, answer_due_at__lte=bounds.red)
    stuck = list(longest.for_list().order_by("answer_due_at", "id")[:LONGEST])
    disputed = appeals_seen_by(by).filter(stage=Stage.DISPUTED)
    rulings = disputed.aggregate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lte=bounds.red)))
    return Board(
        today,
        _fronts(lines),
        stuck,
        rulings["n"],
        rulings["late"],
        contacts_owed=_contacts_owed(by, Moment()),
        of_unit=_own_unit(by),
    )


def _own_unit(by: Actor) -> int | None:
    return by.unit.pk if by.unit and by.role in (Role.HEAD, Role.OFFICER) else None


def _lines(by: Actor) -> dict[int, Line]:
    units = Unit.objects.filter(district=by.district).select_related("front")
    if own := _own_unit(by):
        return {unit.pk: Line(unit) for unit in units.filter(pk=own)}
    return {**{unit.pk: Line(unit) for unit in units}, NOBODY: Line(None)}


def _count_lights(by: Actor, bounds: LightBounds, lines: dict[int, Line], now: datetime) -> None:
    """One pass over what is yellow or red; what has time left is not read. A late follow-up is red, but not the unit's delay."""
    late = Q(due_at__lte=bounds.red)
    delayed = late & ~Q(stage=Stage.ANSWERED)
    rows = (
        appeals_seen_by(by)
        .filter(stage__in=OPEN, due_at__lte=bounds.yellow)
        .order_by()
        .values(key=Coalesce("lead_unit", NOBODY))
        .annotate(
            red=Count("pk", filter=late),
            yellow=Count("pk", filter=~late),
            since=Min("due_at", filter=delayed),
        )
    )
    for row in rows:
        if line := lines.get(row["key"]):
            line.red, line.yellow, line.since = row["red"], row["yellow"], row["since"]
            line.late = calendar().late_workdays(now, line.since) if line.since else None


def _fronts(lines: dict[int, Line]) -> list[FrontBoard]:
    """Fronts in their order; units outside every front stand last. A unit with nothing is left out."""
    boards: dict[int | None, FrontBoard] = {}
    for line in lines.values():
        if not line.quiet:
            front = line.unit.front if line.unit else None
            boards.setdefault(front.pk if front else None, FrontBoard(front)).lines.append(line)
    for board in boards.values():
        board.lines.sort(key=lambda line: (-line.red, -line.yellow, line.unit.order if line.unit else 0))
    return sorted(boards.values(), key=lambda b: (b.front is None, b.front.order if b.front else 0))
