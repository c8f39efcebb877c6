"""Who has reported: units by months; and the reports themselves, for the office to confirm."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from qifu.liaison.forms.duty import ReportFilter
from qifu.liaison.models import Duty, DutyReport
from qifu.liaison.pictures import listed
from qifu.liaison.reminding import remind_silent_units
from qifu.liaison.reporting import reporting_of
from qifu.liaison.verbs import duty as verbs
from qifu.liaison.views.scope import day_of, present_programme
from qifu.organisations.http import Request, signed_in
from qifu.organisations.models import Unit
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import OFFICIALS, Role

OVERSEERS = (Role.OFFICE, Role.LEADER, Role.INSPECTOR)


@signed_in(*OVERSEERS)
@require_safe
def reporting(request: Request) -> HttpResponse:
    programme = present_programme(request.actor)
    context = {
        "programme": programme,
        "reporting": reporting_of(programme, timezone.now()) if programme else None,
    }
    return render(request, "liaison/reporting.html", context)


@signed_in(*OFFICIALS)
@require_safe
def reports(request: Request) -> HttpResponse:
    every = reports_of(request)
    filters = ReportFilter(request.GET, Unit.objects.filter(pk__in=every.values("duty__unit")))
    found = every.filter(filters.condition())
    context = {
        "filters": filters,
        "keep": ("since", "until"),
        "page": keyset(found.select_related("duty__unit"), ("-id",), request.GET),
        "count": count_up_to(found),
        "decides": request.actor.role == Role.OFFICE,
    }
    return render(request, "liaison/reports.html", context)


def reports_of(request: Request) -> QuerySet[DutyReport]:
    """On the duties that one may see; where a figure led here, of the programmes which its period touches."""
    duties = Duty.objects.visible_to(request.actor)
    since, until = day_of(request, "since"), day_of(request, "until")
    if since and until:
        duties = duties.filter(programme__begins_on__lte=until, programme__ends_on__gte=since)
    elif programme := present_programme(request.actor):
        duties = duties.filter(programme=programme)
    return DutyReport.objects.filter(duty__in=duties)


@signed_in(Role.OFFICE)
@require_POST
def remind(request: Request) -> HttpResponse:
    """Refused (and said so) where nobody owes a report."""
    programme = present_programme(request.actor)
    if programme is None:
        raise Http404
    units = remind_silent_units(programme, by=request.actor)
    said = {"units": listed(unit.short_name for unit in units)}
    messages.success(request, _("Reminded, once a day at most: %(units)s.") % said)
    return redirect("reporting")


@signed_in(Role.OFFICE)
@require_POST
def confirm_reports(request: Request) -> HttpResponse:
    """Many at once; one that somebody has decided on meanwhile is told and stops no other."""
    chosen = [pk for pk in request.POST.getlist("chosen") if pk.isdigit()]
    found = reports_of(request).filter(pk__in=chosen).select_related("duty__programme")
    confirmed = 0
    for report in found:
        try:
            verbs.confirm(report, by=request.actor)
            confirmed += 1
        except Refused as refused:
            messages.warning(request, f"{report}：{refused}")
    messages.success(request, _("%(count)s reports were confirmed.") % {"count": confirmed})
    return redirect(request.get_full_path().replace("/confirm/", "/"))
