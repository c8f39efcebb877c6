"""By which rules what is stuck comes onto an agenda. Apps above register theirs from `AppConfig.ready()`:

    rules.register(Rule("escalated", _("Submitted to the leader of the front"), condition, ground))

A rule may ask for a number (`preset`): overdue by at least so many working days, returned more than so many times.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.appeals.models import Appeal, Clock
from qifu.appeals.words import OPEN, RUNNING, ClockKind, Stage
from qifu.lib.cutoffs import cutoff
from qifu.lib.workdays import YearNotLoaded, local_date
from qifu.organisations.moment import Moment

Condition = Callable[[Moment, int], Q]
Ground = Callable[[Appeal, Moment], str]


@dataclass(frozen=True)
class Rule:
    """`condition` picks appeals, `ground` says of one why it is there. `preset` None: no number is asked for.

    `at_first`: whether it is ticked before anybody has chosen; an agenda is for one meeting.
    """

    name: str
    label: Promise
    condition: Condition
    ground: Ground
    preset: int | None = None
    measure: Promise | str = ""  # what the number counts
    order: int = 100
    at_first: bool = True


_rules: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    _rules.update({rule.name: rule for rule in rules})


def every() -> list[Rule]:
    return sorted(_rules.values(), key=lambda rule: rule.order)


def _at_least_late(moment: Moment, days: int) -> Q:
    try:
        bound = cutoff(moment.days, moment.now, max(days, 1))
    except YearNotLoaded:
        return Q(pk__in=())
    return Q(stage__in=RUNNING, answer_due_at__lte=bound)


def _late(appeal: Appeal, moment: Moment) -> str:
    left = moment.days_left(appeal.answer_due_at)
    return _("Answer %(days)s working days overdue") % {"days": -left} if left and left < 0 else _("Overdue")


def _waiting_long(moment: Moment, days: int) -> Q:
    try:
        since = cutoff(moment.days, moment.now, max(days, 1))
    except YearNotLoaded:
        return Q(pk__in=())
    clocks = Clock.objects.filter(
        appeal=OuterRef("pk"), kind=ClockKind.WAIT, stopped_at=None, cancelled=False, started_at__lte=since
    )
    return Q(Exists(clocks), stage=Stage.WAITING)


WORKING_DAYS = gettext_lazy("working days")
register(
    Rule("overdue", gettext_lazy("Answer overdue by at least"), _at_least_late, _late, 3, WORKING_DAYS, 10),
    Rule(
        "red",
        gettext_lazy("Any other deadline missed: signing, first contact, review, plan"),
        lambda moment, n: Q(stage__in=OPEN) & moment.shows("red"),
        lambda appeal, moment: _("A deadline was missed"),
        order=20,
        at_first=False,
    ),
    Rule(
        "disputed",
        gettext_lazy("Disputed: the unit objects"),
        lambda moment, n: Q(stage=Stage.DISPUTED),
        lambda appeal, moment: _("The lead unit objects"),
        order=30,
    ),
    Rule(
        "returned",
        gettext_lazy("Redone more often than"),
        lambda moment, n: Q(stage__in=OPEN, redos__gt=n),
        lambda appeal, moment: _("Redone %(times)s times") % {"times": appeal.redos},
        1,
        pgettext_lazy("agenda", "times"),
        40,
    ),
    Rule(
        "waiting",
        gettext_lazy("Waiting for the enterprise for at least"),
        _waiting_long,
        lambda appeal, moment: _("Waiting for the enterprise for long"),
        10,
        WORKING_DAYS,
        50,
    ),
    Rule(
        "unhappy",
        gettext_lazy("Answered, but not solved in the enterprise's eyes"),
        lambda moment, n: Q(stage=Stage.ANSWERED, follow_up_solved=False),
        lambda appeal, moment: _("The enterprise says it is not solved"),
        order=60,
    ),
    Rule(
        "review",
        gettext_lazy("On the long-term list, review date reached"),
        lambda moment, n: Q(stage=Stage.LISTED, review_on__lte=local_date(moment.now)),
        lambda appeal, moment: _("Long-term matter to be reviewed"),
        order=70,
        at_first=False,
    ),
)
