"""What symposia and research give to the pages of others, and the words in which they are told of."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.appeals.words import Channel
from qifu.enterprises.models import Enterprise
from qifu.liaison import sources, timeline
from qifu.liaison.sources import Source
from qifu.liaison.symposia.gathering import SOURCE
from qifu.liaison.symposia.models import Gathering, Participant
from qifu.liaison.symposia.words import TOOK_PLACE, GatheringKind, GatheringStage
from qifu.liaison.timeline import Line, Strand
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.notices import kinds
from qifu.organisations import evidence
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import District, Unit
from qifu.organisations.unit_merging import Going, goes_over

SAMPLES = {
    "topic": "装备制造企业用工座谈会",
    "starts": "2026-09-18 09:00",
    "place": "区政务中心三楼",
    "host": "工信局",
    "remark": "请准备用工缺口情况。",
    "reason": "主持人另有会议",
}


def describe(ids: Collection[int]) -> Mapping[int, Source]:
    found = {}
    for row in Gathering.objects.filter(pk__in=ids):
        day = timezone.localdate(row.starts_at)
        sentence = (
            _("Raised at the symposium “%(topic)s” of %(day)s")
            if row.kind == GatheringKind.SYMPOSIUM
            else _("Found in the research “%(topic)s” of %(day)s")
        )
        found[row.pk] = Source(
            sentence % {"topic": row.topic, "day": day}, day, reverse("symposium", args=[row.pk])
        )
    return found


def lines(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    """What it came to; once, with however many people."""
    there = Participant.objects.filter(enterprise=enterprise, came=True).values("gathering")
    rows = Gathering.objects.filter(pk__in=there, stage__in=TOOK_PLACE, starts_at__lte=upto).for_list()
    return [
        Line(
            row.starts_at,
            _("Came to: %(topic)s") % {"topic": row.topic},
            reverse("symposium", args=[row.pk]),
            row.get_kind_display(),
            row.host.short_name,
        )
        for row in rows[:most]
    ]


def held(kind: GatheringKind) -> Callable[[District, date, date], Counted]:
    def count(district: District, since: date, until: date) -> Counted:
        found = Gathering.objects.filter(
            district=district,
            kind=kind,
            stage__in=TOOK_PLACE,
            starts_at__gte=start_of_day(since),
            starts_at__lt=end_of_day(until),
        )
        url = f"{reverse('symposia')}?kind={kind}&stage=took_place&since={since}&until={until}"
        return Counted(found.count(), url)

    return count


def to_host(rows: QuerySet[Gathering], into: Unit) -> None:
    rows.update(host=into)


sources.register(sources.Kind(SOURCE, pgettext_lazy("source", "Symposium"), Channel.SYMPOSIUM, describe))
timeline.register(Strand("symposia", gettext_lazy("Symposia and research"), lines))
evidence.register(
    Counter("symposia-held", Heading.PLAN, gettext_lazy("Symposia held"), held(GatheringKind.SYMPOSIUM), 38),
    Counter(
        "research-done",
        Heading.PLAN,
        gettext_lazy("Special-topic research done"),
        held(GatheringKind.RESEARCH),
        39,
    ),
)
goes_over(
    Going(
        gettext_lazy("Symposia to come"),
        lambda unit: Gathering.objects.filter(
            host=unit, stage__in=(GatheringStage.PLANNED, GatheringStage.HELD)
        ),
        to_host,
    )
)
kinds.register(
    kinds.Kind(
        "symposium-invited",
        gettext_lazy("Asked to a symposium or research"),
        fields=("topic", "starts", "place", "host", "remark"),
        zh=("请参加：{topic}", "时间：{starts}\n地点：{place}\n召集单位：{host}\n{remark}"),
        en=("You are asked to come: {topic}", "Time: {starts}\nPlace: {place}\nHost: {host}\n{remark}"),
        samples=SAMPLES,
    ),
    kinds.Kind(
        "symposium-changed",
        gettext_lazy("Symposium or research changed"),
        fields=("topic", "starts", "place", "host"),
        zh=("有变动：{topic}", "时间：{starts}\n地点：{place}\n召集单位：{host}"),
        en=("Changed: {topic}", "Time: {starts}\nPlace: {place}\nHost: {host}"),
        samples=SAMPLES,
    ),
    kinds.Kind(
        "symposium-cancelled",
        gettext_lazy("Symposium or research cancelled"),
        fields=("topic", "starts", "reason"),
        zh=("已取消：{topic}", "原定{starts}的活动已取消。原因：{reason}"),
        en=("Cancelled: {topic}", "It was to begin on {starts}. Reason: {reason}"),
        samples=SAMPLES,
    ),
)
