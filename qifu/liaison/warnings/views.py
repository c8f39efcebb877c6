"""Warnings on the unit's side: the list, a new one, one company's, its steps, the figures."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.appeals.models import Attachment
from qifu.appeals.views.attachment import download
from qifu.liaison.models import Finding
from qifu.liaison.warnings import warning
from qifu.liaison.warnings.companies import SOURCE, address_of
from qifu.liaison.warnings.figures import of_period
from qifu.liaison.warnings.forms import StepForm, WarningFilter, WarningForm
from qifu.liaison.warnings.models import Warned, WarnedFile
from qifu.liaison.warnings.steps import STEPS, open_to
from qifu.liaison.warnings.words import EVENT_TONES, READERS, SENTENCES, UNIT, WarningStage
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

form_page = require_http_methods(["GET", "HEAD", "POST"])


@signed_in(*READERS)
@require_safe
def warnings(request: Request) -> HttpResponse:
    moment, filters = Moment(), WarningFilter(request.GET, request.actor)
    found = Warned.objects.visible_to(request.actor).filter(filters.condition(moment))
    page = keyset(found.for_list(), ("-at", "-id"), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "rows": [(row, moment.light(row.due_at), moment.days_left(row.due_at)) for row in page],
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "drafts": request.actor.role in UNIT,
    }
    return render(request, "warnings/warnings.html", context)


@signed_in(*READERS)
@require_safe
def figures(request: Request) -> HttpResponse:
    filters = WarningFilter(request.GET, request.actor)
    given = filters.given
    rows = of_period(Warned.objects.visible_to(request.actor), given.get("since"), given.get("until"))
    period = "".join(f"&{name}={given[name]}" for name in ("since", "until") if name in given)
    return render(request, "warnings/figures.html", {"filters": filters, "rows": rows, "period": period})


@signed_in(*UNIT)
@form_page
def new_warning(request: Request) -> HttpResponse:
    form = WarningForm(request.POST if request.method == "POST" else None, district=district_of(request))
    if form.is_bound and form.is_valid():
        try:
            made = warning.draft(
                form.said,
                form.cleaned_data["companies"],
                by=request.actor,
                district=district_of(request),
                key=request_key(form),  # type: ignore[arg-type] # a model form keys as well
            )
            messages.success(request, _("Drafted. The head of the unit signs and issues it."))
            return redirect("warning", made.companies.order_by("pk")[0].pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "warnings/new.html", {"form": form}, status=422 if form.is_bound else 200)


@signed_in(*READERS)
@require_safe
def warning_page(request: Request, pk: int) -> HttpResponse:
    row, moment = _warned(request, pk), Moment()
    issued = row.stage not in (WarningStage.DRAFT, WarningStage.WITHDRAWN)
    context = {
        "row": row,
        "text": row.text,
        "light": moment.light(row.due_at),
        "left": moment.days_left(row.due_at),
        "steps": open_to(row, request.actor, moment.now),
        "signs": row.stage == WarningStage.DRAFT and row.is_of(request.actor) and request.actor.role == Role.HEAD,
        "others": row.text.companies.count() - 1,
        "events": history_of(row),
        "files": row.files.select_related("file"),
        "findings": Finding.objects.from_(SOURCE, row.pk).for_list(),
        "link": request.build_absolute_uri(address_of(row)) if issued and row.is_of(request.actor) else "",
    }  # fmt: skip
    return render(request, "warnings/warning.html", context)


def history_of(row: Warned) -> list[dict[str, Any]]:
    return [
        {
            "at": event.at,
            "title": SENTENCES[event.verb],
            "by": event.who,
            "note": event.note,
            "tone": EVENT_TONES.get(event.verb, ""),
        }
        for event in row.events.order_by("-id")
    ]


@signed_in(Role.HEAD)
@require_POST
def issue(request: Request, pk: int) -> HttpResponse:
    """Of all its companies at once."""
    row = _warned(request, pk)
    text = warning.issue(row.text, by=request.actor)
    messages.success(
        request, _("Issued: %(number)s. The companies have been told.") % {"number": text.number}
    )
    return redirect("warning", pk)


@signed_in(*UNIT)
@form_page
def step(request: Request, pk: int, verb: str) -> HttpResponse:
    row, chosen = _warned(request, pk), STEPS.get(verb)
    if chosen is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form, refusal = StepForm(data, asks=chosen.asks, note_needed=chosen.note_needed), ""
    if form.is_bound and form.is_valid():
        try:
            chosen.act(row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("%(step)s: done.") % {"step": chosen.label})
            return redirect("warning", pk)
        except Refused as refused:
            refusal = str(refused)
    context = {"row": row, "step": chosen, "form": form, "refusal": refusal}
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "warnings/step.html", context, status=status)


@signed_in(*READERS)
@require_safe
def picture(request: Request, pk: int, file: int) -> HttpResponseBase:
    return sent(
        get_object_or_404(WarnedFile.objects.select_related("file"), pk=file, warned=_warned(request, pk))
    )


def sent(found: WarnedFile) -> HttpResponseBase:
    """As the files of appeals are: pictures in the browser, in a sandbox, the rest saved."""
    return download(Attachment(file=found.file, name=found.name))


def _warned(request: Request, pk: int) -> Warned:
    rows = Warned.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("text__unit", "unit", "enterprise", "district"), pk=pk)
