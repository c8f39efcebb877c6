"""Symposia and research: listed, planned, held, written up; what was raised there and what it became."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.liaison import findings
from qifu.liaison.models import Finding
from qifu.liaison.symposia import gathering
from qifu.liaison.symposia.forms import (
    CancelForm,
    GatheringFilter,
    IssueForm,
    PlanForm,
    RecordForm,
    written,
)
from qifu.liaison.symposia.models import Gathering, GatheringFile, Participant
from qifu.liaison.views.scope import file_of
from qifu.liaison.words import Outcome
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.OFFICER, Role.HEAD, Role.INSPECTOR, Role.LEADER)
HOSTS = (Role.OFFICE, Role.OFFICER, Role.HEAD)


def row_or_404(request: Request, pk: int) -> Gathering:
    rows = Gathering.objects.visible_to(request.actor).select_related("host", "district", "by")
    return get_object_or_404(rows, pk=pk)


def hosted(request: Request, pk: int) -> Gathering:
    row = row_or_404(request, pk)
    if not gathering.may_host(request.actor, row.host):
        raise PermissionDenied
    return row


def people_of(row: Gathering) -> list[Participant]:
    return list(row.participants.select_related("enterprise", "unit"))


@signed_in(*READERS)
@require_safe
def symposia(request: Request) -> HttpResponse:
    filters = GatheringFilter(request.GET, request.actor)
    found = Gathering.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    page = keyset(found.for_list(), ("-starts_at", "-id"), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "rows": with_findings(page.rows),
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "may_plan": request.actor.role in HOSTS,
    }
    return render(request, "symposia/symposia.html", context)


def with_findings(rows: Any) -> list[tuple[Gathering, int, int]]:
    """How many issues, and how many of them became an appeal, in one query."""
    found: dict[int, list[bool]] = {}
    outcomes = Finding.objects.from_(gathering.SOURCE, *(row.pk for row in rows))
    for pk, outcome in outcomes.order_by().values_list("source_id", "outcome"):
        found.setdefault(pk, []).append(outcome in (Outcome.APPEAL, Outcome.SETTLED))
    return [(row, len(found.get(row.pk, ())), sum(found.get(row.pk, ()))) for row in rows]


@signed_in(*READERS)
@require_safe
def symposium(request: Request, pk: int) -> HttpResponse:
    row = row_or_404(request, pk)
    return show(request, row, IssueForm(row=row))


def show(request: Request, row: Gathering, form: IssueForm, status: int = 200) -> HttpResponse:
    rows = Finding.objects.for_list().from_(gathering.SOURCE, row.pk)
    context = {
        "row": row,
        "people": people_of(row),
        "findings": rows,
        "tally": [(Outcome(name).label, count) for name, count in findings.tally(rows).items()],
        "files": row.files.select_related("file"),
        "hosts": gathering.may_host(request.actor, row.host),
        "form": form,
        "begun": row.starts_at <= Moment().now,
    }
    return render(request, "symposia/symposium.html", context, status=status)


@signed_in(*READERS)
@require_safe
def printed(request: Request, pk: int) -> HttpResponse:
    row = row_or_404(request, pk)
    rows = Finding.objects.for_list().from_(gathering.SOURCE, row.pk)
    return render(request, "symposia/print.html", {"row": row, "people": people_of(row), "findings": rows})


@signed_in(*HOSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_symposium(request: Request) -> HttpResponse:
    form = PlanForm(request.POST if request.method == "POST" else None, by=request.actor)
    return planned(
        request,
        form,
        lambda: gathering.plan(
            form.plan, by=request.actor, district=district_of(request), key=request_key(form)
        ),
    )


@signed_in(*HOSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_symposium(request: Request, pk: int) -> HttpResponse:
    row = hosted(request, pk)
    people = people_of(row)
    initial = {
        **{name: getattr(row, name) for name in (*gathering.TOLD, "host", "version")},
        "companies": written(people, of_companies=True),
        "officials": written(people, of_companies=False),
    }
    form = PlanForm(
        request.POST if request.method == "POST" else None, by=request.actor, row=row, initial=initial
    )
    return planned(
        request,
        form,
        lambda: gathering.change(row, form.plan, by=request.actor, version=form.cleaned_data["version"] or 0),
        row,
    )


def planned(
    request: Request, form: PlanForm, verb: Callable[[], Gathering], row: Gathering | None = None
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            stored = verb()
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
        else:
            messages.success(request, _("It is stored; who is asked to come has been told."))
            return redirect("symposium", stored.pk)
    return render(request, "symposia/plan.html", {"form": form, "row": row}, status=status)


@signed_in(*HOSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def record_symposium(request: Request, pk: int) -> HttpResponse:
    row = hosted(request, pk)
    said = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"version": row.version, "record": row.record, "conclusion": row.conclusion}
    form = RecordForm(*said, row=row, people=people_of(row), initial=initial)
    status = 422 if said else 200
    if said and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("record", "conclusion", "files", "version")}
        try:
            gathering.hold(row, by=request.actor, came=form.came, more=form.guests, **given)
            messages.success(request, _("Who came and what was said is on record."))
            return redirect("symposium", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    return render(request, "symposia/record.html", {"form": form, "row": row}, status=status)


@signed_in(*HOSTS)
@require_POST
def raise_issue(request: Request, pk: int) -> HttpResponse:
    row = hosted(request, pk)
    form = IssueForm(request.POST, row=row)
    if not form.is_valid():
        return show(request, row, form, status=422)
    said = {name: form.cleaned_data[name] for name in ("text", "participant", "raised_by")}
    try:
        gathering.raise_issue(row, by=request.actor, key=request_key(form, pk), **said)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, row, form, status=409)
    messages.success(request, _("The issue is on record."))
    return redirect("symposium", pk)


@signed_in(*HOSTS)
@require_POST
def write_up(request: Request, pk: int) -> HttpResponse:
    row = hosted(request, pk)
    version = request.POST.get("version", "")
    gathering.write_up(row, by=request.actor, version=int(version) if version.isdecimal() else -1)
    messages.success(request, _("It is written up."))
    return redirect("symposium", pk)


@signed_in(*HOSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_symposium(request: Request, pk: int) -> HttpResponse:
    row = hosted(request, pk)
    form = CancelForm(request.POST if request.method == "POST" else None, initial={"version": row.version})
    refusal, status = "", 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            gathering.cancel(row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("It is cancelled; who was asked to come has been told."))
            return redirect("symposium", pk)
        except Refused as refused:
            refusal, status = str(refused), 409
    context = {
        "title": _("Cancel it"),
        "subject": row.topic,
        "form": form,
        "refusal": refusal,
        "back": f"/symposia/{pk}/",
    }
    return render(request, "liaison/step.html", context, status=status)


@signed_in(*READERS)
@require_safe
def symposium_file(request: Request, pk: int, file: int) -> HttpResponse:
    row = row_or_404(request, pk)
    found = GatheringFile.objects.filter(gathering=row, pk=file).select_related("file").first()
    if found is None:
        raise Http404
    return file_of(found.file, found.name)
