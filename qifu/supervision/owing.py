"""What a unit owes to supervision beside its appeals: answers to orders. The worklist shows them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from qifu.appeals.owed import Owed, register
from qifu.organisations.actors import Actor
from qifu.supervision.models import Order

MOST = 20


def answers_owed_by(actor: Actor) -> Iterable[Owed]:
    if actor.unit is None:
        return []
    awaited = Order.objects.visible_to(actor).filter(unit=actor.unit).awaiting().select_related("appeal")
    return [
        Owed(
            title=order.appeal.title,
            what=_("Answer to supervision order %(number)s") % {"number": order.number},
            url=reverse("order", args=[order.pk]),
            due_at=order.due_at,
        )
        for order in awaited.order_by("due_at", "id")[:MOST]
    ]


register("orders", answers_owed_by)
