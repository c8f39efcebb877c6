"""The list of trips, one's own trips, one trip, and its record for printing."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qifu.liaison.visits.forms.filters import VisitFilter
from qifu.liaison.visits.guards import may_change, may_write
from qifu.liaison.visits.models import Stop, Visit
from qifu.liaison.visits.places import suggestions
from qifu.liaison.visits.showing import facts_of, row_of, stops_of
from qifu.liaison.visits.views.scope import visit_or_404
from qifu.liaison.visits.words import OPEN, PLANNERS, READERS
from qifu.lib.workdays import start_of_day
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset

MOST = 50


@signed_in(*READERS)
@require_safe
def visits(request: Request) -> HttpResponse:
    filters = VisitFilter(request.GET, request.actor)
    found = Visit.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    page = keyset(found.for_list(), ("-starts_at", "-id"), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "plans": request.actor.role in PLANNERS,
    }
    return render(request, "visits/visits.html", context)


@signed_in(*READERS)
@require_safe
def my_trips(request: Request) -> HttpResponse:
    """Today's and those to come, the soonest first; feedback owed; and what has been."""
    mine = Visit.objects.filter(district=request.actor.district).of(request.actor)
    moment = Moment()
    ahead = mine.filter(stage__in=OPEN).for_list().order_by("starts_at", "id")
    owed = Stop.objects.owing().filter(district=request.actor.district, visit__in=mine).for_list()
    context = {
        "ahead": ahead[:MOST],
        "today": start_of_day(moment.today),
        "owed": [row_of(stop, moment) for stop in owed.order_by("feedback_due_at", "id")[:MOST]],
        "page": keyset(mine.exclude(stage__in=OPEN).for_list(), ("-starts_at", "-id"), request.GET),
        "plans": request.actor.role in PLANNERS,
    }
    return render(request, "visits/my_trips.html", context)


@signed_in(*READERS)
@require_safe
def visit(request: Request, pk: int) -> HttpResponse:
    found = visit_or_404(request, pk)
    context = {
        "visit": found,
        "facts": facts_of(found),
        "rows": stops_of(found),
        "changes": found.is_open and may_change(found, request.actor),
        "writes": not found.is_cancelled and may_write(found, request.actor),
        "has_come": found.has_come(timezone.now()),
        "events": found.events.select_related("stop__enterprise", "stop__project").order_by("-id"),
    }
    return render(request, "visits/visit.html", context)


@signed_in(*READERS)
@require_safe
def record(request: Request, pk: int) -> HttpResponse:
    """走访企业登记表: time, place, visitors, signature, findings, feedback; a sheet for each stop."""
    found = visit_or_404(request, pk)
    rows = [row for row in stops_of(found) if not row.stop.skipped]
    context = {"visit": found, "facts": facts_of(found), "rows": rows}
    return render(request, "visits/record.html", context)


@never_cache
@signed_in(*PLANNERS)
@require_safe
def places(request: Request) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:60]
    return JsonResponse(suggestions(typed, request.actor) if typed else [], safe=False)
