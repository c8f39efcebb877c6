"""What circulars give to the ground of liaison and to the apps below."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from qifu.appeals.words import Channel
from qifu.enterprises.models import Enterprise
from qifu.liaison import sources, timeline
from qifu.liaison.circulars import issuing
from qifu.liaison.circulars.models import Circular, CircularReceipt
from qifu.liaison.circulars.words import SOURCE, CircularStage
from qifu.liaison.sources import Source
from qifu.liaison.timeline import Line, Strand
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.notices import kinds
from qifu.notices.kinds import Kind
from qifu.organisations import evidence
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import District
from qifu.organisations.unit_merging import Going, goes_over

FIELDS = ("title", "unit")
SAMPLES = {"title": "临江新区控制性详细规划已获批准", "unit": "临江区自然资源局"}


def describe(ids: Collection[int]) -> Mapping[int, Source]:
    return {
        row.pk: Source(
            _("Asked by the company about the circular “%(title)s”") % {"title": row.title},
            timezone.localdate(row.at),
            reverse("circular", args=[row.pk]),
        )
        for row in Circular.objects.filter(pk__in=ids)
    }


def lines(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = CircularReceipt.objects.filter(enterprise=enterprise, at__lte=upto)
    return [
        Line(
            row.at,
            _("Circular: %(title)s") % {"title": row.circular.title},
            reverse("circular", args=[row.circular_id]),
            _("read on %(day)s") % {"day": timezone.localdate(row.read_at)}
            if row.read_at
            else pgettext("circular", "not read"),
            row.circular.unit.short_name,
        )
        for row in rows.select_related("circular__unit").order_by("-at", "-id")[:most]
    ]


def issued(district: District, since: date, until: date) -> Counted:
    rows = Circular.objects.filter(district=district, at__gte=start_of_day(since), at__lt=end_of_day(until))
    url = f"{reverse('circulars')}?issued=on&since={since}&until={until}"
    return Counted(rows.exclude(stage=CircularStage.DRAFT).count(), url)


def read(district: District, since: date, until: date) -> Counted:
    rows = CircularReceipt.objects.filter(
        district=district, read_at__gte=start_of_day(since), read_at__lt=end_of_day(until)
    )
    return Counted(rows.count(), reverse("circulars"))


assert issuing.ISSUE  # noqa: S101 - its jobs are registered by being imported
sources.register(sources.Kind(SOURCE, pgettext_lazy("circular", "Circular"), Channel.PORTAL, describe))
timeline.register(Strand("circulars", gettext_lazy("Circulars"), lines))
evidence.register(
    Counter("circulars", Heading.PUBLICITY, gettext_lazy("Circulars issued"), issued, 40),
    Counter("circulars-read", Heading.PUBLICITY, gettext_lazy("Circulars read by companies"), read, 41),
)
goes_over(
    Going(
        gettext_lazy("Circulars not issued yet"),
        lambda unit: Circular.objects.filter(unit=unit, stage=CircularStage.DRAFT),
    )
)
kinds.register(
    Kind(
        "circular-issued", gettext_lazy("Circular issued"), FIELDS,
        ("情况通报：{title}", "{unit}发布了与贵公司有关的情况通报，请查阅。"),
        ("Circular: {title}", "{unit} has issued a circular that concerns your company. Please read it."),
        SAMPLES,
    ),
    Kind(
        "circular-unread", gettext_lazy("Circular not read yet"), FIELDS,
        ("请查阅情况通报：{title}", "{unit}发布的这份情况通报，贵公司尚未查阅。"),
        ("Not read yet: {title}", "Your company has not read this circular of {unit} yet."),
        SAMPLES,
    ),
)  # fmt: skip
