"""Who hears of what supervision does. Each occasion has one key, so that nobody hears of it twice."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.urls import reverse

from qifu.notices.telling import tell
from qifu.organisations import people
from qifu.organisations.models import User
from qifu.organisations.roles import Role
from qifu.supervision.letters import official_date
from qifu.supervision.models import Escalation, Instruction, Numbered, Order, UrgingNotice
from qifu.supervision.words import Action


def tell_of(model: str, pks: list[int]) -> None:
    kind, say = ANNOUNCED[model]
    rows: Any = kind.objects.filter(pk__in=pks)  # type: ignore[attr-defined]
    for row in rows.select_related("appeal__enterprise", "unit", "district").order_by("pk"):
        say(row)


def urged(notice: UrgingNotice) -> None:
    to = people.at_unit(notice.unit, Role.OFFICER, Role.HEAD)
    _tell("urging-notice", notice, to, _appeal_url(notice), f"urging-{notice.pk}")


def issued(order: Order) -> None:
    to = people.at_unit(order.unit, Role.HEAD)
    _tell(
        "order-issued",
        order,
        to,
        order_url(order),
        f"order-{order.pk}-issued",
        due=official_date(order.due_at),
    )


def answered(order: Order) -> None:
    to = people.of_office(order.district) + ([order.by] if order.by else [])
    _tell(
        "order-answered",
        order,
        to,
        order_url(order),
        f"order-{order.pk}-answered-{_turn(order)}",
        at=order.answered_at,
    )


def sent_back(order: Order, reason: str, at: datetime) -> None:
    to = people.at_unit(order.unit, Role.HEAD)
    due = official_date(order.due_at)
    _tell(
        "order-sent-back",
        order,
        to,
        order_url(order),
        f"order-{order.pk}-back-{_turn(order)}",
        at=at,
        due=due,
        reason=reason,
    )


def closed(order: Order) -> None:
    _tell(
        "order-closed",
        order,
        people.at_unit(order.unit, Role.HEAD),
        order_url(order),
        f"order-{order.pk}-closed",
        at=order.closed_at,
    )


def escalated(escalation: Escalation) -> None:
    """The leader, and by the circular the heads of the front; at the last step the district head, the unit and the office."""
    url, key = _appeal_url(escalation), f"escalation-{escalation.pk}"
    kind = "handed-over" if escalation.action == Action.HAND_OVER else "escalated"
    _tell(
        kind,
        escalation,
        people.of_leader(escalation.leader) + people.of_office(escalation.district),
        url,
        key,
    )
    if escalation.action == Action.ESCALATE:
        _tell("circular", escalation, people.heads_of_front(escalation.unit), url, f"{key}-circular")
    else:
        _tell(kind, escalation, people.at_unit(escalation.unit, Role.HEAD), url, key)


def instructed(instruction: Instruction) -> None:
    appeal = instruction.appeal
    to = people.at_unit(appeal.lead_unit, Role.HEAD, Role.OFFICER) + people.of_office(appeal.district)
    tell(
        "instructed",
        to=to,
        district=appeal.district,
        url=reverse("appeal", args=[appeal.number]),
        key=f"instruction-{instruction.pk}",
        at=instruction.at,
        leader=str(instruction.leader),
        appeal=appeal.number,
        title=appeal.title,
        text=instruction.text,
    )


def order_url(order: Order) -> str:
    return reverse("order", args=[order.pk])


def _appeal_url(row: Numbered) -> str:
    return reverse("appeal", args=[row.appeal.number])


def _turn(order: Order) -> int:
    """An order may be answered and sent back several times; each time is an occasion of its own."""
    return order.steps.count()


def _tell(
    kind: str, row: Numbered, to: list[User], url: str, key: str, at: datetime | None = None, **more: object
) -> None:
    fields = {
        "number": row.number,
        "unit": row.unit.short_name if row.unit else "—",
        "appeal": row.appeal.number,
        "title": row.appeal.title,
        **more,
    }
    tell(kind, to=to, district=row.district, url=url, key=key, at=at or row.issued_at, **fields)


ANNOUNCED: dict[str, tuple[type[Numbered], Callable[[Any], None]]] = {
    "urgingnotice": (UrgingNotice, urged),
    "order": (Order, issued),
    "escalation": (Escalation, escalated),
}
