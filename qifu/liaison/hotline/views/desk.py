"""The desk: one screen from the company's name to the number. Works as a plain form; keys and search only make it quick."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qifu.appeals.forms.enterprise import enterprise_named
from qifu.appeals.forms.keys import request_key
from qifu.enterprises.search import search as search_enterprises
from qifu.liaison.hotline.forms.desk import DeskForm
from qifu.liaison.hotline.history import asked_after, past_of
from qifu.liaison.hotline.models import Call, CallBack
from qifu.liaison.hotline.searching import search
from qifu.liaison.hotline.taking import TAKERS, take_call
from qifu.liaison.hotline.words import BY_HAND, CallBackState, CallOutcome
from qifu.lib.names import phone_key
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.refusals import Refused
from qifu.organisations.unmasking import is_unmasked

SHORTEST_PHONE = 7


@never_cache
@signed_in(*TAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: Request) -> HttpResponse:
    if request.method != "POST":
        return show(request, DeskForm(by=request.actor, initial=begin(request)))
    pressed = request.POST.get("do", "")
    outcome = CallOutcome(pressed) if pressed in {choice.value for choice in BY_HAND} else None
    form = DeskForm(request.POST, by=request.actor, outcome=outcome)
    if not form.is_valid():
        return show(request, form, status=422)
    if outcome is None:  # “show what is known”: without JavaScript, nothing is written
        return show(request, form)
    try:
        call = take(request, form, outcome)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, form, status=409)
    return redirect(f"{reverse('call', args=[call.pk])}?done=1")


def take(request: Request, form: DeskForm, outcome: CallOutcome) -> Call:
    given = form.cleaned_data
    return take_call(
        form.said,
        outcome,
        by=request.actor,
        district=district_of(request),
        key=request_key(form),
        external_id=given["call"],
        begun_at=given["begun"],
    )


def begin(request: Request) -> dict[str, Any]:
    """What the telephone system's pop-up says: number and call; the company is looked for by the number."""
    if (of := request.GET.get("of", "")).isdecimal() and len(of) < 12:
        return begin_from(request, int(of))
    phone, call = request.GET.get("phone", "").strip()[:30], request.GET.get("call", "").strip()[:64]
    given = {"caller_phone": phone, "call": call, "begun": timezone.now().isoformat()}
    if len(phone_key(phone)) >= SHORTEST_PHONE:
        found = search_enterprises(phone, request.actor, limit=2)
        if len(found) == 1:
            given["enterprise"] = found[0].number
    elif number := request.GET.get("enterprise", "")[:12]:
        given["enterprise"] = number
    return given


def begin_from(request: Request, pk: int) -> dict[str, Any]:
    """A call that is on record and was not written down, or somebody who was called back: what is masked stays so."""
    call = Call.objects.visible_to(request.actor).select_related("enterprise").filter(pk=pk).first()
    if call is None:
        return {"begun": timezone.now().isoformat()}
    given = {
        "begun": timezone.now().isoformat(),
        "call": "" if call.is_heard else call.external_id or "",
        "enterprise": call.enterprise.number if call.enterprise else call.enterprise_name,
    }
    if is_unmasked(request, call):
        given |= {"caller_name": call.caller_name, "caller_phone": call.phone}
    elif found := search_enterprises(call.phone_key, request.actor, limit=2) if call.phone_key else []:
        given["enterprise"] = given["enterprise"] or (found[0].number if len(found) == 1 else "")
    return given


def show(request: Request, form: DeskForm, status: int = 200) -> HttpResponse:
    typed, phone = str(form["enterprise"].value() or ""), str(form["caller_phone"].value() or "")
    enterprise = enterprise_named(typed.strip(), request.actor) if typed.strip() else None
    external = str(form["call"].value() or "")[:64]
    text = str(form["text"].value() or "")
    known = Call.objects.filter(district=request.actor.district, external_id=external) if external else None
    due = CallBack.objects.filter(
        district=request.actor.district, state=CallBackState.OPEN, next_at__lte=timezone.now()
    )
    context = {
        "form": form,
        "past": past_of(request.actor, enterprise, phone),
        "asked": asked_after(request.GET.get("ask", ""), request.actor),
        "ask": request.GET.get("ask", ""),
        "entries": search(text, district_of(request)) if text else [],
        "known": known.select_related("operator").first() if known is not None else None,
        "due": due[:100].count(),
    }
    return render(request, "hotline/desk.html", context, status=status)


@never_cache
@signed_in(*TAKERS)
@require_safe
def history(request: Request) -> HttpResponse:
    """A fragment of the desk: of the company that was chosen, or of the number that was typed."""
    typed = request.GET.get("enterprise", "").strip()[:100]
    enterprise = enterprise_named(typed, request.actor) if typed else None
    past = past_of(request.actor, enterprise, request.GET.get("caller_phone", "")[:30])
    return render(request, "hotline/parts/history.html", {"past": past})


@never_cache
@signed_in(*TAKERS)
@require_safe
def asked(request: Request) -> HttpResponse:
    """A fragment of the desk: the appeals that a caller asks after, with the answer to read out."""
    ask = request.GET.get("ask", "")
    return render(request, "hotline/parts/asked.html", {"asked": asked_after(ask, request.actor), "ask": ask})


@signed_in(*TAKERS)
@require_safe
def found(request: Request) -> HttpResponse:
    """A fragment of the desk: what is known of the words that are being typed."""
    text = request.GET.get("q", "")[:300]
    return render(
        request,
        "hotline/parts/entries.html",
        {"entries": search(text, district_of(request)), "asked_for": text},
    )
