"""The list of meetings, one meeting, its minutes, and the briefs on its appeals."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from qifu.meetings.agenda_lines import agenda_of
from qifu.meetings.briefs import briefs_of
from qifu.meetings.forms.filters import MeetingFilter
from qifu.meetings.models import Meeting
from qifu.meetings.recording import was_discussed
from qifu.meetings.resolution_lines import ResolutionRow, history_of
from qifu.meetings.steps import Step, open_to
from qifu.meetings.views.scope import item_or_404, meeting_or_404
from qifu.meetings.words import READERS, MeetingKind, Presence
from qifu.organisations.http import Request, signed_in
from qifu.organisations.models import Post
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.roles import Role


@signed_in(*READERS)
@require_safe
def meetings(request: Request) -> HttpResponse:
    filters = MeetingFilter(request.GET, request.actor)
    found = Meeting.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    page = keyset(found.for_list(), ("-starts_at", "-id"), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "plans": request.actor.role == Role.OFFICE,
    }
    return render(request, "meetings/meetings.html", context)


@signed_in(*READERS)
@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    context = {
        "meeting": found,
        "facts": facts_of(found),
        "lines": agenda_of(found, request.actor),
        "attendances": attendances_of(found),
        "steps": steps_of(found, request),
        "records": request.actor.role == Role.OFFICE,
        "reports": found.kind == MeetingKind.SPECIAL_REPORT,
        "events": history_of(found),
    }
    return render(request, "meetings/meeting.html", context)


def steps_of(found: Meeting, request: Request) -> list[Step]:
    """As buttons beside the main ones; the record is offered once the meeting has begun."""
    hidden = {"change"} if found.has_begun(timezone.now()) else {"change", "hold"}
    return [step for step in open_to(found, request.actor) if step.verb not in hidden]


def facts_of(found: Meeting) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [
        (pgettext("meeting", "Kind"), found.get_kind_display()),
        (pgettext("meeting", "Place"), found.place),
        (_("In the chair"), found.chair),
        (_("What to bring and prepare"), found.remark),
    ]
    return [*facts[:1], (pgettext("column", "Front"), found.front), *facts[1:]] if found.front else facts


def attendances_of(found: Meeting) -> list[dict[str, Any]]:
    """Before the meeting with those who have been told of it."""
    told = people_of(found) if found.is_planned else {}
    return [{"row": row, "told": "、".join(told.get(row.unit_id, []))} for row in found.attendances.all()]


def people_of(found: Meeting) -> dict[int, list[str]]:
    units = [row.unit_id for row in found.attendances.all()]
    posts = Post.objects.filter(
        unit__in=units, role__in=(Role.HEAD, Role.OFFICER), active=True, user__is_active=True
    )
    names: dict[int, list[str]] = {}
    for unit, name in posts.order_by("role", "pk").values_list("unit", "user__name"):
        names.setdefault(unit or 0, []).append(name)
    return names


@signed_in(*READERS)
@require_safe
def minutes(request: Request, pk: int) -> HttpResponse:
    """For printing. Until they are finalised the draft is the office's alone."""
    found = meeting_or_404(request, pk)
    if not (found.is_finalised or (found.is_held and request.actor.role == Role.OFFICE)):
        raise Http404
    moment = Moment()
    items = found.items.select_related("appeal", "former__meeting", "unit").prefetch_related(
        "resolutions__unit"
    )
    context = {
        "meeting": found,
        "items": [item_of(item, moment) for item in items if was_discussed(item)],
        "passed_over": [item for item in items if not was_discussed(item)],
        "attended": attended(found),
        "corrections": found.events.filter(verb="correct"),
    }
    return render(request, "meetings/minutes.html", context)


def item_of(item: Any, moment: Moment) -> dict[str, Any]:
    return {
        "item": item,
        "rows": [ResolutionRow(resolution, moment) for resolution in item.resolutions.all()],
    }


def attended(found: Meeting) -> list[tuple[object, list[Any]]]:
    """Present, excused, absent, each with its units."""
    rows = found.attendances.all()
    parts = [(presence.label, [row for row in rows if row.presence == presence]) for presence in Presence]
    return [part for part in parts if part[1]]


@signed_in(*READERS)
@require_safe
def briefs(request: Request, pk: int, item: int | None = None) -> HttpResponse:
    """One page an appeal; of those appeals that whoever asks may see."""
    found = meeting_or_404(request, pk)
    items = [item_or_404(found, item)] if item else list(found.items.all())
    pages = briefs_of(items, request.actor)
    if item and not pages:
        raise Http404
    return render(request, "meetings/briefs.html", {"meeting": found, "briefs": pages})
