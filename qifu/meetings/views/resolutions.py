"""Resolutions: the list (a unit's own, or everybody's), one resolution, and each step of its life."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qifu.appeals.models import Appeal
from qifu.meetings import carrying_out
from qifu.meetings.forms.filters import UNFINISHED_WORD, ResolutionFilter
from qifu.meetings.forms.recording import RESOLUTION_FORMS
from qifu.meetings.models import Meeting, Resolution
from qifu.meetings.resolution_lines import ResolutionRow, history_of
from qifu.meetings.steps import RESOLUTION_STEPS, open_to
from qifu.meetings.views.scope import form_page, posted, resolution_or_404
from qifu.meetings.words import READERS
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

SOONEST_FIRST, LATEST_FIRST = ("due_at", "id"), ("-due_at", "-id")
VERBS: dict[str, Callable[..., None]] = {
    "report": carrying_out.report,
    "confirm": carrying_out.confirm,
    "send_back": carrying_out.send_back,
    "postpone": carrying_out.postpone,
    "drop": carrying_out.drop,
}


@signed_in(*READERS)
@require_safe
def resolutions(request: Request) -> HttpResponse:
    moment, filters = Moment(), ResolutionFilter(asked(request), request.actor)
    found = Resolution.objects.decided().visible_to(request.actor).filter(filters.condition(moment))
    to_do = filters.given.get("stage") == UNFINISHED_WORD
    page = keyset(found.for_list(), SOONEST_FIRST if to_do else LATEST_FIRST, request.GET)
    context = {
        "filters": filters,
        "page": page,
        "rows": [ResolutionRow(resolution, moment) for resolution in page],
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "to_do": to_do,
        "narrowed": len(filters.given) > to_do,
    }
    return render(request, "meetings/resolutions.html", context)


def asked(request: Request) -> QueryDict:
    """Without another wish what is not done yet."""
    query = request.GET.copy()
    query.setdefault("stage", UNFINISHED_WORD)
    return query


@signed_in(*READERS)
@require_safe
def resolution(request: Request, pk: int) -> HttpResponse:
    found = resolution_or_404(request, pk)
    seen = Meeting.objects.visible_to(request.actor).filter(pk=found.meeting_id)
    appeals = Appeal.objects.visible_to(request.actor).filter(pk=found.appeal_id)
    context = {
        "resolution": found,
        "row": ResolutionRow(found, Moment()),
        "opens_meeting": seen.exists(),
        "opens_appeal": found.appeal_id is not None and appeals.exists(),
        "steps": open_to(found, request.actor),
        "events": history_of(found),
    }
    return render(request, "meetings/resolution.html", context)


@signed_in(Role.OFFICE, Role.HEAD)
@form_page
def resolution_step(request: Request, pk: int, verb: str) -> HttpResponse:
    found = resolution_or_404(request, pk)
    if verb not in VERBS:
        raise Http404
    form, refusal = RESOLUTION_FORMS[verb](request.POST if posted(request) else None), ""
    form.label_suffix = ""
    if form.is_bound and form.is_valid():
        try:
            VERBS[verb](found, by=request.actor, **form.cleaned_data)
            messages.success(request, _("%(step)s: done.") % {"step": RESOLUTION_STEPS[verb].label})
            return redirect("resolution", pk)
        except Refused as refused:
            refusal = str(refused)
    context = {
        "step": RESOLUTION_STEPS[verb],
        "subject": found,
        "form": form,
        "refusal": refusal,
        "asks": True,
        "back": reverse("resolution", args=[pk]),
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "meetings/step.html", context, status=status)
