"""An order as lists and its page show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from qifu.lib.workdays import Light
from qifu.organisations.moment import Moment
from qifu.supervision.models import Order
from qifu.supervision.order_steps import SENTENCES
from qifu.supervision.words import AWAITING

TONES = {"answer": "", "send_back": "warn", "verify": "good", "close": "good", "issue": "warn"}


@dataclass(frozen=True)
class OrderRow:
    order: Order
    moment: Moment

    @property
    def light(self) -> Light | None:
        """Only while the unit's answer is awaited."""
        return self.moment.light(self.due_at)

    @property
    def due_at(self) -> datetime | None:
        return self.order.due_at if self.order.stage in AWAITING else None

    @property
    def left(self) -> int | None:
        return self.moment.days_left(self.due_at)

    @property
    def tone(self) -> str:
        """The stage as the components colour it."""
        return {
            "issued": "assigned",
            "sent_back": "disputed",
            "answered": "signing",
            "verified": "answered",
        }.get(self.order.stage, "closed")


@dataclass(frozen=True)
class Line:
    at: datetime
    title: Promise | str
    by: str
    note: str
    tone: str


def lines_of(order: Order) -> Sequence[Line]:
    """Newest first."""
    return [
        Line(step.at, SENTENCES[step.verb], step.who, _told(step.note, step.data), TONES[step.verb])
        for step in reversed(order.steps.all())
    ]


def _told(note: str, data: dict[str, str]) -> str:
    more = []
    if data.get("measures"):
        more.append(_("Measures: %(measures)s") % data)
    if data.get("promised_on"):
        more.append(_("To be done by %(promised_on)s") % data)
    return "\n".join([note, *more]).strip()
