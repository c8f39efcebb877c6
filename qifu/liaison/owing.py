"""What a unit owes on its duties now: the next report, or the duty itself; for the worklist and for reminders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.owed import Owed
from qifu.liaison.models import Duty
from qifu.liaison.months import months_of, owes, report_due
from qifu.liaison.reporting import Reported, reported_by_month
from qifu.liaison.words import ProgrammeStage
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role


@dataclass(frozen=True)
class NextReport:
    duty: Duty
    month: date
    due_at: datetime | None


def next_reports(duties: Iterable[Duty], today: date) -> list[NextReport]:
    """Of each duty the oldest month that has begun and is not reported on; `duties` carry their programme."""
    duties = list(duties)
    reported = reported_by_month(duties)
    found = [(duty, month) for duty in duties if (month := _first_owed(duty, reported, today))]
    return [NextReport(duty, month, report_due(duty.programme, month)) for duty, month in found]


def _first_owed(duty: Duty, reported: Reported, today: date) -> date | None:
    there = reported.get(duty.pk, {})
    months = months_of(duty.programme, today)
    return next((month for month in months if month not in there and owes(duty, month)), None)


def duties_owed_by(actor: Actor) -> list[Owed]:
    """The source that liaison registers with the worklist: each duty once, with what is due on it first."""
    if actor.role not in (Role.OFFICER, Role.HEAD) or actor.unit is None:
        return []
    duties = list(
        Duty.objects.open()
        .filter(unit=actor.unit, programme__stage=ProgrammeStage.RUNNING)
        .select_related("programme")
    )
    reports = {report.duty.pk: report for report in next_reports(duties, timezone.localdate())}
    return [_owed(duty, reports.get(duty.pk)) for duty in duties]


def _owed(duty: Duty, report: NextReport | None) -> Owed:
    url = reverse("duty", args=[duty.pk])
    if report and report.due_at and report.due_at <= duty.due_at:
        what = _("Monthly report for %(month)s") % {"month": f"{report.month:%Y-%m}"}
        return Owed(duty.title, what, url, report.due_at)
    return Owed(duty.title, _("Duty"), url, duty.due_at)
