"""One answer as its company judges it by a personal link: the answer, three questions, nothing else."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qifu.appeals.forms.keys import request_key
from qifu.organisations.actors import caller
from qifu.organisations.http import Request, address_of
from qifu.organisations.models import District
from qifu.organisations.refusals import Refused
from qifu.portal import attempts
from qifu.portal.access import Opened
from qifu.portal.districts import district_of, page
from qifu.portal.forms.steps import ASKS, StepForm, blank, filled
from qifu.portal.judging import Expired, Link, read
from qifu.portal.standing import standing_of
from qifu.portal.stepping import rate, sentence_of
from qifu.portal.views.following import too_often

VERB = "follow_up"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: Request, code: str, token: str) -> HttpResponse:
    response = answered(request, district_of(code), token)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def answered(request: Request, district: District, token: str) -> HttpResponse:
    address = address_of(request)
    if attempts.address_limited(address):
        return said(request, district, too_often(), 429)
    try:
        link = read(token, district)
    except Expired:
        return said(request, district, _("This link was good for a limited time, which is over."), 410)
    if link is None:
        attempts.wrong_link(district, address)
        return said(request, district, _("This link is not complete, or is none of ours."), 404)
    if not link.stands:
        words = _(
            "The unit works on the matter again, or has given another answer: this link belongs to the earlier one."
        )
        return said(request, district, words, 410)
    if request.method == "POST" and link.is_open:
        return judged(request, district, link)
    return show(request, district, link, blank(VERB) if link.is_open else None)


def judged(request: Request, district: District, link: Link) -> HttpResponse:
    """Pressed twice, the second finds the judgement of the first."""
    opened = Opened(link.appeal, district, caller(district, link.appeal.caller_name), by_number=False)
    form, status = filled(VERB, request.POST, {}), 422
    if form.is_valid():
        try:
            rate(opened, form, request_key(form, link.appeal.number, VERB))
            return redirect(request.path)
        except Refused as refusal:
            status = 409
            form.add_error(None, sentence_of(refusal, opened.again(), VERB))
    return show(request, district, link, form, status)


def show(
    request: Request, district: District, link: Link, form: StepForm | None, status: int = 200
) -> HttpResponse:
    context = {
        "appeal": link.appeal,
        "standing": standing_of(link.appeal),
        "rating": link.rating,
        "form": form,
        "ask": ASKS[VERB],
        "verb": VERB,
        "url": request.path,
        "closed": not link.is_open and link.rating is None,
    }
    return page(request, "portal/judge.html", district, context, status)


def said(request: Request, district: District, words: str, status: int) -> HttpResponse:
    """Why it leads nowhere, and the way that always does: number and telephone."""
    return page(request, "portal/judge_over.html", district, {"words": words}, status)
