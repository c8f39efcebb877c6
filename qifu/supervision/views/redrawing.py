"""Drawing a sample again, for everybody who sees the draw; and the frame as a file, to do it without Qifu."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qifu.organisations.actors import Actor
from qifu.organisations.http import Request, signed_in
from qifu.organisations.models import Unit
from qifu.organisations.roles import Role
from qifu.supervision.models import Draw, Inspection
from qifu.supervision.sampling.checking import check
from qifu.supervision.views.sampling import READERS, draw_or_404


def units_seen(draw: Draw, by: Actor) -> list[Unit] | None:
    """None: all of them. Who sees one unit's cases sees that unit's part of the frame."""
    part = by.role == Role.HEAD or (by.role == Role.LEADER and not (by.leader and by.leader.is_head))
    if not part:
        return None
    cases = Inspection.objects.visible_to(by).filter(draw=draw)
    return list(Unit.objects.filter(pk__in=cases.values("unit")))


@signed_in(*READERS)
@require_safe
def redraw(request: Request, pk: int) -> HttpResponse:
    found = draw_or_404(request, pk)
    units = units_seen(found, request.actor)
    checked = check(found, units)
    context: dict[str, Any] = {
        "draw": found,
        "check": checked,
        "whole": units is None,
        "example": next((number for line in checked.lines for number in line.again), ""),
    }
    return render(request, "supervision/sampling/redraw.html", context)


@signed_in(*READERS)
@require_safe
def frame(request: Request, pk: int) -> HttpResponse:
    found = draw_or_404(request, pk)
    units = units_seen(found, request.actor)
    lines = found.frame.text.splitlines(keepends=True)
    if units is not None:
        seen = {str(unit.pk) for unit in units}
        lines = [line for line in lines if line.split()[1] in seen]
    name = f"frame-{found.number}.txt"
    return HttpResponse(
        "".join(lines),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
