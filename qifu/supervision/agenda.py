"""The rules by which what supervision has raised comes onto the agenda of a meeting."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.appeals.models import Appeal
from qifu.appeals.words import OPEN
from qifu.meetings.models import Item
from qifu.meetings.rules import Rule, register
from qifu.meetings.words import TOOK_PLACE
from qifu.organisations.moment import Moment
from qifu.supervision.models import LadderStep, Order
from qifu.supervision.words import Action


def _escalated(moment: Moment, number: int) -> Q:
    """The ladder puts it on the agenda of the next meeting: of one, and not of every later one."""
    discussed = Item.objects.filter(
        appeal=OuterRef("appeal"),
        meeting__stage__in=TOOK_PLACE,
        meeting__starts_at__gte=OuterRef("fired_at"),
    )
    steps = LadderStep.objects.filter(~Exists(discussed), appeal=OuterRef("pk"), action=Action.ESCALATE)
    return Q(Exists(steps), stage__in=OPEN)


def _ordered(moment: Moment, number: int) -> Q:
    return Q(Exists(Order.objects.not_closed().filter(appeal=OuterRef("pk"))), stage__in=OPEN)


def _was_escalated(appeal: Appeal, moment: Moment) -> str:
    return _("Submitted to the leader of the front")


def _has_an_order(appeal: Appeal, moment: Moment) -> str:
    return _("A supervision order is open")


register(
    Rule(
        "escalated",
        gettext_lazy("Submitted by the ladder to the next meeting"),
        _escalated,
        _was_escalated,
        order=5,
    ),
    Rule(
        "ordered",
        gettext_lazy("A supervision order is not closed"),
        _ordered,
        _has_an_order,
        order=35,
        at_first=False,
    ),
)
