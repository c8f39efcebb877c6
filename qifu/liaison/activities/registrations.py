"""What activities give to the pages of the apps below: a kind of finding, a strand of the timeline, evidence, notices."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.enterprises.models import Enterprise
from qifu.liaison import sources, timeline
from qifu.liaison.activities.models import Activity, SignUp
from qifu.liaison.activities.words import CHANNEL, SOURCE, ActivityStage, SignUpState
from qifu.liaison.sources import Source
from qifu.liaison.timeline import Line
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.notices.kinds import Kind, register
from qifu.organisations import evidence
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import District, Unit
from qifu.organisations.unit_merging import Going, goes_over


def describe(ids: Collection[int]) -> Mapping[int, Source]:
    rows = Activity.objects.in_bulk(list(ids))
    return {
        pk: Source(
            _("Raised at “%(title)s” on %(day)s") % {"title": row.title, "day": row.day},
            row.day,
            reverse("activity", args=[pk]),
        )
        for pk, row in rows.items()
    }


def lines(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = SignUp.objects.filter(enterprise=enterprise, at__lte=upto).exclude(state=SignUpState.OFF)
    return [
        Line(
            row.at,
            _("Signed up for “%(title)s”") % {"title": row.activity.title},
            reverse("activity", args=[row.activity_id]),
            _("%(people)s people came") % {"people": row.came} if row.came else row.get_state_display(),
        )
        for row in rows.select_related("activity").order_by("-at", "-id")[:most]
    ]


def held(district: District, since: date, until: date) -> Counted:
    rows = Activity.objects.filter(
        district=district,
        stage=ActivityStage.HELD,
        starts_at__gte=start_of_day(since),
        starts_at__lt=end_of_day(until),
    )
    query = urlencode({"stage": ActivityStage.HELD, "since": since, "until": until})
    return Counted(rows.count(), f"{reverse('activities')}?{query}")


def _to_hold(unit: Unit) -> QuerySet[Activity]:
    found: QuerySet[Activity] = Activity.objects.filter(
        host=unit, stage__in=(ActivityStage.DRAFT, ActivityStage.OPEN)
    )
    return found


def _to_host(rows: QuerySet[Activity], into: Unit) -> None:
    rows.update(host=into)


sources.register(sources.Kind(SOURCE, gettext_lazy("Activity"), CHANNEL, describe))
timeline.register(timeline.Strand("activities", gettext_lazy("Activities"), lines))
evidence.register(Counter("activities-held", Heading.PUBLICITY, gettext_lazy("Activities held"), held, 30))
goes_over(Going(gettext_lazy("Activities to be held"), _to_hold, _to_host))

_FIELDS = ("title", "starts", "place")
_SAMPLE = {"title": "企业用工法律咨询日", "starts": "2026年4月16日 09:00", "place": "区政务中心一楼"}
register(
    Kind("activity-open", gettext_lazy("Invitation to an activity"), fields=_FIELDS, samples=_SAMPLE,
         zh=("邀请参加：{title}", "{starts}，{place}。请报名。"), en=("Invitation: {title}", "{starts}, {place}. Please sign up.")),
    Kind("activity-changed", gettext_lazy("Activity changed"), fields=_FIELDS, samples=_SAMPLE,
         zh=("活动调整：{title}", "现定于{starts}在{place}举行。"), en=("Changed: {title}", "It now takes place on {starts}, {place}.")),
    Kind("activity-moved-up", gettext_lazy("Moved up from an activity's waiting list"), fields=_FIELDS, samples=_SAMPLE,
         zh=("候补成功：{title}", "您报名的活动已有名额：{starts}，{place}。"), en=("There is room: {title}", "You have moved up from the waiting list: {starts}, {place}.")),
    Kind("activity-tomorrow", gettext_lazy("Activity tomorrow"), fields=_FIELDS, samples=_SAMPLE,
         zh=("明天举行：{title}", "{starts}，{place}。"), en=("Tomorrow: {title}", "{starts}, {place}.")),
    Kind("activity-cancelled", gettext_lazy("Activity cancelled"), fields=(*_FIELDS, "reason"), samples={**_SAMPLE, "reason": "讲课律师因公出差，另行安排。"},
         zh=("活动取消：{title}", "原定{starts}的活动取消。原因：{reason}"), en=("Cancelled: {title}", "It does not take place on {starts}. Reason: {reason}")),
)  # fmt: skip
