"""Reconciliation: a new run, its columns, its differences, and each of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.liaison.models import Finding
from qifu.liaison.reconciliation import clearing, running
from qifu.liaison.reconciliation.exporting import workbook
from qifu.liaison.reconciliation.figures import counts_of, progress_of
from qifu.liaison.reconciliation.forms import AssignForm, ClearForm, ColumnsForm, DifferenceFilter, RunForm
from qifu.liaison.reconciliation.models import Difference, Run
from qifu.liaison.reconciliation.showing import BAD_REASONS, history_of, tabs_of
from qifu.liaison.reconciliation.steps import STEPS, open_to
from qifu.liaison.reconciliation.words import READERS, WORKERS, RunStage
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.organisations.views.jobs import progress_of as job_progress_of

form_page = require_http_methods(["GET", "HEAD", "POST"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BAD_SHOWN = 100


@signed_in(*READERS)
@require_safe
def runs(request: Request) -> HttpResponse:
    page = keyset(Run.objects.visible_to(request.actor).for_list(), ("-at", "-id"), request.GET)
    return render(request, "reconciliation/runs.html", {"page": page, "makes": request.actor.role in WORKERS})


@signed_in(*WORKERS)
@form_page
def new_run(request: Request) -> HttpResponse:
    form = RunForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    earlier, status = None, 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            run, new = _begin(request, form)
            if new:
                return redirect("reconciliation-columns", run.pk)
            earlier, status = run, 409
        except Refused as refused:
            status = 409
            form.add_error(None, str(refused))
    return render(request, "reconciliation/new.html", {"form": form, "earlier": earlier}, status=status)


def _begin(request: Request, form: RunForm) -> tuple[Run, bool]:
    said = form.cleaned_data
    return running.begin(
        said["purpose"],
        (said["left_name"], said["left"]),
        (said["right_name"], said["right"]),
        by=request.actor,
        district=district_of(request),
        tolerance=said["tolerance"],
        again=said["again"],
        key=request_key(form, files=(said["left"], said["right"])),
    )


@signed_in(*WORKERS)
@form_page
def columns(request: Request, pk: int) -> HttpResponse:
    run = _run(request, pk)
    if not _is_made_by(run, request):
        raise Http404
    if run.stage != RunStage.COLUMNS:
        return redirect("reconciliation", pk)
    data, refusal = request.POST if request.method == "POST" else None, ""
    forms = [_columns_form(run, side, data) for side in ("left", "right")]
    valid = [form.is_valid() for form in forms]  # both, so that each tells what is wrong with it
    if all(valid):
        try:
            assert request.post is not None  # noqa: S101 - signed in
            chosen = {form.prefix or "": form.columns for form in forms}
            running.start(run, chosen, by=request.actor, post=request.post)
            return redirect("reconciliation", pk)
        except Refused as refused:
            refusal = str(refused)
    context = {"run": run, "forms": forms, "refusal": refusal}
    status = 409 if refusal else 422 if data is not None else 200
    return render(request, "reconciliation/columns.html", context, status=status)


def _is_made_by(run: Run, request: Request) -> bool:
    """By this person's unit; the office may confirm for any."""
    unit = request.actor.unit
    return request.actor.role == Role.OFFICE or bool(unit and unit.pk == run.unit_id)


def _columns_form(run: Run, side: str, data: Any) -> ColumnsForm:
    headings = running.sheet_of(run, side).headings
    return ColumnsForm(data, side=side, headings=headings, chosen=run.columns[side])


@signed_in(*READERS)
@require_safe
def run_page(request: Request, pk: int) -> HttpResponse:
    run = _run(request, pk)
    if run.stage != RunStage.DONE:
        job = job_progress_of(run.job) if run.job else {}
        return render(request, "reconciliation/running.html", {"run": run, **job})
    return render(request, "reconciliation/run.html", _listed(run, request))


def _listed(run: Run, request: Request) -> dict[str, Any]:
    moment, filters = Moment(), DifferenceFilter(request.GET, request.actor)
    found = run.differences.visible_to(request.actor).filter(filters.condition(moment))
    page = keyset(found.for_list(), ("kind", "id"), request.GET)
    shares = bool(page.rows) and page.rows[0].is_shared_out_by(request.actor)
    return {
        "run": run,
        "filters": filters,
        "page": page,
        "rows": [(row, moment.light(row.due_at), moment.days_left(row.due_at)) for row in page],
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "tabs": tabs_of(run, counts_of(run), filters.given.get("kind", "")),
        "progress": progress_of(run),
        "assign_form": AssignForm(None, district=district_of(request)) if shares else None,
        "bad": [(*line[:4], BAD_REASONS[line[4]]) for line in run.bad[:BAD_SHOWN]],
    }


@signed_in(*WORKERS)
@require_POST
def assign(request: Request, pk: int) -> HttpResponse:
    """Those ticked, to one owner."""
    run = _run(request, pk)
    form = AssignForm(request.POST, district=district_of(request))
    chosen = [int(key) for key in request.POST.getlist("chosen") if key.isdigit()]
    back = redirect(f"{reverse('reconciliation', args=[pk])}?{request.GET.urlencode()}")
    if not form.is_valid():
        words = "；".join(str(error) for errors in form.errors.values() for error in errors)
        messages.error(request, _("Nothing was given to an owner: %(why)s") % {"why": words})
    elif not chosen:
        messages.warning(request, _("Tick the differences first."))
    else:
        count = clearing.assign(run, chosen, by=request.actor, **form.cleaned_data)
        messages.success(request, _("%(count)s differences have their owner.") % {"count": count})
    return back


@signed_in(*READERS)
@require_safe
def export(request: Request, pk: int) -> HttpResponse:
    run = _run(request, pk)
    content = workbook(run, run.differences.visible_to(request.actor))
    name = {"Content-Disposition": f'attachment; filename="reconciliation-{run.pk}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=name)


@signed_in(*READERS)
@require_safe
def difference(request: Request, pk: int) -> HttpResponse:
    row = _difference(request, pk)
    findings = Finding.objects.from_(clearing.SOURCE, row.pk).for_list()
    moment = Moment()
    context = {
        "difference": row,
        "run": row.run,
        "steps": open_to(row, request.actor),
        "sides": [(row.run.left_name, row.left_rows, row.left_total), (row.run.right_name, row.right_rows, row.right_total)],
        "events": history_of(row),
        "findings": findings,
        "light": moment.light(row.due_at),
        "left": moment.days_left(row.due_at),
    }  # fmt: skip
    return render(request, "reconciliation/difference.html", context)


@signed_in(*WORKERS)
@form_page
def step(request: Request, pk: int, verb: str) -> HttpResponse:
    row, chosen = _difference(request, pk), STEPS.get(verb)
    if chosen is None:
        raise Http404
    form = ClearForm(request.POST if request.method == "POST" else None, needed=chosen.needs_note)
    refusal, said = "", chosen.asks
    if request.method == "POST" and (not said or form.is_valid()):
        try:
            chosen.act(row, by=request.actor, **(form.cleaned_data if said else {}))
            messages.success(request, _("%(step)s: done.") % {"step": chosen.label})
            return redirect("difference", pk)
        except Refused as refused:
            refusal = str(refused)
    context = {"difference": row, "step": chosen, "form": form, "refusal": refusal}
    status = 409 if refusal else 422 if request.method == "POST" else 200
    return render(request, "reconciliation/step.html", context, status=status)


def _run(request: Request, pk: int) -> Run:
    rows = Run.objects.visible_to(request.actor).select_related(
        "district", "unit", "by", "job", "left_file", "right_file"
    )
    return get_object_or_404(rows, pk=pk)


def _difference(request: Request, pk: int) -> Difference:
    rows: Any = Difference.objects.visible_to(request.actor)
    found: Difference = get_object_or_404(
        rows.select_related("run__district", "unit", "owner", "enterprise"), pk=pk
    )
    return found
