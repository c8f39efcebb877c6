"""What people are told about duties and reports, through `qifu.notices`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qifu.liaison.models import Duty, DutyReport, Programme
from qifu.notices import telling
from qifu.notices.kinds import Kind
from qifu.organisations.models import Unit, User
from qifu.organisations.roles import Role

KINDS = (
    Kind(
        "duty-handed-down",
        _("Duty handed down"),
        fields=("duty", "due"),
        zh=("新的责任事项：{duty}", "请于{due}前完成，并按月上报进展。"),
        en=("New duty: {duty}", "To be done by {due}, with a report every month."),
        samples={"duty": "汛期前完成园区排水管网清淤", "due": "2026-05-31"},
    ),
    Kind(
        "duty-report-sent-back",
        _("Report on a duty sent back"),
        fields=("duty", "month", "reason"),
        zh=("{month}月报被退回：{duty}", "退回原因：{reason}。请修改后重新上报。"),
        en=("Report for {month} sent back: {duty}", "Reason: {reason}. Please correct it and report again."),
        samples={"duty": "汛期前完成园区排水管网清淤", "month": "2026-04", "reason": "未写明完成量"},
    ),
    Kind(
        "duty-reports-due",
        _("Monthly reports about to be due"),
        fields=("month", "due", "missing"),
        zh=("{month}月报即将到期", "还有{missing}项责任事项未上报进展，请于{due}前上报。"),
        en=("Reports for {month} are due soon", "{missing} duties are not reported on yet; due on {due}."),
        samples={"month": "2026-04", "due": "2026-05-06", "missing": 2},
    ),
    Kind(
        "duty-reports-late",
        _("Monthly reports overdue"),
        fields=("month", "due", "missing"),
        zh=("{month}月报已逾期", "仍有{missing}项责任事项未上报进展，{due}已截止，请立即补报。"),
        en=(
            "Reports for {month} are overdue",
            "{missing} duties are not reported on; they were due on {due}.",
        ),
        samples={"month": "2026-04", "due": "2026-05-06", "missing": 2},
    ),
)


def people_of(unit: Unit) -> QuerySet[User]:
    posts = {"posts__unit": unit, "posts__active": True, "posts__role__in": (Role.OFFICER, Role.HEAD)}
    return User.objects.filter(is_active=True, **posts).distinct()


def handed_down(duty: Duty, at: datetime) -> None:
    """A duty that is taken up again after it was dropped is none: each is handed down once."""
    telling.tell(
        "duty-handed-down",
        to=people_of(duty.unit),
        district=duty.district,
        url=reverse("duty", args=[duty.pk]),
        key=f"duty-{duty.pk}-handed-down",
        at=at,
        duty=duty.title,
        due=f"{duty.due_on}",
    )


def sent_back(report: DutyReport, at: datetime) -> None:
    duty = report.duty
    telling.tell(
        "duty-report-sent-back",
        to=people_of(duty.unit),
        district=duty.district,
        url=reverse("duty", args=[duty.pk]),
        key=f"duty-report-{report.pk}-sent-back",
        at=at,
        duty=duty.title,
        month=f"{report.month:%Y-%m}",
        reason=report.note,
    )


def reports_wanted(
    programme: Programme, unit: Unit, month: date, *, due: date, missing: int, late: bool, occasion: str
) -> None:
    """`occasion` tells apart what may be said again from what has been said."""
    telling.tell(
        "duty-reports-late" if late else "duty-reports-due",
        to=people_of(unit),
        district=programme.district,
        url=f"{reverse('duties')}?unit={unit.pk}&month={month:%Y-%m}",
        key=f"duty-reports-{programme.pk}-{unit.pk}-{month:%Y-%m}-{occasion}",
        month=f"{month:%Y-%m}",
        due=f"{due}",
        missing=missing,
    )
