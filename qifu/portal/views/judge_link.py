"""For those who follow up: the company's link for judging as text and as a QR code, and sending it again."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qifu.appeals.follow_up_rules import in_force
from qifu.appeals.models import Appeal
from qifu.appeals.views.scope import appeal_or_404
from qifu.appeals.words import Stage
from qifu.organisations.http import Request, district_of, safe_way_on, signed_in
from qifu.organisations.refusals import Refused
from qifu.portal.judging import people_of, send_again, url_for
from qifu.portal.panels import SENDERS
from qifu.portal.standing import answer_of, own_rating


@never_cache
@signed_in(*SENDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def judge_link(request: Request, number: str) -> HttpResponse:
    found = appeal_or_404(request, number, Appeal.objects.select_related("district"))
    if request.method != "POST":
        return show(request, found)
    try:
        event = send_again(found, by=request.actor)
    except Refused as refused:
        return show(request, found, refusal=str(refused), status=409)
    messages.success(request, _("The link was sent to %(people)s.") % {"people": event.data["people"]})
    back = f"{reverse('follow-ups')}?call={number}"
    return redirect(safe_way_on(request, request.GET.get("next"), back))


def show(request: Request, appeal: Appeal, *, refusal: str = "", status: int = 200) -> HttpResponse:
    answer, rating = answer_of(appeal), own_rating(appeal)
    waits = answer is not None and rating is None and appeal.stage == Stage.ANSWERED
    link = absolute(request, url_for(appeal, answer)) if answer and waits else ""
    context = {
        "appeal": appeal,
        "link": link,
        "picture": picture(link) if link else "",
        "rating": rating,
        "people": len(people_of(appeal)),
        "days": in_force(district_of(request).pk).link_days,
        "refusal": refusal,
    }
    template = "portal/judge_link_part.html" if request.htmx else "portal/judge_link.html"
    return render(request, template, context, status=status)


def absolute(request: Request, url: str) -> str:
    """At the address under which companies know the system, where that is set."""
    return f"{settings.SITE_URL}{url}" if settings.SITE_URL else request.build_absolute_uri(url)


def picture(link: str) -> SafeString:
    """Inline, so that no request for it leaves the page."""
    code = segno.make_qr(link, error="m")
    return mark_safe(code.svg_inline(scale=4, border=4, dark="#000", light="#fff"))  # noqa: S308 - our own drawing
