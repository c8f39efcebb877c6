"""What trips give to the pages and registries of the apps below them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.appeals import owed
from qifu.appeals.owed import Owed
from qifu.appeals.words import Channel
from qifu.enterprises.models import Enterprise
from qifu.liaison import sources, timeline
from qifu.liaison.sources import Source
from qifu.liaison.timeline import Line, Strand
from qifu.liaison.visits.models import Goer, Stop, Visit
from qifu.liaison.visits.notice_kinds import KINDS
from qifu.liaison.visits.words import HELD, OPEN, VisitKind
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.notices import kinds
from qifu.organisations import evidence
from qifu.organisations.actors import Actor
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import District, Unit
from qifu.organisations.unit_merging import Going, goes_over

MOST = 20


def describe(ids: Collection[int]) -> Mapping[int, Source]:
    rows = Stop.objects.filter(pk__in=ids).select_related("visit")
    return {
        row.pk: Source(found_on(row), row.day, f"{reverse('visit', args=[row.visit_id])}#stop-{row.pk}")
        for row in rows
    }


def found_on(stop: Stop) -> str:
    said = {"day": date_format(stop.day, "DATE_FORMAT")}
    if stop.visit.kind == VisitKind.ON_SITE:
        return _("Found working on site on %(day)s") % said
    return _("Found on the visit of %(day)s") % said


def strand(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = Stop.objects.filter(enterprise=enterprise, day__lte=timezone.localdate(upto), skipped="")
    rows = rows.filter(visit__stage__in=(*OPEN, *HELD)).select_related(
        "visit__unit", "visit__leader", "project"
    )
    return [
        Line(
            start_of_day(row.day),
            f"{row.visit.get_kind_display()}：{row.visit.purpose}",
            f"{reverse('visit', args=[row.visit_id])}#stop-{row.pk}",
            row.feedback_said,
            "、".join(filter(None, (row.visit.unit.short_name, str(row.visit.leader or "")))),
        )
        for row in rows.order_by("-day", "-id")[:most]
    ]


def visits_held(district: District, since: date, until: date) -> Counted:
    found = Visit.objects.filter(
        district=district, stage__in=HELD, starts_at__gte=start_of_day(since), starts_at__lt=end_of_day(until)
    )
    query = urlencode({"stage": "took_place", "since": since, "until": until})
    return Counted(found.count(), f"{reverse('visits')}?{query}")


def companies_visited(district: District, since: date, until: date) -> Counted:
    found = Stop.objects.visited().filter(district=district, day__gte=since, day__lte=until)
    query = urlencode({"stage": "took_place", "since": since, "until": until})
    return Counted(found.order_by().values("enterprise").distinct().count(), f"{reverse('visits')}?{query}")


def feedback_owed_by(actor: Actor) -> Iterable[Owed]:
    """What one owes oneself, and a head what the unit owes."""
    if actor.unit is None:
        return []
    rows = (
        Stop.objects.owing()
        .filter(district=actor.district, visit__unit=actor.unit)
        .select_related("enterprise", "project")
    )
    return [
        Owed(
            str(row),
            _("Feedback to a visited company"),
            reverse("visit-feedback", args=[row.pk]),
            row.feedback_due_at,
        )
        for row in rows.order_by("feedback_due_at", "id")[:MOST]
    ]


def _goers_over(rows: QuerySet[Goer], into: Unit) -> None:
    rows.update(unit=into)


sources.register(
    sources.Kind("visit", pgettext_lazy("source", "Visit"), Channel.VISIT, describe),
    sources.Kind("on_site", pgettext_lazy("source", "On-site work"), Channel.ON_SITE, describe),
)
timeline.register(Strand("visits", pgettext_lazy("strand", "Visits"), strand))
evidence.register(
    Counter("visits-held", Heading.PLAN, gettext_lazy("Visits and on-site work held"), visits_held, 15),
    Counter("companies-visited", Heading.PLAN, gettext_lazy("Companies visited"), companies_visited, 16),
)
owed.register("visit-feedback", feedback_owed_by)
kinds.register(*KINDS)
goes_over(
    Going(
        gettext_lazy("Trips led that are still open"),
        lambda unit: Visit.objects.filter(unit=unit, stage__in=OPEN),
    ),
    Going(
        gettext_lazy("Places on open trips"),
        lambda unit: Goer.objects.filter(unit=unit, visit__stage__in=OPEN),
        _goers_over,
    ),
)
