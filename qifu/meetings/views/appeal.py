"""Meetings on an appeal's page: where it was discussed, what was resolved, and onto which agenda it goes next."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from qifu.appeals.models import Appeal
from qifu.appeals.panels import READERS
from qifu.appeals.views.scope import appeal_or_404
from qifu.appeals.words import OPEN
from qifu.meetings.agenda import add_appeal
from qifu.meetings.forms.agenda import WhichMeetingForm
from qifu.meetings.models import Item, Meeting
from qifu.meetings.recording import was_discussed
from qifu.meetings.words import MeetingStage
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.roles import Role


@signed_in(*READERS)
@require_safe
def of_appeal(request: Request, number: str) -> HttpResponse:
    found = appeal_or_404(request, number)
    planned = planned_for(request, found)
    context = {
        "appeal": found,
        "items": discussed(found, request),
        "form": WhichMeetingForm(meetings=planned) if planned else None,
    }
    return render(request, "meetings/parts/of_appeal.html", context)


def discussed(found: Appeal, request: Request) -> list[dict[str, Any]]:
    """Newest first. What is being written stays unsaid; a meeting that one was not at is named without a link."""
    shown = Item.objects.filter(
        appeal=found, meeting__stage__in=(MeetingStage.PLANNED, MeetingStage.FINALISED)
    )
    items = list(
        shown.select_related("meeting")
        .prefetch_related("resolutions__unit")
        .order_by("-meeting__starts_at", "id")
    )
    mine = set(
        Meeting.objects.visible_to(request.actor)
        .filter(pk__in={item.meeting_id for item in items})
        .order_by()
        .values_list("pk", flat=True)
    )
    return [
        {"item": item, "opens": item.meeting_id in mine}
        for item in items
        if item.meeting.is_planned or was_discussed(item)
    ]


def planned_for(request: Request, found: Appeal) -> Any:
    """Those onto whose agenda the office may put it."""
    if request.actor.role != Role.OFFICE or found.stage not in OPEN:
        return Meeting.objects.none()
    planned = Meeting.objects.filter(district=district_of(request), stage=MeetingStage.PLANNED)
    return planned.exclude(items__appeal=found).order_by("starts_at", "id")


@signed_in(Role.OFFICE)
@require_POST
def onto_agenda(request: Request, number: str) -> HttpResponse:
    found = appeal_or_404(request, number)
    form = WhichMeetingForm(request.POST, meetings=planned_for(request, found))
    if form.is_valid():
        meeting = form.cleaned_data["meeting"]
        add_appeal(meeting, found, by=request.actor)
        messages.success(request, _("It is on the agenda of “%(meeting)s”.") % {"meeting": meeting})
    else:
        messages.warning(
            request, _("The meeting is no longer planned, or the appeal is on its agenda already.")
        )
    return redirect("appeal", number)
