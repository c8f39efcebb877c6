"""Choosing whom it goes to, with the count first; the list of recipients, reminders, links to hand over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.appeals.forms.keys import KeyField, request_key
from qifu.appeals.lists.exporting import in_words
from qifu.liaison.forms.target import TargetForm
from qifu.liaison.personal_links import qr_code
from qifu.liaison.questionnaires import sending
from qifu.liaison.questionnaires.building import being_written
from qifu.liaison.questionnaires.forms.filters import RecipientFilter
from qifu.liaison.questionnaires.keeping import keeps
from qifu.liaison.questionnaires.links import address_of
from qifu.liaison.questionnaires.models import Recipient
from qifu.liaison.questionnaires.views.scope import kept_or_404, questionnaire_or_404, recipient_or_404
from qifu.liaison.questionnaires.words import KEEPERS, READERS
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused

ON_A_SHEET = 24


class KeyForm(forms.Form):
    """Pressed twice, it happens once."""

    key = KeyField()


@signed_in(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: Request, pk: int) -> HttpResponse:
    """“Count” looks, “Send” sends; the form stays as it was typed."""
    found = kept_or_404(request, pk)
    data: Any = request.POST if request.method == "POST" else None
    form, key = TargetForm(data, district=found.district), KeyForm(data)
    context: dict[str, Any] = {
        "questionnaire": found,
        "form": form,
        "key": key,
        "written": being_written(found),
    }
    if form.is_bound and form.is_valid() and key.is_valid():
        context["count"] = sending.newcomers(found, form.target).count()
        context["words"] = form.target.in_words()
        if "send" in request.POST:
            try:
                sent = sending.publish(found, form.target, by=request.actor, key=request_key(key, pk))
                assert request.post  # noqa: S101 - signed in
                return redirect("job", sending.in_background(sent, request.post).pk)
            except Refused as refused:
                form.add_error(None, str(refused))
    return render(
        request, "questionnaires/send.html", context, status=422 if form.is_bound and form.errors else 200
    )


@signed_in(*READERS)
@require_safe
def recipients(request: Request, pk: int) -> HttpResponse:
    found = questionnaire_or_404(request, pk)
    filters = RecipientFilter(request.GET, request.actor)
    rows = Recipient.objects.visible_to(request.actor).filter(
        filters.condition(Moment()), questionnaire=found
    )
    page = keyset(rows.for_list(), ("id",), request.GET)
    context = {
        "questionnaire": found,
        "filters": filters,
        "page": page,
        "count": count_up_to(rows) if page.previous or page.next else len(page),
        "keeps": keeps(request.actor, found),
        "query": request.GET.urlencode(),
    }
    return render(request, "questionnaires/recipients.html", context)


@signed_in(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: Request, pk: int) -> HttpResponse:
    """Of those whom the filter shows, the ones who have not answered."""
    found = kept_or_404(request, pk)
    filters = RecipientFilter(request.GET, request.actor)
    rows = Recipient.objects.filter(filters.condition(Moment()), questionnaire=found)
    waiting, refusal = rows.filter(answered_at=None, sent_at__isnull=False), ""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            key = request_key(form, pk, request.GET.urlencode())
            sent = sending.remind(found, rows, by=request.actor, words=in_words(filters), key=key)
            assert request.post  # noqa: S101 - signed in
            return redirect("job", sending.in_background(sent, request.post).pk)
        except Refused as refused:
            refusal = str(refused)
    context = {
        "questionnaire": found,
        "form": form,
        "count": waiting.count(),
        "words": in_words(filters),
        "refusal": refusal,
    }
    return render(request, "questionnaires/remind.html", context, status=409 if refusal else 200)


@never_cache
@signed_in(*KEEPERS)
@require_safe
def sheet(request: Request, pk: int) -> HttpResponse:
    """Codes to cut out and hand over, for those whom the filter shows and who have not answered."""
    found = questionnaire_or_404(request, pk)
    if not found.is_open:
        raise Http404
    filters = RecipientFilter(request.GET, request.actor)
    rows = Recipient.objects.visible_to(request.actor).filter(
        filters.condition(Moment()), questionnaire=found, answered_at=None
    )
    page = keyset(rows.for_list(), ("id",), request.GET, size=ON_A_SHEET)
    codes = [(row, mark_safe(qr_code(address_of(row, request.build_absolute_uri("/"))))) for row in page]  # noqa: S308 - our own drawing
    context = {"questionnaire": found, "filters": filters, "page": page, "codes": codes}
    return render(request, "questionnaires/sheet.html", context)


@signed_in(*KEEPERS)
@require_POST
def renew(request: Request, pk: int, recipient: int) -> HttpResponse:
    found = recipient_or_404(request, pk, recipient)
    sending.renew_link(found, by=request.actor)
    messages.success(request, _("There is a new link; the old one opens nothing any more."))
    return redirect("questionnaire-recipient", pk, recipient)
