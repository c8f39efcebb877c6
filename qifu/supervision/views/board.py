"""The supervision board: what is yellow and red by unit and front, and the ladder's steps as a list."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from qifu.organisations.http import Request, signed_in
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.roles import Role
from qifu.supervision.boards import board_of, steps_seen_by
from qifu.supervision.forms.steps import StepFilter

READERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD)


@signed_in(*READERS)
def board(request: Request) -> HttpResponse:
    return render(request, "supervision/board.html", {"board": board_of(request.actor, timezone.now())})


@signed_in(*READERS)
def ladder_steps(request: Request) -> HttpResponse:
    filters = StepFilter(request.GET, request.actor)
    found = filters.narrow(steps_seen_by(request.actor))
    page = keyset(
        found.select_related("appeal__enterprise", "unit", "urgingnotice", "order", "escalation"),
        ("-due_on", "-id"),
        request.GET,
    )
    count = count_up_to(found) if page.previous or page.next else len(page)
    return render(request, "supervision/steps.html", {"filters": filters, "page": page, "count": count})
