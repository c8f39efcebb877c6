"""A stop's page, made for a telephone, and what it sends: at once, or later from the telephone's own queue.

A post that asks for JSON is answered with `{"state": "stored" | "refused" | "kept", "sentence": …}`: 200, 422 for what the form says, 409
for what the verb says; “kept” is for the person who wrote it to send. A plain form is led back to the page.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.liaison.visits import recording
from qifu.liaison.visits.forms.recording import FORMS, StopForm
from qifu.liaison.visits.guards import may_change, may_write
from qifu.liaison.visits.models import Stop
from qifu.liaison.visits.showing import with_contents
from qifu.liaison.visits.views.scope import stop_or_404
from qifu.liaison.visits.words import READERS
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.refusals import Refused

# Field -> the verb's own name for it, where they differ.
VERBS: dict[str, Any] = {
    "check-in": recording.check_in,
    "note": recording.write_note,
    "pictures": recording.add_pictures,
    "sign": recording.sign,
    "finding": recording.find,
    "finish": recording.finish,
    "skip": recording.skip,
}
COMMON = ("key", "when", "person")
OTHER = "person"


@never_cache
@signed_in(*READERS)
@require_safe
def stop(request: Request, pk: int) -> HttpResponse:
    return show(request, stop_or_404(request, pk))


@signed_in(*READERS)
@require_POST
def write(request: Request, pk: int, verb: str) -> HttpResponse:
    if verb not in FORMS:
        raise Http404
    found = stop_or_404(request, pk)
    form = FORMS[verb](request.POST, request.FILES, by=request.actor, district=district_of(request))
    status, state = 422, "refused"
    if form.is_valid():
        try:
            take(found, form, request)
        except Refused as refused:
            form.add_error(None, str(refused))
            status, state = 409, "kept" if refused.code == OTHER else state
    if asks_for_json(request):
        return answer(form, status, state)
    if form.errors:
        return show(request, found, form, status)
    messages.success(request, _("Stored."))
    return redirect(f"{reverse('visit-stop', args=[pk])}#{verb}")


def take(found: Stop, form: StopForm, request: Request) -> None:
    said = dict(form.cleaned_data)
    if said["person"] is not None and said["person"] != (request.actor.user and request.actor.user.pk):
        sentence = _("Somebody else wrote this: it is stored once they sign in on this telephone again.")
        raise Refused(sentence, code=OTHER)
    files = [*said.get("pictures", ()), *filter(None, [said.get("signature")])]
    key = request_key(form, found.pk, form.verb, files=files)
    own = {name: value for name, value in said.items() if name not in COMMON}
    VERBS[form.verb](found, by=request.actor, key=key, at=said["when"], **own)


def answer(form: StopForm, status: int, state: str) -> JsonResponse:
    sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
    if sentences:
        return JsonResponse({"state": state, "sentence": " ".join(sentences)}, status=status)
    return JsonResponse({"state": "stored", "sentence": ""})


def asks_for_json(request: Request) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def show(request: Request, found: Stop, bound: StopForm | None = None, status: int = 200) -> HttpResponse:
    forms = {
        verb.replace("-", "_"): form(by=request.actor, district=district_of(request))
        for verb, form in FORMS.items()
    }
    if bound:
        forms[bound.verb.replace("-", "_")] = bound
    writes = found.is_written and may_write(found.visit, request.actor)
    context = {
        "stop": found,
        "visit": found.visit,
        "row": with_contents([found], found.visit.kind)[0],
        "forms": forms,
        "refused": bound,
        "writes": writes,
        "skips": writes and not found.checked_in_at and may_change(found.visit, request.actor),
        "contacts": found.enterprise.contacts.all(),
    }
    return render(request, "visits/stop.html", context, status=status)


@never_cache
@signed_in(*READERS)
@require_safe
def queue(request: Request) -> HttpResponse:
    """Who is signed in, and the token with which the telephone sends what it has kept."""
    return JsonResponse({"person": request.actor.user and request.actor.user.pk, "token": get_token(request)})
