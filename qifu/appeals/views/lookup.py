"""Finding an appeal by number or words of its title, as one types."""

import re

from django.db.models import Q
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qifu.appeals.models import Appeal
from qifu.appeals.numbers import written
from qifu.appeals.words import OPEN, Stage
from qifu.organisations.http import Request, signed_in
from qifu.organisations.roles import OFFICIALS

ENOUGH = 10
YEARS = 3  # a bare "123" is looked for in this year and the two before
NUMBER = re.compile(r"\d{4}-\d{0,7}")  # also while it is being typed


@signed_in(*OFFICIALS)
@require_safe
def lookup(request: Request) -> JsonResponse:
    """Open appeals only: what this serves, merging, needs one."""
    typed = request.GET.get("q", "").strip()[:100]
    scope = Appeal.objects.visible_to(request.actor).filter(stage__in=OPEN).select_related("enterprise")
    found = scope.filter(matching(typed)).order_by("-registered_at", "-id")[:ENOUGH] if typed else []
    rows = [
        {
            "value": appeal.number,
            "text": f"{appeal.number} {appeal.title}",
            "hint": f"{appeal.company} · {Stage(appeal.stage).label}",
        }
        for appeal in found
    ]
    return JsonResponse(rows, safe=False)


def matching(typed: str) -> Q:
    if NUMBER.fullmatch(typed):
        return Q(number__startswith=typed)
    if typed.isdecimal() and len(typed) <= 7:
        year = timezone.localdate().year
        return Q(number__in=[written(year - back, int(typed)) for back in range(YEARS)])
    return Q(title__contains=typed)
