"""Supervision orders: the list, one order, and each step of its life."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.supervision.forms.orders import FORMS, OrderFilter
from qifu.supervision.models import Order
from qifu.supervision.order_lines import OrderRow, lines_of
from qifu.supervision.order_steps import STEPS, open_to, take

READERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD, Role.OFFICER, Role.CITY)


@signed_in(*READERS)
def orders(request: Request) -> HttpResponse:
    moment, filters = Moment(), OrderFilter(request.GET, request.actor)
    found = filters.narrow(Order.objects.visible_to(request.actor), moment)
    page = keyset(found.for_list(), ("-id",), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "rows": [OrderRow(order, moment) for order in page],
        "count": count_up_to(found) if page.previous or page.next else len(page),
    }
    return render(request, "supervision/orders.html", context)


@signed_in(*READERS)
def order(request: Request, pk: int) -> HttpResponse:
    return show(request, order_or_404(request, pk))


@signed_in(Role.HEAD, Role.OFFICE, Role.INSPECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def order_step(request: Request, pk: int, verb: str) -> HttpResponse:
    found = order_or_404(request, pk)
    if verb not in STEPS:
        raise Http404
    form = FORMS[verb](request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show(request, found, {verb: form}, status=422 if request.method == "POST" else 200)
    try:
        take(found, verb, by=request.actor, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, found, {verb: form}, status=409)
    messages.success(request, _("%(order)s: %(step)s.") % {"order": found.number, "step": STEPS[verb].label})
    return redirect("order", pk)


def order_or_404(request: Request, pk: int) -> Order:
    found: Order = get_object_or_404(
        Order.objects.visible_to(request.actor).for_list().select_related("instruction__leader"), pk=pk
    )
    return found


def show(
    request: Request, found: Order, said: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """`said` is a form as it was filled; where its step is not open any more, its sentence is shown nevertheless."""
    given, steps = said or {}, open_to(found, request.actor)
    context = {
        "order": found,
        "row": OrderRow(found, Moment()),
        "steps": [{"step": step, "form": given.get(step.verb) or FORMS[step.verb]()} for step in steps],
        "lost": [form for verb, form in given.items() if STEPS[verb] not in steps],
        "events": lines_of(found),
        "today": timezone.localdate(),
    }
    return render(request, "supervision/order.html", context, status=status)
