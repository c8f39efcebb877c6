"""The follow-up desk: the call-back list, and beside it the call that is being made. Posting leads to the next row."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from qifu.appeals.advancing import advance
from qifu.appeals.follow_up_rules import in_force
from qifu.appeals.forms.closing import CallForm
from qifu.appeals.lists.follow_ups import TABS, FollowUpFilter, Tab, call_rows, for_desk, lots_of
from qifu.appeals.lists.rows import count_each
from qifu.appeals.models import Appeal, Event
from qifu.appeals.page.call import Call, call_of, for_call
from qifu.appeals.views.scope import appeal_or_404
from qifu.appeals.views.step import done
from qifu.appeals.workflow import TRANSITIONS
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import COUNT_LIMIT, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

ROLES = (Role.OPERATOR, Role.INSPECTOR, Role.OFFICE)
CALL, THEN = "call", "then"


@never_cache
@signed_in(*ROLES)
@require_safe
def follow_ups(request: Request) -> HttpResponse:
    number = request.GET.get(CALL)
    call = the_call(request, number) if number else None
    if request.htmx and call:
        return render(request, "appeals/parts/call.html", {"call": call, "query": query_of(request)})
    return show(request, call)


@never_cache
@require_POST
@signed_in(*ROLES)
def follow_up(request: Request, number: str) -> HttpResponse:
    """Records the call and leads to the row below; what is missing or refused is told beside what was typed."""
    appeal = appeal_or_404(request, number)
    form = CallForm(request.POST, step=TRANSITIONS["follow_up"], appeal=appeal, by=request.actor)
    status = 422
    if form.is_valid():
        try:
            event = record(appeal, form, request)
            messages.success(request, done(appeal, event))
            return redirect(desk(request, form.cleaned_data[THEN]))
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    return show(request, the_call(request, number, form), status)


def record(appeal: Appeal, form: CallForm, request: Request) -> Event:
    """Two who called at once: the second is told, and decides anew with what the first has heard."""
    key, seen = form.request_key(), form.cleaned_data["seen"]
    repeated = Event.objects.filter(district=district_of(request), key=key).exists()
    if not repeated and seen is not None and seen != appeal.follow_ups.count():
        raise Refused(
            _(
                "Somebody else has recorded a call about this answer meanwhile; nothing of yours was stored. Look at it again."
            )
        )
    return advance(appeal, "follow_up", by=request.actor, key=key, **form.given())


def the_call(request: Request, number: str, form: CallForm | None = None) -> Call:
    found = appeal_or_404(request, number, for_call(Appeal.objects.all()))
    return call_of(request, found, request.GET.get(THEN, ""), form)


def show(request: Request, call: Call | None, status: int = 200) -> HttpResponse:
    moment, rule = Moment(), in_force(district_of(request).pk)
    filters = FollowUpFilter(request.GET, request.actor)
    tab = TABS.get(request.GET.get("tab", ""), TABS["due"])
    lots = lots_of(Appeal.objects.visible_to(request.actor), filters, moment)
    page = keyset(for_desk(lots[tab.name]), tab.order, request.GET)
    rows = call_rows(list(page), moment, request.actor, rule)
    if call and call.form and not call.form.is_bound:
        here = (line.then for line in rows if line.row.appeal.number == call.appeal.number)
        call.form.initial[THEN] = next(here, request.GET.get(THEN, ""))
    context = {
        "tab": tab,
        "calling": tab.name in ("due", "tried"),
        "tabs": tabs_of(request, count_each(district_of(request), lots), tab),
        "filters": filters,
        "keep": ["tab"],
        "page": page,
        "rows": rows,
        "rule": rule,
        "call": call,
        "query": query_of(request),
    }
    return render(request, "appeals/follow_ups.html", context, status=status)


def query_of(request: Request) -> str:
    """Tab, filters and page, without the call."""
    words = request.GET.copy()
    for word in (CALL, THEN):
        words.pop(word, None)
    return words.urlencode()


def desk(request: Request, number: str) -> str:
    query = query_of(request)
    if number:
        query += ("&" if query else "") + urlencode({CALL: number})
    return f"{reverse('follow-ups')}?{query}".rstrip("?")


def tabs_of(request: Request, counts: dict[str, int], present: Tab) -> list[dict[str, Any]]:
    words = {
        name: value for name, value in request.GET.items() if name in FollowUpFilter.conditions and value
    }
    return [
        {
            "label": tab.label,
            "url": f"{reverse('follow-ups')}?{urlencode({**words, 'tab': tab.name})}",
            "count": f"{counts[tab.name]}" if counts[tab.name] <= COUNT_LIMIT else f"{COUNT_LIMIT}+",
            "active": tab is present,
        }
        for tab in TABS.values()
    ]
