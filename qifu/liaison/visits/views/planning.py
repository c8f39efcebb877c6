"""Planning a trip, changing and cancelling it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from qifu.appeals.forms.keys import request_key
from qifu.liaison.visits import planning
from qifu.liaison.visits.forms.planning import CancelForm, PlanForm
from qifu.liaison.visits.guards import check_change
from qifu.liaison.visits.views.scope import form_page, posted, visit_or_404
from qifu.liaison.visits.words import PLANNERS
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.refusals import Refused


@signed_in(*PLANNERS)
@form_page
def plan_visit(request: Request) -> HttpResponse:
    district = district_of(request)
    form = PlanForm(request.POST if posted(request) else None, by=request.actor, district=district)
    if form.is_bound and form.is_valid():
        try:
            made = planning.plan(form.plan, district=district, by=request.actor, key=request_key(form))
            messages.success(request, _("Planned; those who go along have been told."))
            return redirect("visit", made.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "back": reverse("visits")}
    return render(request, "visits/plan.html", context, status=422 if form.is_bound else 200)


@signed_in(*PLANNERS)
@form_page
def change_visit(request: Request, pk: int) -> HttpResponse:
    found, district = visit_or_404(request, pk), district_of(request)
    check_change(found, request.actor)
    given = request.POST if posted(request) else None
    form = PlanForm(given, by=request.actor, district=district, visit=found)
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            changed = planning.change(found, form.plan, by=request.actor, version=version)
            told = _("Changed; those who go along have been told.")
            messages.success(request, told if changed else _("Nothing was different; nothing was stored."))
            return redirect("visit", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "visit": found, "back": reverse("visit", args=[pk])}
    return render(request, "visits/plan.html", context, status=422 if form.is_bound else 200)


@signed_in(*PLANNERS)
@form_page
def cancel_visit(request: Request, pk: int) -> HttpResponse:
    found = visit_or_404(request, pk)
    check_change(found, request.actor)
    form = CancelForm(request.POST if posted(request) else None, version=found.version)
    if form.is_bound and form.is_valid():
        try:
            planning.cancel(found, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Cancelled; those who would have gone have been told."))
            return redirect("visit", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "visit": found, "back": reverse("visit", args=[pk])}
    return render(request, "visits/cancel.html", context, status=422 if form.is_bound else 200)
