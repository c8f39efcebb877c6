"""What pledges give to the pages of the apps below: a kind of finding, a strand of the timeline, evidence, notices."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.appeals.words import Channel
from qifu.enterprises.models import Enterprise
from qifu.liaison import sources, timeline
from qifu.liaison.pledges.models import Breach, PledgeSheet
from qifu.liaison.pledges.words import SOURCE, BreachState
from qifu.liaison.sources import Source
from qifu.liaison.timeline import Line
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.notices.kinds import Kind, register
from qifu.organisations import evidence
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import District, Unit
from qifu.organisations.unit_merging import Going, goes_over


def describe(ids: Collection[int]) -> Mapping[int, Source]:
    rows = Breach.objects.for_list().filter(pk__in=ids)
    return {row.pk: _source(row) for row in rows}


def _source(row: Breach) -> Source:
    said = {"unit": row.unit.short_name, "pledge": row.pledge.text, "state": row.get_state_display()}
    sentence = _("Breach of a pledge by %(unit)s: “%(pledge)s” - %(state)s") % said
    return Source(sentence, timezone.localdate(row.reported_at), reverse("breach", args=[row.pk]))


def lines(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = Breach.objects.filter(enterprise=enterprise, reported_at__lte=upto).select_related(
        "unit", "pledge"
    )
    return [
        Line(
            row.reported_at,
            _("Reported a breach of a pledge by %(unit)s") % {"unit": row.unit.short_name},
            reverse("breach", args=[row.pk]),
            row.pledge.text,
            row.get_state_display(),
            "warn",
        )
        for row in rows.order_by("-reported_at", "-id")[:most]
    ]


def units_that_pledged(district: District, since: date, until: date) -> Counted:
    rows = PledgeSheet.objects.filter(
        district=district, at__gte=start_of_day(since), at__lt=end_of_day(until)
    )
    return Counted(rows.exclude(unit=None).values("unit").distinct().count(), reverse("pledges"))


def _open_of(unit: Unit) -> QuerySet[Breach]:
    found: QuerySet[Breach] = Breach.objects.filter(unit=unit, state=BreachState.OPEN)
    return found


sources.register(sources.Kind(SOURCE, gettext_lazy("Breach of a pledge"), Channel.PORTAL, describe))
timeline.register(timeline.Strand("breaches", gettext_lazy("Breaches of pledges"), lines))
evidence.register(
    Counter(
        "units-pledged",
        Heading.INSTITUTIONS,
        gettext_lazy("Units that published pledges"),
        units_that_pledged,
        30,
    )
)
goes_over(Going(gettext_lazy("Breaches of pledges not decided"), _open_of))

_SAMPLE = {"unit": "水务局", "pledge": "材料要求必须一次告知，写在纸上。"}
register(
    Kind("breach-reported", gettext_lazy("Breach of a pledge reported"), fields=("unit", "pledge"), samples=_SAMPLE,
         zh=("企业反映{unit}违反服务承诺", "承诺：{pledge}\n请查实认定。"), en=("{unit} is said to have broken a pledge", "Pledge: {pledge}\nPlease look into it and decide.")),
    Kind("breach-decided", gettext_lazy("Breach of a pledge decided"), fields=("unit", "pledge", "decided", "reason"),
         samples={**_SAMPLE, "decided": "属实", "reason": "经查，三次要求补充材料，均未一次告知。"},
         zh=("{unit}违反服务承诺的反映：{decided}", "承诺：{pledge}\n理由：{reason}"), en=("Breach of a pledge by {unit}: {decided}", "Pledge: {pledge}\nReason: {reason}")),
)  # fmt: skip
