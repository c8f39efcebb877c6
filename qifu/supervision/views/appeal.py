"""Supervision on an appeal's page: what was sent about it, and urging, ordering and instructing by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from qifu.appeals.forms.keys import request_key
from qifu.appeals.models import Appeal
from qifu.appeals.panels import READERS
from qifu.appeals.views.scope import appeal_or_404
from qifu.appeals.words import OPEN
from qifu.organisations.http import Request, safe_way_on, signed_in
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.supervision.forms.issuing import InstructForm, OrderForm, UrgeForm
from qifu.supervision.instructing import instruct
from qifu.supervision.issuing import MAY_ORDER, MAY_URGE, order, urge
from qifu.supervision.models import Escalation, Instruction, Order, UrgingNotice


@signed_in(*READERS)
def of_appeal(request: Request, number: str) -> HttpResponse:
    found = appeal_or_404(request, number)
    alive, role = found.stage in OPEN and found.lead_unit_id is not None, request.actor.role
    context = {
        "appeal": found,
        "orders": Order.objects.filter(appeal=found).select_related("unit"),
        "notices": UrgingNotice.objects.filter(appeal=found).select_related("unit"),
        "escalations": Escalation.objects.filter(appeal=found).select_related("leader"),
        "instructions": Instruction.objects.filter(appeal=found).select_related("leader"),
        "may_urge": alive and role in MAY_URGE,
        "may_order": alive and role in MAY_ORDER,
        "may_instruct": found.stage in OPEN and role == Role.LEADER,
    }
    return render(request, "supervision/parts/of_appeal.html", context)


def _urge(found: Appeal, request: Request, said: dict[str, Any]) -> str:
    notice = urge(found, by=request.actor, **said)
    return _("Urging notice %(number)s has been sent.") % {"number": notice.number}


def _order(found: Appeal, request: Request, said: dict[str, Any]) -> str:
    issued = order(found, by=request.actor, **said)
    return _("Supervision order %(number)s has been issued.") % {"number": issued.number}


def _instruct(found: Appeal, request: Request, said: dict[str, Any]) -> str:
    given = instruct(found, by=request.actor, **said)
    if given.order:
        return _("The instruction is on record, and supervision order %(number)s has been issued.") % {
            "number": given.order.number
        }
    return _("The instruction is on record.")


@dataclass(frozen=True)
class Step:
    """`act` returns the sentence that says what was done."""

    roles: tuple[Role, ...]
    form: type[forms.Form]
    act: Callable[[Appeal, Request, dict[str, Any]], str]
    title: Promise
    button: Promise


STEPS = {
    "urge": Step(
        MAY_URGE, UrgeForm, _urge, gettext_lazy("Urge the lead unit"), gettext_lazy("Send the urging notice")
    ),
    "order": Step(
        MAY_ORDER,
        OrderForm,
        _order,
        gettext_lazy("Issue a supervision order"),
        gettext_lazy("Issue the order"),
    ),
    "instruct": Step(
        (Role.LEADER,),
        InstructForm,
        _instruct,
        gettext_lazy("Give an instruction"),
        gettext_lazy("Give the instruction"),
    ),
}


@signed_in(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: Request, number: str, verb: str) -> HttpResponse:
    step = STEPS[verb]
    found = appeal_or_404(
        request, number, Appeal.objects.select_related("lead_unit", "enterprise", "district")
    )
    if request.actor.role not in step.roles:
        raise Refused(_("Urging and ordering are not steps of your post."))
    form = step.form(request.POST or None)
    page = {"appeal": found, "form": form, "title": step.title, "label": step.button}
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "supervision/by_hand.html", page, status=status)
    try:
        messages.success(request, step.act(found, request, said_in(form, number, verb)))
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "supervision/by_hand.html", page, status=409)
    return redirect(safe_way_on(request, request.GET.get("next"), f"/appeals/{number}/"))


def said_in(form: forms.Form, *about: str) -> dict[str, Any]:
    """With the request's key where the form carries one."""
    key = {"key": request_key(form, *about)} if "key" in form.fields else {}
    return {**form.cleaned_data, **key}


@signed_in(*READERS)
def escalation(request: Request, pk: int) -> HttpResponse:
    """The circular or the hand-over letter, for whoever sees the appeal."""
    found = get_object_or_404(
        Escalation.objects.select_related("appeal__enterprise", "unit", "leader", "district", "step"),
        pk=pk,
        appeal__in=Appeal.objects.visible_to(request.actor),
    )
    return render(request, "supervision/escalation.html", {"escalation": found})
