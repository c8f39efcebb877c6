from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qifu.appeals.models import Appeal, Assignment
from qifu.appeals.page import buttons
from qifu.appeals.page.clock_lines import clock_lines, running
from qifu.appeals.page.relations import relations
from qifu.appeals.page.situation import situation
from qifu.appeals.page.timeline import timeline, visible_files
from qifu.appeals.page.verdicts import draft_of, judged_answers
from qifu.appeals.panels import panels_of
from qifu.appeals.views.scope import appeal_or_404
from qifu.appeals.words import Part
from qifu.appeals.workflow import open_to
from qifu.lib.names import mask_name, mask_phone
from qifu.organisations.actors import Actor
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.roles import Right
from qifu.organisations.unmasking import ReasonForm, is_unmasked

OLDEST_FIRST = "oldest"


@never_cache
@signed_in()
@require_safe
def appeal(request: Request, number: str) -> HttpResponse:
    found = appeal_or_404(request, number, Appeal.objects.for_detail())
    masked, newest_first = not is_unmasked(request, found), request.GET.get("order") != OLDEST_FIRST
    page = {
        **facts_of(found),
        **steps_of(found, request.actor),
        **people_of(found, request.actor, masked=masked),
        "files": visible_files(found, request.actor),
        "relations": relations(found, request.actor),
        "timeline": timeline(found, request.actor, newest_first=newest_first, masked=masked),
        "newest_first": newest_first,
        "panels": panels_of(found, request.actor),
    }
    return render(request, "appeals/appeal.html", page)


def facts_of(found: Appeal) -> dict[str, Any]:
    moment = Moment()
    return {
        "appeal": found,
        "light": moment.light(found.due_at),
        "situation": situation(found),
        "assignments": sorted(found.assignments.all(), key=_present_lead_first),
        "clocks": clock_lines(found, moment),
        "draft": draft_of(found),
        "judged": judged_answers(found),
    }


def people_of(found: Appeal, by: Actor, *, masked: bool) -> dict[str, Any]:
    name, phone = found.caller_name, found.caller_phone
    shown = (mask_name(name), mask_phone(phone)) if masked else (name, phone)
    return {
        "contact": {"name": shown[0], "phone": shown[1], "masked": masked and bool(name or phone)},
        "may_unmask": by.may(Right.UNMASK),
        "reason_form": ReasonForm(),
    }


def steps_of(found: Appeal, by: Actor) -> dict[str, Any]:
    steps = open_to(found, by)
    main = buttons.main_step(found, steps, running(found))
    return {"main_step": main, "button_groups": buttons.groups(steps, main)}


def _present_lead_first(assignment: Assignment) -> tuple[bool, bool, int]:
    return (assignment.ended_at is not None, assignment.part != Part.LEAD, assignment.pk)
