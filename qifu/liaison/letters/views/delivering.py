"""The officer's page: my companies of a letter, street by street, and what happens at each door. Made for a phone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.liaison.letters import delivering
from qifu.liaison.letters.forms.letter import DoorForm, DropForm, MovedForm
from qifu.liaison.letters.merging import filled, same_for_all
from qifu.liaison.letters.models import Delivery, Letter
from qifu.liaison.letters.views.scope import delivery_or_404, letter_or_404
from qifu.liaison.letters.words import CARRIERS, READERS, SENTENCES, SOURCE, DeliveryState, LetterStage
from qifu.liaison.models import Finding
from qifu.lib.names import mask_name
from qifu.organisations.http import Request, signed_in
from qifu.organisations.paging import keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


@signed_in(*CARRIERS)
@require_safe
def my_letters(request: Request) -> HttpResponse:
    """To the one letter that is being delivered; with several, the list of letters."""
    mine = Delivery.objects.filter(officer=request.actor.user, letter__stage=LetterStage.SENDING)
    seen = list(mine.order_by().values_list("letter", flat=True).distinct()[:2])
    return redirect("letter-mine", seen[0]) if len(seen) == 1 else redirect("letters")


@signed_in(*CARRIERS)
@require_safe
def letter_mine(request: Request, pk: int) -> HttpResponse:
    letter = letter_or_404(request, pk)
    mine = Delivery.objects.filter(letter=letter, officer=request.actor.user)
    done = mine.filter(state=DeliveryState.DELIVERED).count()
    only = request.GET.get("show", "")
    shown = mine if only == "all" else mine.filter(state=DeliveryState.WAITING)
    context = {
        "letter": letter,
        "page": keyset(shown.for_list(), ("id",), request.GET),
        "done": done,
        "total": mine.count(),
        "everything": only == "all",
        "last": mine.filter(pk=_number(request.GET.get("last"))).for_list().first(),
    }
    return render(request, "letters/mine.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 16 else 0


@signed_in(*READERS)
@require_safe
def delivery(request: Request, pk: int, row: int) -> HttpResponse:
    return _show(request, delivery_or_404(request, pk, row))


@signed_in(*CARRIERS, Role.OFFICE)
@require_POST
def delivery_step(request: Request, pk: int, row: int, verb: str) -> HttpResponse:
    """`here=list`: one tap on the list leads back to it, with a place for what was said."""
    found = delivery_or_404(request, pk, row)
    form = FORMS[verb](request.POST) if verb in FORMS else None
    if form is None and verb not in ("tap", "undo"):
        raise Http404
    if form is not None and not form.is_valid():
        return _show(request, found, {verb: form}, status=422)
    try:
        messages.success(request, _take(request, found, verb, form))
    except Refused as refused:
        if form is None:
            raise
        form.add_error(None, str(refused))
        return _show(request, found, {verb: form}, status=409)
    if request.POST.get("here") == "list":
        return redirect(f"{reverse('letter-mine', args=[pk])}?last={row}#last")
    stored = "?stored=1" if verb == "deliver" else ""
    return redirect(reverse("delivery", args=[pk, row]) + stored)


FORMS: dict[str, Any] = {"deliver": DoorForm, "moved": MovedForm, "drop": DropForm}


def _take(request: Request, found: Delivery, verb: str, form: Any) -> str:
    by, name = request.actor, found.enterprise.name
    if verb == "tap":
        delivering.deliver(found, by=by)
        return _("Delivered: %(company)s.") % {"company": name}
    if verb == "undo":
        delivering.undo(found, by=by)
        return _("Taken back: %(company)s has not got the letter.") % {"company": name}
    if verb == "moved":
        delivering.not_found(found, by=by, **form.cleaned_data)
        return _(
            "%(company)s has moved or was not found: noted, and the programme office gives the letter to somebody else."
        ) % {"company": name}
    if verb == "drop":
        delivering.drop(found, by=by, note=form.cleaned_data["note"])
        return _("%(company)s: given up.") % {"company": name}
    return _delivered(request, found, form)


def _delivered(request: Request, found: Delivery, form: DoorForm) -> str:
    said = form.cleaned_data
    delivering.deliver(found, by=request.actor, said=said["said"])
    if said["need"].strip():
        delivering.need(found, said["need"], by=request.actor, key=request_key(form, found.pk))
        return _("Delivered to %(company)s, and what they need is on record below.") % {
            "company": found.enterprise.name
        }
    return _("Delivered: %(company)s.") % {"company": found.enterprise.name}


def _show(
    request: Request, found: Delivery, wrong: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    letter: Letter = found.letter
    contact = found.enterprise.contacts.order_by("id").first()
    context = {
        "letter": letter,
        "row": found,
        "contact": f"{mask_name(contact.name)} {contact.title}" if contact else "",
        "elsewhere": found.enterprise.street_id != found.street_id and found.enterprise.street,
        "forms": {
            "deliver": DoorForm(initial={"said": found.said}),
            "moved": MovedForm(),
            "drop": DropForm(),
            **(wrong or {}),
        },
        "wrong": next(iter(wrong), "") if wrong else "",
        "may": letter.is_sending and delivering.may_deliver(request.actor, found),
        "keeps": request.actor.role == Role.OFFICE,
        "today": bool(found.at and timezone.localdate(found.at) == timezone.localdate()),
        "events": [
            {
                "at": event.at,
                "title": str(SENTENCES[event.verb]) % {"who": event.note},
                "by": event.who,
                "note": "" if event.verb == "share" else event.note,
            }
            for event in found.events.order_by("-id")
        ],
        "findings": Finding.objects.visible_to(request.actor)
        .from_(SOURCE, found.pk)
        .for_list()
        .order_by("id"),
        "words": filled(
            letter, found.enterprise, found.officer.name if found.officer else "", same_for_all(letter)
        ),
    }
    return render(request, "letters/delivery.html", context, status=status)
