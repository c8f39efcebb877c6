"""What the hotline gives to the pages of others."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.appeals.words import Channel
from qifu.enterprises.models import Enterprise
from qifu.liaison import sources, timeline
from qifu.liaison.hotline.models import Call, KnowledgeEntry
from qifu.liaison.hotline.taking import SOURCE
from qifu.liaison.hotline.words import SPOKEN
from qifu.liaison.sources import Kind, Source
from qifu.liaison.timeline import Line, Strand
from qifu.organisations import evidence
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import District
from qifu.organisations.unit_merging import Going, goes_over


def describe(ids: Collection[int]) -> Mapping[int, Source]:
    rows = Call.objects.filter(pk__in=ids)
    return {
        row.pk: Source(
            _("Told on the telephone on %(day)s") % {"day": row.day}, row.day, reverse("call", args=[row.pk])
        )
        for row in rows
    }


def lines(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = Call.objects.filter(enterprise=enterprise, begun_at__lte=upto).for_list()
    return [
        Line(
            row.begun_at,
            _("Call at the hotline: %(outcome)s") % {"outcome": row.get_outcome_display()},
            reverse("call", args=[row.pk]),
            row.note,
            row.operator.name if row.operator else "",
        )
        for row in rows[:most]
    ]


def calls_heard(district: District, since: date, until: date) -> Counted:
    found = Call.objects.filter(district=district, day__gte=since, day__lte=until, outcome__in=SPOKEN)
    return Counted(found.count(), f"{reverse('calls')}?outcome=spoken&since={since}&until={until}")


def knowledge_offered(district: District, since: date, until: date) -> Counted:
    """As of today: an entry has no history by days."""
    found = KnowledgeEntry.objects.filter(district=district).offered(timezone.localdate())
    return Counted(found.count(), f"{reverse('knowledge')}?state=offered")


sources.register(Kind(SOURCE, pgettext_lazy("source", "Call"), Channel.HOTLINE, describe))
timeline.register(Strand("calls", gettext_lazy("Calls at the hotline"), lines))
evidence.register(
    Counter(
        "hotline-calls", Heading.INSTITUTIONS, gettext_lazy("Calls heard at the hotline"), calls_heard, 40
    ),
    Counter(
        "hotline-knowledge",
        Heading.INSTITUTIONS,
        gettext_lazy("Knowledge entries that the hotline answers from"),
        knowledge_offered,
        41,
    ),
)
goes_over(
    Going(
        gettext_lazy("Knowledge entries in use"),
        lambda unit: KnowledgeEntry.objects.filter(unit=unit, active=True),
    )
)
