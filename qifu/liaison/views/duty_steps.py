"""Steps of a duty and of a report on it: each is a page with its question, and one verb."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qifu.liaison.duty_steps import STEPS, Step
from qifu.liaison.forms.duty import NoteForm, ReportForm
from qifu.liaison.models import Duty
from qifu.liaison.months import months_of, owes
from qifu.liaison.reporting import reported_by_month
from qifu.liaison.verbs import duty as verbs
from qifu.liaison.views.scope import duty_or_404, file_of, posted
from qifu.organisations.http import Request, signed_in
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import OFFICIALS, Role

form_page = require_http_methods(["GET", "HEAD", "POST"])
Verb = Callable[..., None]
ON_DUTY: dict[str, Verb] = {
    "hand_down": verbs.hand_down,
    "finish": verbs.finish,
    "reopen": verbs.reopen,
    "drop": verbs.drop,
}
ON_REPORT: dict[str, Verb] = {"confirm": verbs.confirm, "send_back": verbs.send_back}


@signed_in(Role.OFFICER, Role.HEAD)
@form_page
def report_duty(request: Request, pk: int) -> HttpResponse:
    found = duty_or_404(request, pk)
    months = months_to_report(found)
    said = (request.POST, request.FILES) if posted(request) else ()
    form = ReportForm(*said, months=months, duty=found)
    if said and form.is_valid():
        try:
            verbs.report(found, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Reported. The office has your report now."))
            return redirect("duty", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    back, last = reverse("duty", args=[pk]), found.reports.first()
    context = {"duty": found, "form": form, "months": months, "back": back, "last": last}
    return render(request, "liaison/report_form.html", context, status=422 if said else 200)


def months_to_report(found: Duty) -> list[date]:
    """What is still owed, oldest first."""
    there = reported_by_month([found]).get(found.pk, {})
    months = months_of(found.programme, timezone.localdate())
    return [month for month in months if month not in there and owes(found, month)]


@signed_in(Role.OFFICE)
@form_page
def duty_step(request: Request, pk: int, verb: str) -> HttpResponse:
    found = duty_or_404(request, pk)
    if verb not in ON_DUTY:
        raise Http404
    form = NoteForm(request.POST if posted(request) else None, required=STEPS[verb].needs_note)
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            ON_DUTY[verb](found, by=request.actor, **form.cleaned_data)
            return redirect("duty", pk)
        except Refused as refused:
            refusal = str(refused)
    return asked(request, STEPS[verb], found, form, refusal)


@signed_in(Role.OFFICE)
@form_page
def report_step(request: Request, pk: int, report: int, verb: str) -> HttpResponse:
    found = duty_or_404(request, pk)
    row = get_object_or_404(found.reports.select_related("duty__programme"), pk=report)
    if verb not in ON_REPORT:
        raise Http404
    form = NoteForm(request.POST if posted(request) else None, required=STEPS[verb].needs_note)
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            ON_REPORT[verb](row, by=request.actor, note=form.cleaned_data["note"])
            return redirect("duty", pk)
        except Refused as refused:
            refusal = str(refused)
    return asked(request, STEPS[verb], found, form, refusal)


def asked(request: Request, step: Step, found: Duty, form: NoteForm, refusal: str) -> HttpResponse:
    context = {
        "title": step.label,
        "subject": found,
        "form": form,
        "refusal": refusal,
        "back": reverse("duty", args=[found.pk]),
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "liaison/step.html", context, status=status)


@signed_in(*OFFICIALS)
@require_safe
def report_file(request: Request, pk: int, report: int) -> HttpResponse:
    row = get_object_or_404(duty_or_404(request, pk).reports.select_related("file"), pk=report)
    return file_of(row.file, row.file_name)
