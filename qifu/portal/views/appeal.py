"""One appeal as its company sees it, and the company's steps."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from qifu.appeals.words import Stage
from qifu.lib.names import mask_phone
from qifu.lib.workdays import due_date
from qifu.organisations.http import Request
from qifu.organisations.refusals import Refused
from qifu.portal.access import Opened, opened
from qifu.portal.districts import page
from qifu.portal.forms.steps import ASKS, StepForm, blank, filled
from qifu.portal.history import history_of, word_of
from qifu.portal.promises import promises_of
from qifu.portal.standing import standing_of
from qifu.portal.stepping import sentence_of, steps_for, take


@require_safe
@opened
def appeal(request: Request, found: Opened) -> HttpResponse:
    return show(request, found)


@opened
def step(request: Request, found: Opened, verb: str) -> HttpResponse:
    if verb not in ASKS:
        raise Http404
    if request.method != "POST":
        return redirect(found.url("portal-appeal"))
    form, status = filled(verb, request.POST, request.FILES), 422
    if form.is_valid():
        try:
            take(found, verb, form)
        except Refused as refusal:
            found, status = found.again(), 409
            form.add_error(None, sentence_of(refusal, found, verb))
        else:
            return redirect(f"{found.url('portal-appeal')}?done={verb}")
    return show(request, found, tried=(verb, form), status=status)


@require_safe
@opened
def receipt(request: Request, found: Opened) -> HttpResponse:
    row = found.appeal
    context = {
        "opened": found,
        "appeal": row,
        "phone": mask_phone(row.caller_phone),
        "files": found.files,
        "just_filed": "filed" in request.GET,
        "review_until": due_date(row.due_at) if row.stage == Stage.REGISTERED and row.due_at else None,
        "promises": promises_of(found.district)[1:],
        "url": found.url("portal-appeal"),
        "follow_url": request.build_absolute_uri(f"/p/{found.district.code}/follow/"),
    }
    return page(request, "portal/receipt.html", found.district, context)


def show(
    request: Request, found: Opened, tried: tuple[str, StepForm] | None = None, status: int = 200
) -> HttpResponse:
    """A step that was tried and refused stays on the page with what was typed, even if it is not open any more."""
    forms = {verb: blank(verb) for verb in steps_for(found)}
    if tried:
        forms = dict([tried]) | {verb: form for verb, form in forms.items() if verb != tried[0]}
    context = {
        "opened": found,
        "appeal": found.appeal,
        "phone": mask_phone(found.appeal.caller_phone),
        "standing": standing_of(found.appeal),
        "word": word_of(found.appeal),
        "history": history_of(found),
        "files": found.files,
        "steps": [(verb, ASKS[verb], form, found.url("portal-step", verb)) for verb, form in forms.items()],
        "files_lost": bool(request.FILES),
        "done": request.GET.get("done"),
        "done_words": ASKS[request.GET["done"]].done if request.GET.get("done") in ASKS else "",
        "merged": found.appeal.stage == Stage.MERGED,
        "receipt_url": found.url("portal-receipt"),
    }
    return page(request, "portal/appeal.html", found.district, context, status)
