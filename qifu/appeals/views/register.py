"""An official registers an appeal; with a category it is accepted in the same breath, or answered by telling."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qifu.appeals.advancing import advance
from qifu.appeals.forms.keys import request_key
from qifu.appeals.forms.register import USUAL_CHANNEL, RegisterForm
from qifu.appeals.models import Appeal
from qifu.appeals.registering import register
from qifu.appeals.words import Channel, Population
from qifu.organisations.actors import Actor
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.refusals import Refused

PREFILLED = ("enterprise", "caller_name", "channel")


@signed_in(*USUAL_CHANNEL)
@require_http_methods(["GET", "HEAD", "POST"])
def register_appeal(request: Request) -> HttpResponse:
    said = (request.POST, request.FILES) if request.method == "POST" else ()
    given = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    form = RegisterForm(*said, by=request.actor, initial=given)
    if not said or not form.is_valid():
        return render(request, "appeals/register.html", {"form": form}, status=422 if said else 200)
    try:
        appeal = file(form, request)
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "appeals/register.html", {"form": form}, status=409)
    messages.success(request, _("Registered under the number %(number)s.") % {"number": appeal.number})
    seen = Appeal.objects.visible_to(request.actor).filter(pk=appeal.pk).exists()  # not always by a leader
    page = reverse("appeal", args=[appeal.number]) if seen else reverse("register-appeal")
    return redirect(f"{page}?registered=1")


def file(form: RegisterForm, request: Request) -> Appeal:
    said, by = form.cleaned_data, request.actor
    key = request_key(form, files=said["files"])
    own = bool(said.get("self_found"))
    appeal = register(
        by=by,
        district=district_of(request),
        channel=Channel.UNIT_RESEARCH if own else Channel(said["channel"]),
        population=Population.SELF_FOUND if own else Population.ASSIGNED,
        title=said["title"],
        text=said["text"],
        wish=said["wish"],
        enterprise=form.found_enterprise,
        enterprise_name=said["enterprise"],
        caller_name=said["caller_name"],
        caller_phone=said["caller_phone"],
        files=said["files"],
        key=key,
    )
    classify(appeal, form, by, key)
    return appeal


def classify(appeal: Appeal, form: RegisterForm, by: Actor, key: uuid.UUID) -> None:
    """A second step with a key of its own, so that a repeated request repeats neither."""
    said = form.cleaned_data
    if said.get("tell"):
        told = {"category": said["category"], "reply": said["reply"]}
        advance(appeal, "tell", by=by, key=uuid.uuid5(key, "tell"), **told)
    elif said.get("category"):
        advance(appeal, "accept", by=by, key=uuid.uuid5(key, "accept"), category=said["category"])
