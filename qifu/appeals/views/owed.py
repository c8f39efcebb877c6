"""What my unit owes beside its appeals: a part of the worklist, filled from the registry."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qifu.appeals.owed import owed_by
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.roles import Role


@signed_in(Role.OFFICER, Role.HEAD)
@require_safe
def worklist_owed(request: Request) -> HttpResponse:
    moment = Moment()
    rows = [
        {
            "thing": thing,
            "due_at": thing.due_at,
            "light": moment.light(thing.due_at),
            "left": moment.days_left(thing.due_at),
        }
        for thing in owed_by(request.actor)
    ]
    return render(request, "appeals/owed.html", {"rows": rows})
