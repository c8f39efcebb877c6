"""What a page is about; outside one's scope it does not exist."""

from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from qifu.assessment.models import Contest, Line, Part, Result, Round, Scheme
from qifu.organisations.actors import Actor
from qifu.organisations.http import Request
from qifu.organisations.models import Unit
from qifu.organisations.roles import Role

form_page = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: Request) -> bool:
    return request.method == "POST"


def round_or_404(request: Request, pk: int) -> Round:
    found: Round = get_object_or_404(Round.objects.visible_to(request.actor).for_list(), pk=pk)
    return found


def editions_of(round_: Round, by: Actor) -> list[Result]:
    """Who did not see the drafts does not see them later."""
    rows = round_.results.select_related("scheme_version__scheme").order_by("number")
    if by.role != Role.OFFICE:
        rows = rows.filter(number__gte=round_.published_edition or round_.edition)
    return list(rows)


def edition_or_404(round_: Round, number: int, by: Actor) -> Result:
    found = next((row for row in editions_of(round_, by) if row.number == number), None)
    if found is None:
        raise Http404
    return found


def part_or_404(request: Request, pk: int) -> Part:
    """Of an edition that one may see, of a unit whose parts open to one."""
    rounds = Round.objects.visible_to(request.actor)
    lines = Line.objects.filter(result__round__in=rounds).opened_to(request.actor)
    if request.actor.role != Role.OFFICE:
        lines = lines.filter(result__number__gte=F("result__round__published_edition"))
    rows = Part.objects.filter(line__in=lines).select_related(
        "line__unit",
        "line__result__round__scheme",
        "line__result__round__district",
        "line__result__scheme_version",
    )
    found: Part = get_object_or_404(rows, pk=pk)
    return found


def contest_or_404(request: Request, pk: int) -> Contest:
    rows = Contest.objects.visible_to(request.actor)
    found: Contest = get_object_or_404(
        rows.select_related("round__scheme", "district", "unit", "file"), pk=pk
    )
    return found


def scheme_or_404(request: Request, pk: int) -> Scheme:
    return get_object_or_404(
        Scheme.objects.select_related("district"), pk=pk, district=request.actor.district
    )


def unit_or_404(request: Request, pk: int) -> Unit:
    """Whose page is open: the own unit's, a deputy's front, everybody's for who sees all."""
    by, units = request.actor, Unit.objects.select_related("district", "front")
    match by.role:
        case Role.OFFICE | Role.INSPECTOR:
            units = units.filter(district=by.district)
        case Role.CITY:
            units = units.filter(district__parent=by.district)
        case Role.LEADER if by.leader and by.leader.is_head:
            units = units.filter(district=by.district)
        case Role.LEADER if by.leader and by.leader.front_id:
            units = units.filter(district=by.district, front=by.leader.front_id)
        case Role.HEAD | Role.OFFICER if by.unit:
            units = units.filter(pk=by.unit.pk)
        case _:
            raise Http404
    return get_object_or_404(units, pk=pk)
