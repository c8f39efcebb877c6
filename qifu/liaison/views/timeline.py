"""Everything that there was between the government and one company, the newest first."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from qifu.enterprises.models import Enterprise
from qifu.liaison import timeline
from qifu.organisations.http import Request, signed_in
from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.LEADER, Role.INSPECTOR)


@signed_in(*READERS)
@require_safe
def timeline_of(request: Request, number: str) -> HttpResponse:
    """The page, or the fragment on the company's page with the newest of it."""
    enterprise = get_object_or_404(
        Enterprise.objects.visible_to(request.actor).present(), district=request.actor.district, number=number
    )
    only = request.GET.get("only", "")
    page = timeline.page_of(enterprise, upto_of(request), only)
    context = {"enterprise": enterprise, "page": page, "strands": timeline.every(), "only": only}
    part = "liaison/parts/timeline.html" if request.htmx else "liaison/timeline.html"
    return render(request, part, context)


def upto_of(request: Request) -> datetime:
    """An instant that cannot be read is now."""
    try:
        upto = parse_datetime(request.GET.get("upto", ""))
    except ValueError:
        upto = None
    if upto is None:
        return timezone.now()
    return upto if timezone.is_aware(upto) else timezone.make_aware(upto)
