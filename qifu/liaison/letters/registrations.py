"""What letters give to the pages of the apps below: a kind of finding, a strand of the timeline, evidence, notices."""

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
from qifu.liaison.letters.models import Delivery
from qifu.liaison.letters.words import SOURCE, DeliveryState, LetterStage
from qifu.liaison.sources import Source
from qifu.liaison.timeline import Line
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.notices import kinds
from qifu.notices.kinds import Kind
from qifu.organisations import evidence
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import District, Unit
from qifu.organisations.unit_merging import Going, goes_over


def describe(ids: Collection[int]) -> Mapping[int, Source]:
    rows = Delivery.objects.filter(pk__in=ids).select_related("letter")
    return {row.pk: _source(row) for row in rows}


def _source(row: Delivery) -> Source:
    day: date = timezone.localdate(row.at) if row.at else row.letter.dated_on
    said = {"title": row.letter.title, "day": day}
    sentence = _("Said when the letter “%(title)s” was delivered on %(day)s") % said
    return Source(sentence, day, reverse("delivery", args=[row.letter_id, row.pk]))


def lines(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = Delivery.objects.filter(enterprise=enterprise, at__lte=upto, state=DeliveryState.DELIVERED)
    return [
        Line(
            row.at,
            _("Letter delivered: %(title)s") % {"title": row.letter.title},
            reverse("delivery", args=[row.letter_id, row.pk]),
            row.said,
            row.by.name if row.by else "",
            "good",
        )
        for row in rows.select_related("letter", "by").order_by("-at", "-id")[:most]
    ]


def delivered(district: District, since: date, until: date) -> Counted:
    rows = Delivery.objects.filter(
        letter__district=district,
        state=DeliveryState.DELIVERED,
        at__gte=start_of_day(since),
        at__lt=end_of_day(until),
    )
    return Counted(rows.count(), reverse("letters"))


def _waiting_of(unit: Unit) -> QuerySet[Delivery]:
    found: QuerySet[Delivery] = Delivery.objects.filter(
        unit=unit, letter__stage__in=(LetterStage.DRAFT, LetterStage.SENDING)
    ).exclude(state=DeliveryState.DELIVERED)
    return found


_SAMPLE = {"title": "致全区企业的一封信", "count": 34, "due": "2026年4月30日"}
sources.register(sources.Kind(SOURCE, gettext_lazy("Letter"), Channel.LETTER, describe))
timeline.register(timeline.Strand("letters", gettext_lazy("Letters"), lines))
evidence.register(
    Counter(
        "letters-delivered", Heading.PUBLICITY, gettext_lazy("Letters delivered to companies"), delivered, 20
    )
)
goes_over(Going(gettext_lazy("Letters to be delivered"), _waiting_of))
kinds.register(
    Kind(
        "letter-given",
        gettext_lazy("Letters to deliver"),
        fields=("title", "count", "due"),
        zh=("有{count}封信由您送达：{title}", "请于{due}前逐户送达，听取企业需求，当面点“已送达”。"),
        en=(
            "{count} letters to deliver: {title}",
            "Deliver them by {due}, ask what is needed, and tick each off at the door.",
        ),
        samples=_SAMPLE,
    ),
    Kind(
        "letter-soon",
        gettext_lazy("Letters still to deliver"),
        fields=("title", "count", "due"),
        zh=("还有{count}封信未送达：{title}", "应于{due}前送达。"),
        en=("{count} letters still to deliver: {title}", "They are to be delivered by {due}."),
        samples=_SAMPLE,
    ),
)
