"""How far a letter has come: one query each, by street and by who delivers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from qifu.liaison.letters.models import Delivery, Letter
from qifu.liaison.letters.words import DeliveryState

NOBODY = "none"
DELIVERED = Count("pk", filter=Q(state=DeliveryState.DELIVERED))
MOVED = Count("pk", filter=Q(state=DeliveryState.MOVED))


@dataclass(frozen=True)
class Covered:
    label: str
    delivered: int
    all: int
    moved: int
    url: str
    left_url: str

    @property
    def left(self) -> int:
        return self.all - self.delivered


def whole(letter: Letter) -> tuple[int, int]:
    counted = letter.deliveries.aggregate(total=Count("pk"), delivered=DELIVERED)
    return counted["delivered"], counted["total"]


def by_street(letter: Letter) -> list[Covered]:
    rows = letter.deliveries.order_by().values_list("street", "street__short_name", "street__order")
    counted = rows.annotate(delivered=DELIVERED, total=Count("pk"), moved=MOVED)
    ordered = sorted(counted, key=lambda row: (row[2] is None, row[2] or 0, row[0] or 0))
    return [
        _covered(letter, "street", pk, name or _("No street"), delivered, total, moved)
        for pk, name, _order, delivered, total, moved in ordered
    ]


def by_officer(letter: Letter) -> list[Covered]:
    rows = letter.deliveries.order_by().values_list(
        "officer", "officer__name", "unit__short_name", "unit__order"
    )
    counted = rows.annotate(delivered=DELIVERED, total=Count("pk"), moved=MOVED)
    ordered = sorted(counted, key=lambda row: (row[0] is not None, row[3] or 0, row[0] or 0))
    return [
        _covered(letter, "officer", pk, f"{unit or ''} {name}".strip() if pk else _("Nobody yet"), delivered, total, moved)
        for pk, name, unit, _order, delivered, total, moved in ordered
    ]  # fmt: skip


def of_letters(letters: Iterable[Letter]) -> dict[int, tuple[int, int]]:
    """Delivered and all, of each letter of a page."""
    rows = Delivery.objects.filter(letter__in=list(letters)).order_by().values_list("letter")
    return {
        pk: (delivered, total)
        for pk, delivered, total in rows.annotate(delivered=DELIVERED, total=Count("pk"))
    }


def _covered(
    letter: Letter, by: str, pk: int | None, label: str, delivered: int, total: int, moved: int
) -> Covered:
    place = reverse("letter-list", args=[letter.pk])
    said = {by: pk or NOBODY}
    left = {**said, "state": "left"}
    return Covered(label, delivered, total, moved, f"{place}?{urlencode(said)}", f"{place}?{urlencode(left)}")
