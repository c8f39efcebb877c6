"""The board of the five "in place", and what the office enters there by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.liaison.evidence import board_of
from qifu.liaison.forms.evidence import EvidenceForm
from qifu.liaison.models import Evidence, Programme
from qifu.liaison.verbs import evidence as verbs
from qifu.liaison.views.scope import file_of, posted, present_programme
from qifu.organisations.evidence import Heading
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import OFFICIALS, Role

form_page = require_http_methods(["GET", "HEAD", "POST"])


@signed_in(*OFFICIALS)
@require_safe
def five_in_place(request: Request) -> HttpResponse:
    programme = present_programme(request.actor)
    context = {
        "programme": programme,
        "pillars": board_of(programme) if programme else [],
        "may_enter": programme is not None and request.actor.role == Role.OFFICE,
    }
    return render(request, "liaison/five_in_place.html", context)


@signed_in(Role.OFFICE)
@form_page
def edit_evidence(request: Request, pk: int | None = None) -> HttpResponse:
    found = entered_or_404(request, pk) if pk else blank_evidence(request)
    if found is None:
        messages.info(request, _("Evidence belongs to a programme: write the programme down first."))
        return redirect("programme-new")
    said = (request.POST, request.FILES) if posted(request) else ()
    form = EvidenceForm(*said, instance=found, actor=request.actor)
    if said and form.is_valid():
        try:
            verbs.enter(form.save(commit=False), by=request.actor, file=form.cleaned_data["file"])
            messages.success(request, _("Stored."))
            return redirect("five-in-place")
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "evidence": found if pk else None, "back": reverse("five-in-place")}
    return render(request, "liaison/evidence_form.html", context, status=422 if said else 200)


def entered_or_404(request: Request, pk: int) -> Evidence:
    rows = Evidence.objects.filter(programme__in=Programme.objects.visible_to(request.actor), struck=False)
    return get_object_or_404(rows.select_related("programme", "district", "file"), pk=pk)


def blank_evidence(request: Request) -> Evidence | None:
    programme = present_programme(request.actor)
    if programme is None:
        return None
    asked = request.GET.get("heading", "")
    return Evidence(
        district=district_of(request),
        programme=programme,
        heading=asked if asked in set(Heading) else "",
        on=timezone.localdate(),
    )


@signed_in(Role.OFFICE)
@require_POST
def strike_evidence(request: Request, pk: int) -> HttpResponse:
    verbs.strike(entered_or_404(request, pk), by=request.actor)
    messages.success(request, _("Struck out: it is no longer counted."))
    return redirect("five-in-place")


@signed_in(*OFFICIALS)
@require_safe
def evidence_file(request: Request, pk: int) -> HttpResponse:
    row = entered_or_404(request, pk)
    return file_of(row.file, row.file_name)
