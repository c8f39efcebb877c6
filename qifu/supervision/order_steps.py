"""The life of a supervision order as a table: issued, answered by the unit's head, verified or sent back, closed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.entering import enter, held
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.supervision import announcing
from qifu.supervision.models import Order, OrderStep
from qifu.supervision.words import AWAITING, OrderStage

ISSUERS = (Role.OFFICE, Role.INSPECTOR)


@dataclass(frozen=True)
class OrderTransition:
    verb: str
    label: Promise  # what the button says
    sentence: Promise  # what the order's page says
    sources: tuple[OrderStage, ...]
    target: OrderStage
    by: tuple[Role, ...]
    needs: tuple[str, ...] = ()

    def refusal(self, order: Order, by: Actor) -> Promise | str | None:
        of_unit = by.role != Role.HEAD or (by.unit is not None and by.unit.pk == order.unit_id)
        if by.role not in self.by or not of_unit:
            return _("“%(step)s” is not a step of your post.") % {"step": self.label}
        if OrderStage(order.stage) not in self.sources:
            return _("“%(step)s” is not possible: the order is at “%(stage)s”. Look at it again.") % {
                "step": self.label,
                "stage": OrderStage(order.stage).label,
            }
        return None


STEPS: dict[str, OrderTransition] = {
    step.verb: step
    for step in (
        OrderTransition(
            "answer",
            pgettext_lazy("order step", "Answer"),
            pgettext_lazy("order", "answered"),
            AWAITING,
            OrderStage.ANSWERED,
            (Role.HEAD,),
            ("note", "measures", "promised_on"),
        ),
        OrderTransition(
            "send_back",
            pgettext_lazy("order step", "Send back"),
            pgettext_lazy("order", "sent the answer back"),
            (OrderStage.ANSWERED,),
            OrderStage.SENT_BACK,
            ISSUERS,
            ("note",),
        ),
        OrderTransition(
            "verify",
            pgettext_lazy("order step", "Verify"),
            pgettext_lazy("order", "verified the answer"),
            (OrderStage.ANSWERED,),
            OrderStage.VERIFIED,
            ISSUERS,
            ("note",),
        ),
        OrderTransition(
            "close",
            pgettext_lazy("order step", "Close"),
            pgettext_lazy("order", "closed it"),
            (OrderStage.VERIFIED,),
            OrderStage.CLOSED,
            ISSUERS,
        ),
    )
}  # fmt: skip - a table is read by rows
SENTENCES: dict[str, Promise] = {
    "issue": pgettext_lazy("order", "issued it"),
    **{step.verb: step.sentence for step in STEPS.values()},
}
EVENTS = {
    "answer": "order_answered",
    "send_back": "order_sent_back",
    "verify": "order_verified",
    "close": "order_closed",
}


def open_to(order: Order, by: Actor) -> list[OrderTransition]:
    return [step for step in STEPS.values() if step.refusal(order, by) is None]


def take(
    order: Order, verb: str, *, by: Actor, note: str = "", at: datetime | None = None, **fields: Any
) -> OrderStep:
    """One step, in one transaction with its trace on the order and on the appeal. The appeal is held first, as the ladder does."""
    step, at = STEPS[verb], at or timezone.now()
    with transaction.atomic():
        appeal = held(order.appeal)
        order = (
            Order.objects.select_for_update(of=("self",))
            .select_related("unit", "district", "by")
            .get(pk=order.pk)
        )
        order.appeal = appeal
        if refusal := step.refusal(order, by):
            raise Refused(str(refusal))
        if lacking := [name for name in step.needs if not (note if name == "note" else fields.get(name))]:
            raise Refused(str(_("Fill in what this step needs: %(names)s.") % {"names": "、".join(lacking)}))
        data = EFFECTS[verb](order, at, {**fields, "note": note})
        order.stage = step.target
        order.save()
        taken = OrderStep.objects.create(
            district=order.district,
            order=order,
            at=at,
            verb=verb,
            user=by.user,
            who=by.label,
            note=note,
            data=data,
        )
        enter(appeal, EVENTS[verb], by=by, at=at, note=note, data={"record": order.number, **data})
        _tell(order, verb, note, at)
    return taken


def _answer(order: Order, at: datetime, fields: dict[str, Any]) -> dict[str, Any]:
    promised: date = fields["promised_on"]
    if promised < timezone.localdate(at):
        raise Refused(
            str(_("%(date)s has passed: give today or a later date.") % {"date": promised.isoformat()})
        )
    order.answered_at, order.answer, order.measures = at, fields["note"], fields["measures"]
    order.promised_on = promised
    return {"measures": fields["measures"], "promised_on": promised.isoformat()}


def _send_back(order: Order, at: datetime, fields: dict[str, Any]) -> dict[str, Any]:
    """The unit has the whole time to answer again."""
    order.due_at = calendar().deadline(at, order.answer_days)
    return {}


def _verify(order: Order, at: datetime, fields: dict[str, Any]) -> dict[str, Any]:
    return {}


def _close(order: Order, at: datetime, fields: dict[str, Any]) -> dict[str, Any]:
    order.closed_at = at
    return {}


EFFECTS = {"answer": _answer, "send_back": _send_back, "verify": _verify, "close": _close}


def _tell(order: Order, verb: str, note: str, at: datetime) -> None:
    if verb == "answer":
        announcing.answered(order)
    elif verb == "send_back":
        announcing.sent_back(order, note, at)
    elif verb == "close":
        announcing.closed(order)
