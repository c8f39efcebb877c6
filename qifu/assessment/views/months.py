"""The months of the assessment and the steps of their lives."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qifu.appeals.models import Attachment
from qifu.appeals.views.attachment import download
from qifu.assessment import contesting
from qifu.assessment.background import compute_or_start, way_on
from qifu.assessment.computing import latest
from qifu.assessment.forms.months import ComputeForm, HandForm, StepForm
from qifu.assessment.models import HandItem, Line, Round
from qifu.assessment.steps import SENTENCES, STEPS, TONES, open_to
from qifu.assessment.views.scope import editions_of, form_page, posted, round_or_404
from qifu.assessment.words import READERS
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.models import Job
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


@signed_in(*READERS)
@form_page
def months(request: Request) -> HttpResponse:
    """The list; the office computes a month here."""
    keeps = request.actor.role == Role.OFFICE
    if posted(request) and not keeps:
        raise Http404
    form = (
        ComputeForm(request.POST if posted(request) else None, district=district_of(request))
        if keeps
        else None
    )
    if form and form.is_bound and form.is_valid():
        try:
            said = form.cleaned_data
            assert request.post  # noqa: S101 - the office has a post
            made = compute_or_start(said["scheme"], said["month"], by=request.actor, post=request.post)
            return redirect(way_on(made))
        except Refused as refused:
            form.add_error(None, str(refused))
    found = Round.objects.visible_to(request.actor)
    page = keyset(found.for_list(), ("-month", "-id"), request.GET)
    context = {
        "form": form,
        "page": page,
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "keeps": keeps,
    }
    return render(request, "assessment/months.html", context, status=422 if form and form.is_bound else 200)


@signed_in(*READERS)
@require_safe
def month(request: Request, pk: int) -> HttpResponse:
    found, by = round_or_404(request, pk), request.actor
    result = latest(found)
    context = {
        "round": found,
        "result": result,
        "steps": open_to(found, by, timezone.now()),
        "editions": [(each, each.explains_to(by)) for each in editions_of(found, by)[::-1]],
        "contests": found.contests.visible_to(by).select_related("unit"),
        "events": events_of(found, by),
        "judges": by.role == Role.OFFICE and found.is_draft and has_hand(found),
        "items": found.hand_items.select_related("unit").filter(unit__in=seen_units(found, request)),
        "keeps": by.role == Role.OFFICE,
    }
    return render(request, "assessment/month.html", context)


def seen_units(found: Round, request: Request) -> Any:
    lines = Line.objects.filter(result__round=found, result__number=found.edition)
    return lines.opened_to(request.actor).values("unit")


def has_hand(found: Round) -> bool:
    result = latest(found)
    return bool(result and result.scheme_version.indicators.filter(name__startswith="hand").exists())


def events_of(found: Round, by: Any) -> list[dict[str, Any]]:
    """What single units asked for and were given is theirs, the office's and the inspectors'."""
    rows, whole = found.events.all(), by.role in (Role.OFFICE, Role.INSPECTOR)
    if not whole:
        rows = rows.filter(verb__in=("compute", "publish", "freeze", "correct"))
    return [
        {
            "title": SENTENCES.get(event.verb, event.verb),
            "at": event.at,
            "by": event.who,
            "note": event.note if whole else "",
            "tone": TONES.get(event.verb, ""),
        }
        for event in rows
    ]


@signed_in(Role.OFFICE)
@form_page
def month_step(request: Request, pk: int, verb: str) -> HttpResponse:
    found = round_or_404(request, pk)
    if verb not in STEPS:
        raise Http404
    form = StepForm(request.POST if posted(request) else None, initial={"version": found.version})
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            return redirect(way_on(take(found, verb, form.cleaned_data["version"], request)))
        except Refused as refused:
            refusal = str(refused)
    context = {"step": STEPS[verb], "round": found, "form": form, "refusal": refusal}
    return render(request, "assessment/step.html", context, status=409 if refusal else 200)


def take(found: Round, verb: str, version: int | None, request: Request) -> Round | Job:
    if verb == "compute":
        assert request.post  # noqa: S101 - the office has a post
        return compute_or_start(found.scheme, found.month, by=request.actor, post=request.post)
    taken = STEPS[verb].take(found, version, request.actor)
    messages.success(request, str(STEPS[verb].done))
    return taken


@signed_in(Role.OFFICE)
@form_page
def give(request: Request, pk: int) -> HttpResponse:
    found = round_or_404(request, pk)
    bound = (request.POST, request.FILES) if posted(request) else (None, None)
    form = HandForm(*bound, round_=found)
    if form.is_bound and form.is_valid():
        try:
            contesting.give(found, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Stored, and the month is computed anew with it."))
            return redirect("assessment-month", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "round": found, "back": reverse("assessment-month", args=[pk])}
    return render(request, "assessment/hand.html", context, status=422 if form.is_bound else 200)


@signed_in(*READERS)
@require_safe
def hand_file(request: Request, pk: int) -> HttpResponseBase:
    visible = Round.objects.visible_to(request.actor)
    item = get_object_or_404(
        HandItem.objects.filter(round__in=visible).select_related("file", "round"), pk=pk
    )
    if not seen_units(item.round, request).filter(unit=item.unit_id).exists():
        raise Http404
    return download(Attachment(file=item.file, name=item.file_name))
