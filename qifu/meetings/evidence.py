"""What meetings count towards the five "in place": those held, and what came of their resolutions."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qifu.lib.workdays import end_of_day, start_of_day
from qifu.meetings.models import Meeting, Resolution
from qifu.meetings.words import TOOK_PLACE, MeetingKind, ResolutionStage
from qifu.organisations.evidence import Counted, Counter, Heading, register
from qifu.organisations.models import District


def _held(kind: MeetingKind) -> Callable[[District, date, date], Counted]:
    def count(district: District, since: date, until: date) -> Counted:
        rows = Meeting.objects.filter(
            district=district,
            kind=kind,
            stage__in=TOOK_PLACE,
            starts_at__gte=start_of_day(since),
            starts_at__lt=end_of_day(until),
        )
        query = urlencode({"stage": "took_place", "kind": kind, "since": since, "until": until})
        return Counted(rows.count(), f"{reverse('meetings')}?{query}")

    return count


def resolutions_done(district: District, since: date, until: date) -> Counted:
    """Of the meetings of that time."""
    rows = Resolution.objects.filter(
        district=district,
        stage=ResolutionStage.DONE,
        meeting__starts_at__gte=start_of_day(since),
        meeting__starts_at__lt=end_of_day(until),
    )
    query = urlencode({"stage": ResolutionStage.DONE, "since": since, "until": until})
    return Counted(rows.count(), f"{reverse('resolutions')}?{query}")


register(
    Counter("joint-meetings", Heading.ORGANISATION, _("Joint meetings held"), _held(MeetingKind.JOINT), 30),
    Counter(
        "special-report-meetings",
        Heading.SUPERVISION,
        _("Special report meetings held"),
        _held(MeetingKind.SPECIAL_REPORT),
        50,
    ),
    Counter("resolutions-done", Heading.SUPERVISION, _("Resolutions carried out"), resolutions_done, 60),
)
