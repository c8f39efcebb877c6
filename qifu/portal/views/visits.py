"""Visits to one's company: when, who came, and what was told afterwards."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qifu.enterprises.models import Enterprise
from qifu.liaison.models import Finding
from qifu.liaison.visits.models import Stop
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.paging import Page, keyset
from qifu.organisations.roles import Role


@require_safe
@signed_in(Role.CONTACT)
def my_visits(request: Request) -> HttpResponse:
    """Those that were made; what is only planned may still be changed."""
    mine = Enterprise.objects.visible_to(request.actor)
    rows = Stop.objects.filter(enterprise__in=mine, checked_in_at__isnull=False).select_related(
        "enterprise", "project", "visit__leader"
    )
    page = keyset(
        rows.prefetch_related("visit__goers__unit", "visit__goers__user"), ("-day", "-id"), request.GET
    )
    context = {"district": district_of(request), "page": page, "rows": with_appeals(page)}
    return render(request, "portal/visits.html", context)


def with_appeals(page: Page[Stop]) -> list[tuple[Stop, list[str]]]:
    """With the numbers of the appeals that were made of what was found."""
    numbers: dict[int, list[str]] = {stop.pk: [] for stop in page}
    found = Finding.objects.filter(
        source__in=("visit", "on_site"), source_id__in=numbers, appeal__isnull=False
    )
    for stop, number in found.order_by("id").values_list("source_id", "appeal__number"):
        numbers[stop].append(number)
    return [(stop, numbers[stop.pk]) for stop in page]
