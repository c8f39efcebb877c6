"""What other institutions have for an assessment to count: duties, meetings, supervision, notices, exclusions."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import Exclusion
from qifu.appeals.models.assignment import Ruling
from qifu.assessment.indicators import Cases, Found, Indicator, Window, register
from qifu.assessment.scoring import Kind
from qifu.liaison.models import Duty, DutyReport
from qifu.liaison.months import months_of, owes, report_due
from qifu.liaison.pledges.record import confirmed
from qifu.liaison.visits.models import Goer
from qifu.liaison.visits.words import HELD
from qifu.liaison.words import DutyStage, ReportStage
from qifu.lib.workdays import end_of_day, local_date, start_of_day
from qifu.meetings.models import Attendance, Resolution
from qifu.meetings.words import TOOK_PLACE, Presence
from qifu.notices import kinds
from qifu.notices.models import Notice
from qifu.organisations.models import Post
from qifu.organisations.roles import Role
from qifu.supervision.models import Escalation, Inspection, Order, UrgingNotice
from qifu.supervision.sampling.results import DEFECT, DONE


def within(window: Window) -> tuple[datetime, datetime]:
    """Nothing counts that came after the cut-off."""
    return start_of_day(window.first), min(end_of_day(window.last), window.at)


def _by_unit() -> defaultdict[int, Cases]:
    return defaultdict(Cases)


def duties_in_time(window: Window) -> Found:
    """Monthly reports on duties that fell due within the window."""
    found, (since, until) = _by_unit(), within(window)
    duties = Duty.objects.filter(district=window.district).exclude(stage=DutyStage.DRAFT)
    standing = DutyReport.objects.filter(duty__in=duties, at__lte=window.at).exclude(
        stage=ReportStage.SENT_BACK
    )
    filed = {(duty, month): at for duty, month, at in standing.values_list("duty_id", "month", "at")}
    for duty in duties.select_related("programme"):
        for month in months_of(duty.programme, local_date(window.at)):
            due = report_due(duty.programme, month)
            if due is None or not since < due <= until or not owes(duty, month):
                continue
            at = filed.get((duty.pk, month))
            cases = found[duty.unit_id]
            words = [f"{duty.title} · {month:%Y-%m}", reverse("duty", args=[duty.pk])]
            (cases.met if at and at < due else cases.unmet).append(words)
    return found


def attendance(window: Window) -> Found:
    """Who was excused counts neither way."""
    found, (since, until) = _by_unit(), within(window)
    rows = Attendance.objects.filter(
        district=window.district,
        presence__in=(Presence.PRESENT, Presence.ABSENT),
        meeting__stage__in=TOOK_PLACE,
        meeting__starts_at__range=(since, until),
    )
    for row in rows.select_related("meeting").order_by("meeting__starts_at", "pk"):
        cases = found[row.unit_id]
        words = [row.meeting.title, reverse("meeting", args=[row.meeting_id])]
        (cases.met if row.presence == Presence.PRESENT else cases.unmet).append(words)
    return found


def resolutions_overdue(window: Window) -> Found:
    """Due within the window, and not reported as done when they were due."""
    found, (since, until) = _by_unit(), within(window)
    rows = Resolution.objects.decided().filter(district=window.district, due_at__gt=since, due_at__lte=until)
    for row in rows.order_by("due_at", "pk"):
        ended = row.reported_at or row.ended_at
        if ended is None or ended > row.due_at:
            found[row.unit_id].met.append([row.text[:60], reverse("resolution", args=[row.pk])])
    return found


def _issued(model: type[Any]) -> Callable[[Window], Found]:
    """What supervision sent to a unit, told by its appeal."""

    def source(window: Window) -> Found:
        found, times = _by_unit(), within(window)
        rows = model.objects.filter(district=window.district, unit__isnull=False, issued_at__range=times)
        for unit, number in rows.order_by("pk").values_list("unit_id", "appeal__number"):
            found[unit].met.append(number)
        return found

    return source


def _inspected(window: Window) -> QuerySet[Inspection]:
    since, until = within(window)
    rows = Inspection.objects.filter(
        DONE,
        district=window.district,
        draw__population=window.population,
        done_at__gte=since,
        done_at__lt=until,
    )
    return rows.order_by("done_at", "pk")


def sampling_passed(window: Window) -> Found:
    found = _by_unit()
    for unit, number, defect in _inspected(window).values_list("unit_id", "appeal__number", "defect"):
        (found[unit].unmet if defect else found[unit].met).append(number)
    return found


def sampling_defects(window: Window) -> Found:
    found = _by_unit()
    for unit, number in _inspected(window).filter(DEFECT).values_list("unit_id", "appeal__number"):
        found[unit].met.append(number)
    return found


def exclusions(window: Window) -> Found:
    """Appeals left out of the rates at the unit's request, as ruled within the window."""
    found, times = _by_unit(), within(window)
    rows = Exclusion.objects.filter(district=window.district, ruling=Ruling.APPROVED, ruled_at__range=times)
    for unit, number in rows.order_by("pk").values_list("unit_id", "appeal__number"):
        found[unit].met.append(number)
    return found


def notices_read(window: Window) -> Found:
    """Told to the unit's head and officers within the window, and read by the cut-off. Who was told what is nobody else's
    matter: of each notice only its kind and day are kept.
    """
    found, times = _by_unit(), within(window)
    posts = Post.objects.filter(
        district=window.district, role__in=(Role.HEAD, Role.OFFICER), unit__isnull=False, active=True
    )
    units = dict(posts.order_by("-pk").values_list("user_id", "unit_id"))
    rows = Notice.objects.filter(district=window.district, user__in=units, at__range=times)
    for user, at, read_at, kind in rows.order_by("pk").values_list("user_id", "at", "read_at", "kind"):
        cases = found[units[user] or 0]
        read = read_at is not None and read_at <= window.at
        words = [f"{timezone.localtime(at):%Y-%m-%d} · {_kind(kind)}", ""]
        (cases.met if read else cases.unmet).append(words)
    return found


def _kind(name: str) -> str:
    kind = kinds.find(name)
    return str(kind.label) if kind else name


def breaches(window: Window) -> Found:
    """By the unit that broke its word; one that was found groundless counts nowhere."""
    found, (since, until) = _by_unit(), within(window)
    for row in confirmed(window.district.pk).filter(decided_at__gte=since, decided_at__lt=until):
        found[row.unit_id].met.append([row.pledge.text, reverse("breach", args=[row.pk])])
    return found


def visits(window: Window) -> Found:
    """Held within the window, for every unit that somebody went for."""
    found, (since, until) = _by_unit(), within(window)
    rows = Goer.objects.filter(
        visit__district=window.district,
        visit__stage__in=HELD,
        visit__starts_at__gte=since,
        visit__starts_at__lt=until,
    )
    pairs = rows.order_by("visit__starts_at", "visit", "unit").values_list("unit", "visit", "visit__purpose")
    for unit, visit, purpose in pairs.distinct():
        found[unit].met.append([purpose, reverse("visit", args=[visit])])
    return found


register(
    Indicator(
        "visits",
        _("Visits to companies"),
        Kind.COUNT,
        _("Visits to companies: trips held in the period on which somebody of the unit went."),
        visits,
        order=225,
    ),
    Indicator(
        "duties_in_time",
        _("Duties reported in time"),
        Kind.RATE,
        _(
            "Duties reported in time: monthly reports filed before they were due, of those that fell due in the period."
        ),
        duties_in_time,
        order=200,
    ),
    Indicator(
        "attendance",
        _("Attendance at meetings"),
        Kind.RATE,
        _(
            "Attendance: meetings at which the unit was present, of those it was asked to; excused ones count neither way."
        ),
        attendance,
        order=210,
    ),
    Indicator(
        "notices_read",
        _("Notices read"),
        Kind.RATE,
        _(
            "Notices read: of those told to the unit's head and officers in the period, those read by the cut-off."
        ),
        notices_read,
        order=220,
    ),
    Indicator(
        "resolutions_overdue",
        _("Resolutions overdue"),
        Kind.COUNT,
        _("Resolutions overdue: due in the period and not reported as done by then."),
        resolutions_overdue,
        more_is_better=False,
        order=300,
    ),
    Indicator(
        "urging_notices",
        pgettext_lazy("indicator", "Urging notices received"),
        Kind.COUNT,
        _("Urging notices received: issued to the unit in the period."),
        _issued(UrgingNotice),
        more_is_better=False,
        order=310,
    ),
    Indicator(
        "orders",
        _("Supervision orders received"),
        Kind.COUNT,
        _("Supervision orders received: issued to the unit in the period."),
        _issued(Order),
        more_is_better=False,
        order=320,
    ),
    Indicator(
        "escalations",
        _("Circulars and hand-overs"),
        Kind.COUNT,
        _("Circulars and hand-overs: appeals of the unit that were submitted to a leader in the period."),
        _issued(Escalation),
        more_is_better=False,
        order=330,
    ),
    Indicator(
        "sampling_passed",
        _("Passed on sampling inspection"),
        Kind.RATE,
        _("Passed on sampling inspection: of the cases inspected in the period, those without a defect."),
        sampling_passed,
        order=230,
    ),
    Indicator(
        "sampling_defects",
        _("Defects on sampling inspection"),
        Kind.COUNT,
        _("Defects on sampling inspection: cases inspected in the period and found with a defect."),
        sampling_defects,
        more_is_better=False,
        order=335,
    ),
    Indicator(
        "exclusions",
        _("Appeals excluded from the rates"),
        Kind.COUNT,
        _("Appeals excluded from the rates: at the unit's request, as approved in the period."),
        exclusions,
        more_is_better=False,
        order=340,
    ),
    Indicator(
        "breaches",
        _("Breaches of pledges"),
        Kind.COUNT,
        _("Breaches of pledges: confirmed in the period, whenever they were reported."),
        breaches,
        more_is_better=False,
        order=345,
    ),
)
