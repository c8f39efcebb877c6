"""What liaison itself and the apps below it have to say on a company's timeline."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.appeals.models import Appeal
from qifu.enterprises.models import Enterprise
from qifu.liaison.models import LeaderContact, LeaderLink
from qifu.liaison.timeline import Line, Strand
from qifu.lib.workdays import start_of_day


def appeals(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = Appeal.objects.filter(enterprise=enterprise, registered_at__lte=upto).order_by(
        "-registered_at", "-id"
    )
    return [
        Line(
            row.registered_at,
            _("Appeal %(number)s: %(title)s") % {"number": row.number, "title": row.title},
            reverse("appeal", args=[row.number]),
            row.get_stage_display(),
            row.get_channel_display(),
        )
        for row in rows[:most]
    ]


def contacts(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = LeaderContact.objects.filter(enterprise=enterprise, day__lte=timezone.localdate(upto))
    return [
        Line(
            start_of_day(row.day),
            _("Contact by the linked leader: %(way)s") % {"way": row.get_way_display()},
            note=row.said,
            who=str(row.leader),
        )
        for row in rows.select_related("leader").order_by("-day", "-id")[:most]
    ]


def links(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = LeaderLink.objects.filter(enterprise=enterprise, since__lte=timezone.localdate(upto))
    return [
        Line(
            start_of_day(row.since),
            _("Linked to %(leader)s") % {"leader": row.leader},
            note=_("until %(day)s") % {"day": row.until} if row.until else "",
        )
        for row in rows.select_related("leader").order_by("-since", "-id")[:most]
    ]


STRANDS = (
    Strand("appeals", gettext_lazy("Appeals"), appeals),
    Strand("leader-contacts", gettext_lazy("Leaders' contacts"), contacts),
    Strand("links", gettext_lazy("Links to leaders"), links),
)
