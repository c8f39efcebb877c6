"""One step of the workflow: its form as a page, or as the content of a dialog; posting takes the step."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qifu.appeals.advancing import advance
from qifu.appeals.forms.base import StepForm
from qifu.appeals.forms.steps import form_of
from qifu.appeals.models import Appeal, Event
from qifu.appeals.views.scope import appeal_or_404
from qifu.appeals.workflow import TRANSITIONS
from qifu.organisations.http import Request, signed_in
from qifu.organisations.refusals import Refused

SHOWN = ("enterprise", "category", "lead_unit")


@signed_in()
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, number: str, verb: str) -> HttpResponse:
    if verb not in TRANSITIONS:
        raise Http404
    said = (request.POST, request.FILES) if request.method == "POST" else ()
    appeal = appeal_or_404(
        request, number, Appeal.objects.all() if said else Appeal.objects.select_related(*SHOWN)
    )
    transition = TRANSITIONS[verb]
    if not said and (refusal := transition.refusal(appeal, request.actor, timezone.now())):
        return show(request, appeal, verb, refusal=str(refusal), status=409)
    form = form_of(verb)(*said, step=transition, appeal=appeal, by=request.actor)
    if not said or not form.is_valid():
        return show(request, appeal, verb, form, status=422 if said else 200)
    try:
        event = advance(appeal, verb, by=request.actor, key=form.request_key(), **form.given())
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, appeal, verb, form, status=409)
    messages.success(request, done(appeal, event))
    return redirect("appeal", number)


def done(appeal: Appeal, event: Event) -> str:
    said = {"number": appeal.number, "who": event.who, "what": TRANSITIONS[event.verb].sentence}
    return _("%(number)s: %(who)s %(what)s.") % said


def show(
    request: Request,
    appeal: Appeal,
    verb: str,
    form: StepForm | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """htmx puts only a 200 into the dialog, and there the sentence has to be read as well."""
    page = {"appeal": appeal, "step": TRANSITIONS[verb], "form": form, "refusal": refusal}
    if request.htmx:
        return render(request, "appeals/parts/step.html", page)
    return render(request, "appeals/step.html", page, status=status)
