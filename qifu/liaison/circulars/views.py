"""Circulars on the side of those who issue them: list, writing, companies, issuing, and who has read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.liaison.circulars import issuing, writing
from qifu.liaison.circulars.forms import (
    CircularFilter,
    CircularForm,
    KeyForm,
    ReceiptFilter,
    WithdrawForm,
)
from qifu.liaison.circulars.models import Circular
from qifu.liaison.circulars.reading import shares
from qifu.liaison.circulars.words import ISSUERS, KEEPERS, READERS, SOURCE, CircularStage
from qifu.liaison.forms.target import TargetForm
from qifu.liaison.models import Finding
from qifu.liaison.views.scope import file_of
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused

form_page = require_http_methods(["GET", "HEAD", "POST"])


@signed_in(*READERS)
@require_safe
def circulars(request: Request) -> HttpResponse:
    filters = CircularFilter(request.GET, request.actor)
    found = Circular.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    page = keyset(found.for_list(), ("-at", "-id"), request.GET)
    told = shares(page)
    context = {
        "filters": filters,
        "page": page,
        "rows": [(row, *told.get(row.pk, (0, 0))) for row in page],
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "drafts": request.actor.role in KEEPERS,
        "district": district_of(request),
    }
    return render(request, "circulars/circulars.html", context)


@signed_in(*KEEPERS)
@form_page
def new_circular(request: Request) -> HttpResponse:
    return _write(request, None)


@signed_in(*KEEPERS)
@form_page
def change(request: Request, pk: int) -> HttpResponse:
    return _write(request, _kept(request, pk))


def _write(request: Request, row: Circular | None) -> HttpResponse:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CircularForm(data, files, by=request.actor, instance=row)
    status, title = (422 if form.is_bound else 200), row.title if row else ""
    if form.is_bound and form.is_valid():
        try:
            kept = _keep(request, row, form)
            messages.success(request, _("The draft is kept."))
            return redirect("circular" if row else "circular-companies", kept.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    context = {"form": form, "circular": row, "title": title}
    return render(request, "circulars/write.html", context, status=status)


def _keep(request: Request, row: Circular | None, form: CircularForm) -> Circular:
    files, unit = form.cleaned_data["attachments"], form.cleaned_data.get("unit")
    if row is None:
        key = request_key(form, files=files)  # type: ignore[arg-type] # a model form keys as well
        district = district_of(request)
        return writing.draft(form.said, by=request.actor, district=district, unit=unit, files=files, key=key)
    writing.change(row, form.said, by=request.actor, unit=unit, files=files)
    return row


@signed_in(*READERS)
@require_safe
def circular_page(request: Request, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    read, told = shares([row]).get(row.pk, (0, 0))
    keeps, issues = row.is_kept_by(request.actor), request.actor.role in ISSUERS
    whom = row.whom
    context = {
        "row": row,
        "read": read,
        "told": told,
        "unread": told - read,
        "count": issuing.count_of(row) if row.is_draft else told,
        "words": whom.in_words() if whom else "",
        "files": row.files.select_related("file"),
        "keeps": keeps,
        "issues": keeps and issues,
        "next": Circular.objects.filter(supersedes=row).first(),
        "findings": Finding.objects.from_(SOURCE, row.pk).for_list(),
    }
    return render(request, "circulars/circular.html", context)


@signed_in(*KEEPERS)
@form_page
def companies(request: Request, pk: int) -> HttpResponse:
    """“Count” looks, “Keep” keeps; the form stays as it was typed."""
    row = _kept(request, pk)
    data: Any = request.POST if request.method == "POST" else None
    form = TargetForm(data, district=row.district, target=row.whom)
    context: dict[str, Any] = {"circular": row, "form": form}
    if form.is_bound and form.is_valid():
        context |= {"count": form.target.enterprises(row.district).count(), "words": form.target.in_words()}
        if "keep" in request.POST:
            try:
                writing.choose(row, form.target, by=request.actor)
                return redirect("circular", pk)
            except Refused as refused:
                form.add_error(None, str(refused))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "circulars/companies.html", context, status=status)


@signed_in(*ISSUERS)
@form_page
def issue(request: Request, pk: int) -> HttpResponse:
    """How many companies get it is said before."""
    row, refusal = _kept(request, pk), ""
    if request.method == "POST":
        try:
            job = issuing.issue(row, by=request.actor, post=request.post)
            messages.success(request, _("Issued. From now on its words stand."))
            return redirect("job", job.pk) if job else redirect("circular", pk)
        except Refused as refused:
            refusal = str(refused)
    whom = row.whom
    context = {
        "circular": row,
        "count": issuing.count_of(row),
        "words": whom.in_words() if whom else "",
        "refusal": refusal or ("" if row.is_draft else _("It has been issued already.")),
    }
    return render(request, "circulars/issue.html", context, status=409 if refusal else 200)


@signed_in(*ISSUERS)
@form_page
def withdraw(request: Request, pk: int) -> HttpResponse:
    row, form = _kept(request, pk), WithdrawForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            issuing.withdraw(row, by=request.actor, reason=form.cleaned_data["reason"])
            messages.success(request, _("Withdrawn. Only the reason is still to be read."))
            return redirect("circular", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    return render(request, "circulars/withdraw.html", {"circular": row, "form": form}, status=status)


@signed_in(*KEEPERS)
@require_POST
def correct(request: Request, pk: int) -> HttpResponse:
    new = writing.correct(_kept(request, pk), by=request.actor)
    return redirect("circular-change" if new.is_draft else "circular", new.pk)


@signed_in(*KEEPERS)
@form_page
def remind(request: Request, pk: int) -> HttpResponse:
    row, form, refusal = _kept(request, pk), KeyForm(), ""
    if request.method == "POST":
        try:
            job = issuing.remind(row, by=request.actor, post=request.post)
            messages.success(request, _("Reminded: all who have not read it."))
            return redirect("job", job.pk) if job else redirect("circular", pk)
        except Refused as refused:
            refusal = str(refused)
    count = row.receipts.filter(read_at=None).count()
    context = {"circular": row, "form": form, "count": count, "refusal": refusal}
    return render(request, "circulars/remind.html", context, status=409 if refusal else 200)


@signed_in(*READERS)
@require_safe
def receipts(request: Request, pk: int) -> HttpResponse:
    row, filters = _seen(request, pk), ReceiptFilter(request.GET, request.actor)
    found = row.receipts.filter(filters.condition(Moment()))
    page = keyset(found.select_related("enterprise", "street"), ("id",), request.GET)
    context = {
        "circular": row,
        "filters": filters,
        "page": page,
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "reminds": row.is_kept_by(request.actor) and row.stage == CircularStage.ISSUED,
    }
    return render(request, "circulars/receipts.html", context)


@signed_in(*READERS)
@require_safe
def attachment(request: Request, pk: int, file: int) -> HttpResponse:
    found = get_object_or_404(_seen(request, pk).files.select_related("file"), pk=file)
    return file_of(found.file, found.name)


@signed_in(*KEEPERS)
@require_POST
def remove_file(request: Request, pk: int, file: int) -> HttpResponse:
    writing.take_out(_kept(request, pk), file, by=request.actor)
    return redirect("circular", pk)


def _seen(request: Request, pk: int) -> Circular:
    rows = Circular.objects.visible_to(request.actor)
    joined = rows.select_related("district", "unit", "by", "issued_by", "withdrawn_by", "supersedes")
    return get_object_or_404(joined, pk=pk)


def _kept(request: Request, pk: int) -> Circular:
    row = _seen(request, pk)
    if not row.is_kept_by(request.actor):
        raise Http404
    return row
