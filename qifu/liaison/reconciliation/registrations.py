"""What reconciliation gives to the ground of liaison and to the apps below."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.appeals import owed
from qifu.appeals.owed import Owed
from qifu.appeals.words import Channel
from qifu.enterprises.models import Enterprise
from qifu.liaison import sources, timeline
from qifu.liaison.reconciliation import running
from qifu.liaison.reconciliation.clearing import SOURCE
from qifu.liaison.reconciliation.models import Difference, Run
from qifu.liaison.reconciliation.words import TO_CLEAR, ClearingStage, RunStage
from qifu.liaison.sources import Source
from qifu.liaison.timeline import Line, Strand
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations import evidence
from qifu.organisations.actors import Actor
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import District
from qifu.organisations.unit_merging import Going, goes_over

MOST = 20
__all__ = ["running"]  # its kind of job is registered by importing it


def describe(ids: Collection[int]) -> Mapping[int, Source]:
    rows = Difference.objects.filter(pk__in=ids).select_related("run")
    return {
        row.pk: Source(
            _("Found when lists were reconciled: %(purpose)s") % {"purpose": row.run.purpose},
            timezone.localdate(row.at),
            reverse("difference", args=[row.pk]),
        )
        for row in rows
    }


def lines(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = Difference.objects.filter(enterprise=enterprise, at__lte=upto, kind__in=TO_CLEAR)
    return [
        Line(
            row.at,
            _("Lists reconciled: %(kind)s") % {"kind": row.get_kind_display()},
            reverse("difference", args=[row.pk]),
            row.get_stage_display(),
            row.run.purpose,
        )
        for row in rows.select_related("run").order_by("-at", "-id")[:most]
    ]


def owed_by(actor: Actor) -> Iterable[Owed]:
    """What was given to the unit with a date."""
    if actor.unit is None:
        return []
    rows = Difference.objects.filter(unit=actor.unit, stage=ClearingStage.OPEN, due_at__isnull=False)
    return [
        Owed(str(row), _("Difference to be cleared"), reverse("difference", args=[row.pk]), row.due_at)
        for row in rows.order_by("due_at", "id")[:MOST]
    ]


def runs_done(district: District, since: date, until: date) -> Counted:
    rows = Run.objects.filter(
        district=district, stage=RunStage.DONE, at__gte=start_of_day(since), at__lt=end_of_day(until)
    )
    return Counted(rows.count(), reverse("reconciliations"))


sources.register(sources.Kind(SOURCE, gettext_lazy("Reconciliation"), Channel.UNIT_RESEARCH, describe))
timeline.register(Strand("reconciliation", gettext_lazy("Reconciliation"), lines))
owed.register("differences", owed_by)
evidence.register(
    Counter(
        "reconciliations",
        Heading.INSTITUTIONS,
        gettext_lazy("Lists reconciled across departments"),
        runs_done,
        70,
    )
)
goes_over(
    Going(
        gettext_lazy("Differences to be cleared"),
        lambda unit: Difference.objects.filter(unit=unit, stage=ClearingStage.OPEN),
    )
)
