"""Planning and changing a meeting, and the steps of its life."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from qifu.meetings import planning, recording
from qifu.meetings.forms.planning import NoteForm, PlanForm
from qifu.meetings.models import Meeting
from qifu.meetings.steps import MEETING_STEPS, check
from qifu.meetings.views.scope import form_page, meeting_or_404, posted
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

Verb = Callable[[Meeting, Request, NoteForm], None]


@signed_in(Role.OFFICE)
@form_page
def plan_meeting(request: Request) -> HttpResponse:
    form = PlanForm(request.POST if posted(request) else None, district=district_of(request))
    if form.is_bound and form.is_valid():
        try:
            made = planning.plan(
                form.plan, district=district_of(request), by=request.actor, key=form.cleaned_data["key"]
            )
            messages.success(request, _("Planned, and the units have been told. Now compose the agenda."))
            return redirect("meeting-agenda", made.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "back": reverse("meetings")}
    return render(request, "meetings/plan.html", context, status=422 if form.is_bound else 200)


@signed_in(Role.OFFICE)
@form_page
def change_meeting(request: Request, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    check(found, MEETING_STEPS["change"], request.actor)
    form = PlanForm(request.POST if posted(request) else None, district=district_of(request), meeting=found)
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            changed = planning.change(found, form.plan, by=request.actor, version=version)
            told = _("Changed; whoever it concerns has been told.")
            messages.success(request, told if changed else _("Nothing was different; nothing was stored."))
            return redirect("meeting", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "meeting": found, "back": reverse("meeting", args=[pk])}
    return render(request, "meetings/plan.html", context, status=422 if form.is_bound else 200)


def _hold(found: Meeting, request: Request, form: NoteForm) -> None:
    recording.hold(found, by=request.actor)


def _finalise(found: Meeting, request: Request, form: NoteForm) -> None:
    recording.finalise(found, by=request.actor, version=form.cleaned_data["version"])


def _correct(found: Meeting, request: Request, form: NoteForm) -> None:
    recording.correct(found, by=request.actor, note=form.cleaned_data["note"])


def _cancel(found: Meeting, request: Request, form: NoteForm) -> None:
    said = form.cleaned_data
    planning.cancel(found, by=request.actor, note=said["note"], version=said["version"])


# Verb -> what it does, and the page on which one goes on.
VERBS: dict[str, tuple[Verb, str]] = {
    "hold": (_hold, "meeting-record"),
    "finalise": (_finalise, "meeting-minutes"),
    "correct": (_correct, "meeting-minutes"),
    "cancel": (_cancel, "meeting"),
}


@signed_in(Role.OFFICE)
@form_page
def meeting_step(request: Request, pk: int, verb: str) -> HttpResponse:
    found = meeting_or_404(request, pk)
    if verb not in VERBS:
        raise Http404
    step, (take, way_on) = MEETING_STEPS[verb], VERBS[verb]
    label = _("Correction") if verb == "correct" else ""
    given = request.POST if posted(request) else None
    form = NoteForm(given, needed=step.needs_note, label=label, version=found.version)
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            take(found, request, form)
            return redirect(way_on, pk)
        except Refused as refused:
            refusal = str(refused)
    context = {
        "step": step,
        "subject": found,
        "form": form,
        "refusal": refusal,
        "asks": step.needs_note,
        "back": reverse("meeting", args=[pk]),
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "meetings/step.html", context, status=status)
