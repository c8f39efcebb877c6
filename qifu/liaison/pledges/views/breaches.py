"""Breaches: the list, one of them with its appeal, the decision; the units' record."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.appeals.models import Appeal
from qifu.liaison.models import Finding
from qifu.liaison.pledges.breaking import Said, decide, may_decide, report
from qifu.liaison.pledges.forms.pledges import BreachFilter, DecideForm, OfficialForm, PeriodForm
from qifu.liaison.pledges.models import Breach
from qifu.liaison.pledges.record import record_of
from qifu.liaison.pledges.words import READERS, SOURCE
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


@signed_in(*READERS)
@require_safe
def breaches(request: Request) -> HttpResponse:
    filters = BreachFilter(request.GET, request.actor)
    rows = Breach.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    page = keyset(rows.for_list(), ("-reported_at", "-id"), request.GET)
    count = count_up_to(rows) if page.previous or page.next else len(page)
    return render(request, "pledges/breaches.html", {"filters": filters, "page": page, "count": count})


@signed_in(*READERS)
@require_safe
def record(request: Request) -> HttpResponse:
    filters = PeriodForm(request.GET, request.actor)
    given = filters.given
    lines = record_of(Breach.objects.visible_to(request.actor), given.get("since"), given.get("until"))
    return render(request, "pledges/record.html", {"filters": filters, "lines": lines})


def breach_or_404(request: Request, pk: int) -> Breach:
    found: Breach = get_object_or_404(Breach.objects.visible_to(request.actor).for_list(), pk=pk)
    return found


@signed_in(*READERS)
@require_safe
def breach(request: Request, pk: int) -> HttpResponse:
    """The appeal is linked for who may open it; what the company wrote is read there."""
    found = breach_or_404(request, pk)
    finding = Finding.objects.from_(SOURCE, pk).first()
    appeals = (
        Appeal.objects.visible_to(request.actor).filter(pk=finding.appeal_id)
        if finding
        else Appeal.objects.none()
    )
    oversees = request.actor.role not in (Role.OFFICER, Role.HEAD)
    context = {
        "breach": found,
        "appeal": appeals.first(),
        "oversees": oversees,
        "decides": found.is_open and may_decide(request.actor, found),
        "facts": [
            (_("Unit"), found.unit.name),
            (_("When it happened"), found.happened_on),
            (_("Who it was"), found.who),
            (_("Company"), (found.enterprise or "—") if oversees else _("not shown to the unit")),
        ],
    }
    return render(request, "pledges/breach.html", context)


@signed_in(Role.OFFICE, Role.LEADER)
@require_http_methods(["GET", "HEAD", "POST"])
def decide_breach(request: Request, pk: int) -> HttpResponse:
    found = breach_or_404(request, pk)
    if not may_decide(request.actor, found):
        raise PermissionDenied
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        decide(found, form.cleaned_data["state"], form.cleaned_data["reason"], by=request.actor)
        return redirect("breach", pk)
    context = {
        "title": _("Confirm or reject"),
        "subject": str(found),
        "form": form,
        "back": f"/pledges/breaches/{pk}/",
    }
    return render(request, "liaison/step.html", context, status=422 if form.is_bound else 200)


@signed_in(Role.OFFICE, Role.OPERATOR, Role.OFFICER, Role.HEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def report_breach(request: Request) -> HttpResponse:
    """On behalf of a company."""
    district = district_of(request)
    form = OfficialForm(request.POST or None, district=district)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            found, appeal = report(_said(form), district=district, by=request.actor, key=request_key(form))
            messages.success(request, _("On record as appeal %(number)s.") % {"number": appeal.number})
            seen = Breach.objects.visible_to(request.actor).filter(pk=found.pk).exists()
            return redirect("breach", found.pk) if seen else redirect("pledges")
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    context = {
        "title": _("Report a breach"),
        "subject": _("Service pledges"),
        "form": form,
        "back": "/pledges/",
    }
    return render(request, "liaison/step.html", context, status=status)


def _said(form: OfficialForm) -> Said:
    said = form.cleaned_data
    names = ("unit", "happened_on", "text", "who", "name", "phone")
    return Said(pledge=form.chosen, enterprise=form.enterprise, **{name: said[name] for name in names})
