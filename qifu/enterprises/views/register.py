from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qifu.enterprises.forms.register import RegisterFilter
from qifu.enterprises.models import Enterprise
from qifu.enterprises.search import search
from qifu.organisations.http import Request, signed_in
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.roles import OFFICIALS, Right, Role

LOOKED_UP_BY = (Role.CONTACT, Role.OPERATOR, Role.OFFICER, Role.HEAD, Role.OFFICE, Role.LEADER)
LONGEST = 100


@signed_in(*OFFICIALS)
@require_safe
def enterprises(request: Request) -> HttpResponse:
    form = RegisterFilter(request.GET, request.actor)
    found = form.narrow(Enterprise.objects.visible_to(request.actor).present())
    listed = found.for_list()
    if request.actor.role == Role.CITY:  # whose links say the district
        listed = listed.prefetch_related("district")
    context = {
        "filters": form,
        "folded": "above_scale key restructured leader district",
        "page": keyset(listed, ("name_key", "id"), request.GET),
        "count": count_up_to(found),
        "may_edit": request.actor.may(Right.EDIT_ENTERPRISES),
        "may_import": request.actor.may(Right.IMPORT),
    }
    return render(request, "enterprises/register.html", context)


@never_cache
@signed_in(*LOOKED_UP_BY)
@require_safe
def lookup(request: Request) -> JsonResponse:
    typed = request.GET.get("q", "").strip()[:LONGEST]
    found = search(typed, request.actor) if typed else []
    rows = [{"value": row.number, "text": row.name, "hint": hint_of(row)} for row in found]
    return JsonResponse(rows, safe=False)


def hint_of(row: Enterprise) -> str:
    parts = (row.number, row.street.short_name if row.street else "", row.credit_code or "")
    return " · ".join(filter(None, parts))
