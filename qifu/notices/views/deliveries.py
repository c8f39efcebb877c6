"""What leaves the system about notices: to whom, whether it arrived, and sending again what was given up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from qifu.notices import kinds, mail, resending
from qifu.notices.models import Delivery, DeliveryState, Endpoint
from qifu.organisations.http import Request, safe_way_on, with_right
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.roles import Right


@never_cache
@with_right(Right.SETTINGS)
def delivery_list(request: Request) -> HttpResponse:
    own = Delivery.objects.visible_to(request.actor)
    given_up = count_up_to(own.filter(state=DeliveryState.DEAD))
    state = request.GET.get("state", "")
    chosen = own.filter(state=state) if state in DeliveryState.values else own
    page = keyset(chosen.for_list(), ("-id",), request.GET)
    # Which kind, but not what was said: an administrator of the system sees no appeals.
    lines = [{"delivery": row, "kind": kinds.find(row.payload.get("kind", ""))} for row in page]
    context = {"page": page, "lines": lines, "given_up": given_up, "tabs": tabs(state, given_up)}
    return render(request, "notices/deliveries.html", context | {"mail_is_set_up": mail.is_set_up()})


def tabs(state: str, given_up: int) -> list[dict[str, object]]:
    here, counted = reverse("deliveries"), {str(DeliveryState.DEAD): given_up}
    every: dict[str, object] = {"label": _("All"), "url": here, "active": state not in DeliveryState.values}
    return [every] + [
        {"label": s.label, "url": f"{here}?state={s}", "count": counted.get(s), "active": state == s}
        for s in DeliveryState
    ]


@require_POST
@with_right(Right.SETTINGS)
def resend(request: Request, pk: int) -> HttpResponse:
    own = Delivery.objects.visible_to(request.actor).for_list()
    resending.resend(get_object_or_404(own, pk=pk), by=request.actor)
    messages.success(request, _("On its way again."))
    return redirect(safe_way_on(request, request.POST.get("next"), reverse("deliveries")))


@require_POST
@with_right(Right.SETTINGS)
def resend_all(request: Request) -> HttpResponse:
    count = resending.resend_all(by=request.actor)
    said = ngettext(
        "%(count)s message is on its way again.", "%(count)s messages are on their way again.", count
    )
    messages.success(request, said % {"count": count})
    return redirect("deliveries")


@require_POST
@with_right(Right.SETTINGS)
def try_out(request: Request, pk: int) -> HttpResponse:
    endpoint = get_object_or_404(Endpoint, district=request.actor.district, pk=pk)
    resending.try_out(endpoint, by=request.actor)
    messages.success(
        request, _("The test message is on its way; whether it arrived is said on this page in a moment.")
    )
    return redirect("settings-edit", "endpoints", endpoint.pk)
