"""The office writes a letter, chooses its companies, starts and closes it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from qifu.appeals.forms.keys import request_key
from qifu.liaison.forms.target import TargetForm
from qifu.liaison.letters import drafting
from qifu.liaison.letters.forms.letter import LetterForm
from qifu.liaison.letters.models import Letter
from qifu.liaison.letters.views.scope import letter_or_404
from qifu.liaison.letters.words import FIELDS
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

STEPS: dict[str, tuple[Any, Any, Any]] = {
    "start": (gettext_lazy("Start delivering"), drafting.start, gettext_lazy("The officers have been told.")),
    "close": (gettext_lazy("Close the letter"), drafting.close, gettext_lazy("The letter is closed.")),
}


@signed_in(Role.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def write_letter(request: Request, pk: int | None = None) -> HttpResponse:
    letter = letter_or_404(request, pk) if pk else None
    form = LetterForm(request.POST or None, initial=_initial(letter))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            return redirect("letter", _store(request, letter, form).pk)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    context = {
        "letter": letter,
        "form": form,
        "fields": FIELDS.items(),
        "back": f"/letters/{pk}/" if pk else "/letters/",
    }
    return render(request, "letters/write.html", context, status=status)


def _initial(letter: Letter | None) -> dict[str, object]:
    if letter is None:
        return {"dated_on": timezone.localdate()}
    return {name: getattr(letter, name) for name in ("version", "title", "text", "dated_on", "due_on")}


def _store(request: Request, letter: Letter | None, form: LetterForm) -> Letter:
    said = {name: form.cleaned_data[name] for name in ("title", "text", "dated_on", "due_on")}
    if letter is None:
        district = district_of(request)
        return drafting.write(district=district, by=request.actor, key=request_key(form), **said)
    if drafting.change(letter, by=request.actor, version=form.cleaned_data["version"], **said):
        messages.success(request, _("Stored."))
    return letter


@signed_in(Role.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_companies(request: Request, pk: int) -> HttpResponse:
    letter = letter_or_404(request, pk)
    form = TargetForm(request.POST or None, district=letter.district, target=letter.for_whom)
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            count = drafting.draw_up(letter, form.target, by=request.actor)
            messages.success(request, _("%(count)s companies are on the list.") % {"count": count})
            return redirect("letter", pk)
        except Refused as refused:
            refusal = str(refused)
    context = {"letter": letter, "form": form, "refusal": refusal}
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "letters/companies.html", context, status=status)


@signed_in(Role.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_step(request: Request, pk: int, verb: str) -> HttpResponse:
    letter = letter_or_404(request, pk)
    if verb not in STEPS:
        raise Http404
    title, take, done = STEPS[verb]
    if request.method == "POST":
        take(letter, by=request.actor)
        messages.success(request, str(done))
        return redirect("letter", pk)
    context = {"title": title, "subject": letter.title, "back": f"/letters/{pk}/"}
    return render(request, "liaison/step.html", context)
