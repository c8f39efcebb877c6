"""What would lift a unit most: the cases that stand in the way of each indicator, scored anew as if they were done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.figures.measures import IN_HAND, MEASURES, SATISFIED, STANDS
from qifu.appeals.words import RUNNING, Stage
from qifu.assessment import indicators
from qifu.assessment.computing import window_of
from qifu.assessment.live import appeals_of, figures_now
from qifu.assessment.models import SchemeVersion
from qifu.assessment.schemes import terms_of
from qifu.assessment.scoring import Figure, Mode, Scored, score
from qifu.lib.workdays import local_date
from qifu.organisations.models import Unit

SHOWN = 20


@dataclass(frozen=True)
class Lever:
    """Cases of which each, if `advice` is followed, adds one above the line and `below` under it."""

    advice: Promise
    condition: Callable[[datetime], Q]
    below: int = 0


def _unanswered(at: datetime) -> Q:
    return MEASURES["to_settle"].condition(at) & ~STANDS & ~Q(stage=Stage.LISTED)


def _unhappy(grade: str) -> Callable[[datetime], Q]:
    return lambda at: STANDS & Q(**{f"{grade}__lt": SATISFIED})


ANSWER = _("Answer them")
SATISFY = _("Go back to the enterprise and put right what displeased it")
UNHEARD = Lever(
    _("Answered and not followed up yet: see to it that the enterprise calls them solved"),
    lambda at: STANDS & Q(follow_up_solved=None),
    1,
)
LEVERS: dict[str, tuple[Lever, ...]] = {
    "sign_in": (
        Lever(
            _("Sign for them before their clocks run out"),
            lambda at: Q(stage=Stage.ASSIGNED, signed_on_time=None, sign_due_at__gt=at),
            1,
        ),
    ),
    "response": (
        Lever(
            _("Contact the enterprise before their clocks run out"),
            lambda at: Q(stage__in=IN_HAND, contacted_on_time=None, contact_due_at__gt=at),
            1,
        ),
    ),
    "settled": (Lever(ANSWER, _unanswered),),
    "answered": (Lever(ANSWER, _unanswered),),
    "on_time": (
        Lever(
            _("Answer them before their clocks run out"),
            lambda at: Q(stage__in=RUNNING, on_time=None, answer_due_at__gt=at),
            1,
        ),
    ),
    "follow_up": (Lever(_("Have them followed up"), lambda at: STANDS & Q(follow_up_solved=None)),),
    "solved": (
        Lever(
            _("Take them up again and solve them: the enterprise says they are not"),
            lambda at: STANDS & Q(follow_up_solved=False),
        ),
        UNHEARD,
        Lever(_("Still in hand: solve them in the enterprise's eyes"), _unanswered, 1),
    ),
    "reply_satisfied": (Lever(SATISFY, _unhappy("reply_satisfaction")),),
    "solution_satisfied": (Lever(SATISFY, _unhappy("solution_satisfaction")),),
    "solved_satisfied": (
        Lever(SATISFY, lambda at: Q(follow_up_solved=True) & _unhappy("solution_satisfaction")(at)),
    ),
}


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
        for lever in LEVERS.get(name, ())
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
