"""Who is to be called back, and what a try came to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.liaison.hotline.calling_back import try_call_back
from qifu.liaison.hotline.forms.call_back import CallBackFilter, TryForm
from qifu.liaison.hotline.models import CallBack
from qifu.liaison.hotline.presets import rule_of
from qifu.liaison.hotline.taking import TAKERS
from qifu.liaison.hotline.words import CallBackState
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.unmasking import ReasonForm, is_unmasked


@signed_in(*TAKERS)
@require_safe
def call_backs(request: Request) -> HttpResponse:
    """What is due first; `state` of the filter is “to be called” unless another is asked for."""
    filters = CallBackFilter(request.GET, request.actor)
    given = {"state": CallBackState.OPEN.value, **filters.given}
    found = CallBack.objects.visible_to(request.actor).filter(filters.condition_of(given, Moment()))
    page = keyset(found.for_list(), ("next_at", "id"), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "now": timezone.now(),
        "rule": rule_of(district_of(request)),
    }
    return render(request, "hotline/call_backs.html", context)


@never_cache
@signed_in(*TAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(CallBack.objects.visible_to(request.actor).for_list(), pk=pk)
    form = TryForm(request.POST if request.method == "POST" else None)
    refusal, status = "", 200
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            try_call_back(
                row,
                by=request.actor,
                reached=said["reached"],
                remark=said["remark"],
                key=request_key(form, "call-back", pk),
            )
        except Refused as refused:
            refusal, status = str(refused), 409
        else:
            messages.success(request, _("The try is on record."))
            return redirect(on_from(row, reached=said["reached"]))
    elif form.is_bound:
        status = 422
    context = {
        "row": row,
        "call": row.call,
        "form": form,
        "refusal": refusal,
        "shown": is_unmasked(request, row.call),
        "reason_form": ReasonForm(initial={"reason": _("Calling back")}),
    }
    return render(request, "hotline/call_back.html", context, status=status)


def on_from(row: CallBack, *, reached: bool) -> str:
    """Somebody was reached: the desk opens with their number, for what they have to say is a call like any other."""
    if not reached:
        return reverse("call-backs")
    return f"{reverse('hotline-desk')}?of={row.call_id}"
