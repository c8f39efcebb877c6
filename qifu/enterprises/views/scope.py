"""Fetching an enterprise by its number within the actor's scope; a merged record leads to the one that stands for it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from qifu.enterprises.models import Enterprise
from qifu.organisations.http import Request


def found_or_404(request: Request, number: str) -> Enterprise:
    """Numbers are a district's own, so a city user's link says the district as well."""
    rows = Enterprise.objects.visible_to(request.actor).for_detail().filter(number=number)
    if code := request.GET.get("district", ""):
        rows = rows.filter(district__code=code)
    found: Enterprise | None = rows.order_by("district__code").first()
    if found is None:
        raise Http404
    return found


def standing_or_404(request: Request, number: str) -> Enterprise:
    """For changes: only a record that has not been merged away."""
    rows = Enterprise.objects.visible_to(request.actor).present().for_detail()
    found: Enterprise = get_object_or_404(rows, number=number)
    return found
