"""The statistics on a screen in a room: dark, large, and counted anew each minute."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from qifu.assessment.statistics.wall import wall_of
from qifu.organisations.http import Request, signed_in
from qifu.organisations.roles import Role

ON_THE_WALL = (Role.OFFICE, Role.LEADER, Role.INSPECTOR, Role.CITY)
EVERY = 60  # seconds


@never_cache
@signed_in(*ON_THE_WALL)
def wall(request: Request) -> HttpResponse:
    context = wall_of(request.actor, timezone.now()) | {"every": EVERY}
    return render(request, "assessment/wall.html", context)
