"""The register of calls, one call, and the reason by which the caller's name and number are shown."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from qifu.appeals.models import Answer
from qifu.liaison.hotline.forms.filters import CallFilter
from qifu.liaison.hotline.models import Call
from qifu.liaison.hotline.models.call import READERS
from qifu.liaison.hotline.taking import SOURCE, TAKERS
from qifu.liaison.hotline.views.webhook import take_posted
from qifu.liaison.models import Finding
from qifu.organisations.http import Request, safe_way_on, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.roles import Right
from qifu.organisations.unmasking import ReasonForm, is_unmasked, unmask


@csrf_exempt  # a telephone system has no session; POST is judged by its secret or its signature alone
@require_http_methods(["GET", "HEAD", "POST"])
def calls(request: Request) -> HttpResponse:
    return take_posted(request) if request.method == "POST" else register(request)  # type: ignore[return-value]


@signed_in(*READERS)
@require_safe
def register(request: Request) -> HttpResponse:
    filters = CallFilter(request.GET, request.actor)
    found = Call.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    page = keyset(found.for_list(), ("-begun_at", "-id"), request.GET)
    context = {
        "filters": filters,
        "folded": CallFilter.folded,
        "page": page,
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "takes": request.actor.role in TAKERS,
    }
    return render(request, "hotline/calls.html", context)


@never_cache
@signed_in(*READERS)
@require_safe
def call(request: Request, pk: int) -> HttpResponse:
    rows = (
        Call.objects.visible_to(request.actor)
        .for_list()
        .select_related("entry", "call_back", "appeal__category")
    )
    found = get_object_or_404(rows, pk=pk)
    shown = is_unmasked(request, found)
    appeal = found.appeal or found.about
    context = {
        "call": found,
        "shown": shown,
        "may_unmask": request.actor.may(Right.UNMASK) and not shown,
        "reason_form": ReasonForm(),
        "findings": Finding.objects.for_list().from_(SOURCE, found.pk),
        "answer": Answer.objects.filter(appeal=appeal, sent_at__isnull=False).last() if appeal else None,
        "done": "done" in request.GET,
        "takes": request.actor.role in TAKERS,
    }
    return render(request, "hotline/call.html", context)


@never_cache
@signed_in(*READERS)
@require_http_methods(["POST"])
def show_people(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Call.objects.visible_to(request.actor), pk=pk)
    form = ReasonForm(request.POST)
    page = safe_way_on(request, request.GET.get("next"), reverse("call", args=[pk]))
    if not form.is_valid():
        context = {"title": _("Show name and number"), "subject": str(found), "form": form, "back": page}
        return render(request, "liaison/step.html", context, status=422)
    unmask(request, found, reason=form.cleaned_data["reason"], what=_("Caller: %(call)s") % {"call": found})
    return redirect(page)
