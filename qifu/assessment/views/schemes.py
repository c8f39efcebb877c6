"""Schemes: read by whoever is assessed, written by the office, version by version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from qifu.assessment import indicators
from qifu.assessment import schemes as verbs
from qifu.assessment.computing import latest
from qifu.assessment.forms.schemes import SchemeForm, SimulationForm
from qifu.assessment.live import standings_now
from qifu.assessment.models import Scheme, SchemeVersion
from qifu.assessment.schemes import Plan, groups_of, in_force, plan_of
from qifu.assessment.views.scope import form_page, posted, round_or_404, scheme_or_404
from qifu.assessment.words import READERS
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

DISTRICTS_OWN = tuple(role for role in READERS if role != Role.CITY)


@signed_in(*DISTRICTS_OWN)
@require_safe
def schemes(request: Request) -> HttpResponse:
    found = Scheme.objects.filter(district=request.actor.district).order_by("-active", "id")
    versions = SchemeVersion.objects.filter(scheme__district=request.actor.district).order_by("version")
    newest = {version.scheme_id: version for version in versions}
    context = {
        "rows": [(each, newest.get(each.pk)) for each in found],
        "keeps": request.actor.role == Role.OFFICE,
    }
    return render(request, "assessment/schemes.html", context)


@signed_in(*DISTRICTS_OWN)
@require_safe
def scheme(request: Request, pk: int) -> HttpResponse:
    found = scheme_or_404(request, pk)
    versions = list(
        found.versions.select_related("by").prefetch_related("indicators", "groups__members__unit")
    )
    context = {
        "scheme": found,
        "version": versions[0],
        "groups": groups_of(versions[0], found.district),
        "versions": [(each, rows_of(each)) for each in versions],
        "keeps": request.actor.role == Role.OFFICE,
    }
    return render(request, "assessment/scheme.html", context)


def rows_of(version: SchemeVersion) -> list[dict[str, object]]:
    return [
        {
            "row": row,
            "label": indicators.label_of(row.name, row.label),
            "definition": getattr(indicators.get(row.name), "definition", ""),
        }
        for row in version.indicators.all()
    ]


@signed_in(Role.OFFICE)
@form_page
def new_scheme(request: Request) -> HttpResponse:
    district = district_of(request)
    form = SchemeForm(request.POST if posted(request) else None, district=district)
    if form.is_bound and form.is_valid():
        try:
            made = verbs.make(form.cleaned_data["name"], form.plan, district=district, by=request.actor)
            return redirect("scheme", made.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return show(request, form, None)


@signed_in(Role.OFFICE)
@form_page
def change_scheme(request: Request, pk: int) -> HttpResponse:
    found = scheme_or_404(request, pk)
    version = in_force(found)
    plan = started_from(request, version) if version else None
    given = request.POST if posted(request) else None
    form = SchemeForm(given, district=found.district, plan=plan, after=version.version if version else 0)
    previewed = None
    if form.is_bound and form.is_valid():
        try:
            if "preview" in request.POST:
                previewed = preview_of(form.plan, found)
            else:
                made = verbs.put_in_force(
                    found, form.plan, by=request.actor, after=form.cleaned_data["after"]
                )
                messages.success(
                    request, _("Version %(version)s of the scheme is in force.") % {"version": made.version}
                )
                return redirect("scheme", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return show(request, form, found, previewed)


def started_from(request: Request, version: SchemeVersion) -> Plan:
    """The version in force; or, led here by a simulation, the one that was simulated with."""
    asked = request.GET.get("from", "")
    if not asked.isdigit():
        return plan_of(version)
    result = latest(round_or_404(request, int(asked)))
    if result is None or result.scheme_version.scheme_id != version.scheme_id:
        return plan_of(version)
    simulated = SimulationForm(request.GET, version=result.scheme_version)
    return simulated.changed(plan_of(result.scheme_version)) if simulated.is_valid() else plan_of(version)


def preview_of(plan: Plan, found: Scheme) -> object:
    """How the units would stand at this moment; put in force and taken back within one transaction."""
    return verbs.tried(found, plan, lambda version: standings_now(version, timezone.now()))


def show(request: Request, form: SchemeForm, found: Scheme | None, previewed: object = None) -> HttpResponse:
    context = {
        "form": form,
        "scheme": found,
        "previewed": previewed,
        "back": reverse("scheme", args=[found.pk]) if found else reverse("schemes"),
        "definitions": indicators.every(),
    }
    status = 422 if form.is_bound and previewed is None else 200
    return render(request, "assessment/scheme_form.html", context, status=status)


@signed_in(Role.OFFICE)
@require_POST
def switch_scheme(request: Request, pk: int) -> HttpResponse:
    found = scheme_or_404(request, pk)
    verbs.switch(found, request.POST.get("active") == "on", by=request.actor)
    return redirect("scheme", pk)
