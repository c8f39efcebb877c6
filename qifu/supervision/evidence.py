"""What supervision counts towards the five "in place": its notices, orders and escalations of a time."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.evidence import Counted, Counter, Heading, register
from qifu.organisations.models import District
from qifu.supervision.models import Escalation, Inspection, Order, UrgingNotice


def _issued(model: Any, url_name: str) -> Callable[[District, date, date], Counted]:
    def count(district: District, since: date, until: date) -> Counted:
        rows = model.objects.filter(
            district=district, issued_at__gte=start_of_day(since), issued_at__lt=end_of_day(until)
        )
        return Counted(rows.count(), reverse(url_name))

    return count


def _inspected(district: District, since: date, until: date) -> Counted:
    rows = Inspection.objects.filter(
        district=district, done_at__gte=start_of_day(since), done_at__lt=end_of_day(until)
    )
    return Counted(rows.count(), f"{reverse('inspections')}?state=done")


register(
    Counter(
        "urging-notices",
        Heading.SUPERVISION,
        _("Urging notices sent"),
        _issued(UrgingNotice, "ladder-steps"),
        20,
    ),
    Counter("orders", Heading.SUPERVISION, _("Supervision orders issued"), _issued(Order, "orders"), 30),
    Counter(
        "escalations",
        Heading.SUPERVISION,
        _("Appeals submitted to leaders"),
        _issued(Escalation, "ladder-steps"),
        40,
    ),
    Counter("inspections", Heading.SUPERVISION, _("Drawn cases inspected"), _inspected, 50),
)
