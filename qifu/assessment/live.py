"""How the units stand now: the same scheme over the live figures, stored nowhere; and what would lift a unit most."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.figures.measures import MEASURES, RATES, STANDS, TAKEN, Tally, tally_by
from qifu.appeals.figures.periods import Period
from qifu.appeals.models import Appeal
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import RUNNING, Stage
from qifu.assessment import indicators
from qifu.assessment.computing import standings, window_of
from qifu.assessment.indicators import Cases, Window
from qifu.assessment.models import SchemeVersion
from qifu.assessment.schemes import Group, groups_of, terms_of
from qifu.assessment.scoring import Figure, Kind, Mode, Scored, Terms, score
from qifu.lib.workdays import local_date
from qifu.organisations.models import District, Unit

SHOWN = 20
CONTACTABLE = (Stage.HANDLING, Stage.WAITING, Stage.SIGNING)


@dataclass(frozen=True)
class Standing:
    unit: Unit
    scored: Scored
    rank: int | None
    figures: Mapping[str, Figure]

    def cells(self) -> list[tuple[indicators.Text, Figure]]:
        """With the registry's labels; what is given by hand has no live figure."""
        return [(indicators.label_of(name), figure) for name, figure in self.figures.items()]


def standings_now(version: SchemeVersion, at: datetime) -> list[tuple[Group, list[Standing]]]:
    district = version.scheme.district
    groups, terms = groups_of(version, district), terms_of(version)
    units = {unit.pk: (group.name, unit) for group in groups for unit in group.units}
    own = figures_now(version, terms, units, at)
    found = standings(version.mode, terms, {pk: (units[pk][0], own[pk]) for pk in units})
    league = []
    for group in groups:
        lines = [Standing(unit, *found[unit.pk], own[unit.pk]) for unit in group.units]
        league.append((group, sorted(lines, key=lambda line: (line.rank is None, line.rank))))
    return league


def figures_now(
    version: SchemeVersion, terms: Mapping[str, Terms], units: Mapping[int, object], at: datetime
) -> dict[int, dict[str, Figure]]:
    """Unit -> indicator -> figure, counted by the database from the live columns."""
    district, period = version.scheme.district, window_of(version, local_date(at))
    window = Window(district, period.first, period.last, at, version.population)
    tallies = tally_by(appeals_of(version, district, period), "lead_unit", at)
    found = {
        name: indicator.source(window)
        for name in terms
        if (indicator := indicators.get(name)) and indicator.source
    }
    return {
        pk: {
            name: _figure(name, each, tallies.get(pk, Tally()), found.get(name, {}).get(pk, Cases()), version)
            for name, each in terms.items()
        }
        for pk in units
    }


def appeals_of(version: SchemeVersion, district: District, period: Period) -> AppealQuerySet:
    appeals: AppealQuerySet = Appeal.objects.filter(district=district, population=version.population)
    return appeals.registered_within(period.first, period.last)


def _figure(name: str, terms: Terms, tally: Tally, cases: Cases, version: SchemeVersion) -> Figure:
    if terms.kind == Kind.HAND:
        return Figure(Decimal(0) if version.mode == Mode.DEDUCTIONS else None)
    if rate := RATES.get(name):
        return Figure(tally[rate.numerator], tally[rate.denominator])
    total = len(cases.met) + len(cases.unmet)
    return Figure(len(cases.met), total if terms.kind == Kind.RATE else None)


@dataclass(frozen=True)
class Lever:
    """Cases of which each, if `advice` is followed, adds so much above and below the line."""

    advice: Promise
    condition: Callable[[datetime], Q]
    below: int


_ANSWER, _SATISFY = _("Answer them"), _("Go back to the enterprise and put right what displeased it")
_FOLLOW_UP = Lever(_("Have them followed up"), lambda at: STANDS & Q(follow_up_solved=None), 0)
LEVERS: dict[str, Lever] = {
    "sign_in": Lever(
        _("Sign for them before their clocks run out"), lambda at: Q(stage=Stage.ASSIGNED, signed_on_time=None, sign_due_at__gt=at), 1
    ),
    "response": Lever(
        _("Contact the enterprise before their clocks run out"),
        lambda at: Q(stage__in=CONTACTABLE, contacted_on_time=None, contact_due_at__gt=at),
        1,
    ),
    "settled": Lever(_ANSWER, lambda at: MEASURES["to_settle"].condition(at) & ~STANDS, 0),
    "answered": Lever(_ANSWER, lambda at: TAKEN & ~STANDS & ~Q(stage__in=(Stage.WITHDRAWN, Stage.MERGED)), 0),
    "on_time": Lever(
        _("Answer them before their clocks run out"), lambda at: Q(stage__in=RUNNING, on_time=None, answer_due_at__gt=at), 1
    ),
    "follow_up": _FOLLOW_UP,
    "solved": Lever(
        _("Take them up again and solve them: the enterprise says they are not"),
        lambda at: STANDS & Q(follow_up_solved=False),
        0,
    ),
    "reply_satisfied": Lever(_SATISFY, lambda at: STANDS & Q(reply_satisfaction__lt=3), 0),
    "solution_satisfied": Lever(_SATISFY, lambda at: STANDS & Q(solution_satisfaction__lt=3), 0),
    "solved_satisfied": Lever(
        _SATISFY, lambda at: STANDS & Q(follow_up_solved=True, solution_satisfaction__lt=3), 0
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Lift:
    """`one` and `every`: points gained by one case and by all of them; None where there is no score to compare with."""

    label: indicators.Text
    advice: Promise
    count: int
    appeals: list[Any]
    one: Decimal | None
    every: Decimal | None
    score: Decimal | None

    @property
    def more(self) -> int:
        return self.count - len(self.appeals)


@dataclass(frozen=True)
class Chances:
    now: Scored
    figures: Mapping[str, Figure]
    lifts: list[Lift]


def chances_of(version: SchemeVersion, unit: Unit, at: datetime) -> Chances:
    """The indicators by what they would bring, each with the cases that stand in its way; scored anew each time."""
    terms = terms_of(version)
    figures = figures_now(version, terms, {unit.pk: unit}, at)[unit.pk]
    now = score(Mode(version.mode), terms, figures)
    period = window_of(version, local_date(at))
    own = appeals_of(version, version.scheme.district, period).filter(lead_unit=unit, excluded=False)
    lifts = [
        _lift(version, name, lever, own.filter(lever.condition(at)), figures, now)
        for name in terms
        if (lever := LEVERS.get(name))
    ]
    lifts = [lift for lift in lifts if lift.count]
    return Chances(now, figures, sorted(lifts, key=lambda lift: -(lift.every or 0)))


def _lift(
    version: SchemeVersion, name: str, lever: Lever, cases: Any, figures: Mapping[str, Figure], now: Scored
) -> Lift:
    terms, count = terms_of(version), cases.count()

    def scored(n: int) -> Decimal | None:
        figure = figures[name]
        better = replace(figure, amount=(figure.amount or 0) + n, total=(figure.total or 0) + n * lever.below)
        return score(Mode(version.mode), terms, {**figures, name: better}).score

    def gained(then: Decimal | None) -> Decimal | None:
        return None if then is None or now.score is None else then - now.score

    first = list(cases.for_list().order_by("due_at", "pk")[:SHOWN])
    label = next(row.label for row in version.indicators.all() if row.name == name)
    one, every = scored(min(count, 1)), scored(count)
    return Lift(
        indicators.label_of(name, label), lever.advice, count, first, gained(one), gained(every), every
    )
