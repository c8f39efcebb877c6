"""剔除: what was asked to be left out of the rates, by whom, on which ground, and how it was ruled."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qifu.appeals.forms.registers import ExclusionFilter
from qifu.appeals.models import Appeal, Exclusion
from qifu.appeals.views.long_term import READERS
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset


@signed_in(*READERS)
@require_safe
def exclusions(request: Request) -> HttpResponse:
    filters = ExclusionFilter(request.GET, request.actor)
    mine = Exclusion.objects.filter(
        district=request.actor.district, appeal__in=Appeal.objects.visible_to(request.actor)
    )
    found = mine.filter(filters.condition(Moment()))
    fetched = found.select_related("appeal__enterprise", "unit", "asked_by", "ruled_by", "revoked_by")
    page = keyset(fetched, ("-id",), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "count": count_up_to(found) if page.previous or page.next else len(page),
    }
    return render(request, "appeals/exclusions.html", context)
