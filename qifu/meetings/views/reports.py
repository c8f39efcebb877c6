"""The special report meeting: the front's units in figures, and each unit's own page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qifu.appeals.figures.measures import rates_of
from qifu.appeals.models import Appeal
from qifu.appeals.words import Population
from qifu.meetings.models import Meeting, Resolution
from qifu.meetings.reports import MOST, figures_of, open_appeals, since, units_reporting
from qifu.meetings.resolution_lines import ResolutionRow
from qifu.meetings.views.scope import meeting_or_404
from qifu.meetings.words import READERS, UNFINISHED, MeetingKind
from qifu.organisations.http import Request, signed_in
from qifu.organisations.models import Unit
from qifu.organisations.moment import Moment


@signed_in(*READERS)
@require_safe
def reports(request: Request, pk: int) -> HttpResponse:
    found, at = special_or_404(request, pk), timezone.now()
    units = units_reporting(found, request.actor)
    context = {
        **period_of(found),
        "at": at,
        "rates": rates_of(Population.ASSIGNED),
        "tables": figures_of(found, units, request.actor, at) if units else [],
    }
    return render(request, "meetings/reports.html", context)


@signed_in(*READERS)
@require_safe
def report(request: Request, pk: int, unit: int) -> HttpResponse:
    found, at, moment = special_or_404(request, pk), timezone.now(), Moment()
    units = [each for each in units_reporting(found, request.actor) if each.pk == unit]
    if not units:
        raise Http404
    appeals = open_appeals(found, units[0])
    context = {
        **period_of(found),
        "at": at,
        "rates": rates_of(Population.ASSIGNED),
        "unit": units[0],
        "figures": [
            (population, lines[0][1]) for population, lines in figures_of(found, units, request.actor, at)
        ],
        "rows": [row_of(appeal, moment) for appeal in appeals],
        "cut": len(appeals) == MOST,
        "resolutions": resolutions_of(units[0], moment),
    }
    return render(request, "meetings/report.html", context)


def special_or_404(request: Request, pk: int) -> Meeting:
    found = meeting_or_404(request, pk)
    if found.kind != MeetingKind.SPECIAL_REPORT:
        raise Http404
    return found


def period_of(found: Meeting) -> dict[str, object]:
    return {"meeting": found, "since": since(found), "until": found.day}


def row_of(appeal: Appeal, moment: Moment) -> dict[str, object]:
    return {
        "appeal": appeal,
        "due_at": appeal.due_at,
        "light": moment.light(appeal.due_at),
        "left": moment.days_left(appeal.due_at),
    }


def resolutions_of(unit: Unit, moment: Moment) -> list[ResolutionRow]:
    rows = Resolution.objects.filter(unit=unit, stage__in=UNFINISHED).for_list().order_by("due_at", "id")
    return [ResolutionRow(resolution, moment) for resolution in rows]
