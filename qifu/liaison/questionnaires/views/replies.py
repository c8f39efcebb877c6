"""One recipient: the link, the reply and its history, answering on behalf, and the reply's files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qifu.liaison.models import Finding
from qifu.liaison.personal_links import qr_code
from qifu.liaison.questionnaires import answering
from qifu.liaison.questionnaires.forms.answering import OnBehalfForm
from qifu.liaison.questionnaires.keeping import answers_for, keeps
from qifu.liaison.questionnaires.links import address_of
from qifu.liaison.questionnaires.models import Answer
from qifu.liaison.questionnaires.problems import SOURCE
from qifu.liaison.questionnaires.showing import said_in
from qifu.liaison.questionnaires.views.scope import recipient_or_404
from qifu.liaison.questionnaires.words import KEEPERS, READERS
from qifu.liaison.views.scope import file_of
from qifu.organisations.http import Request, signed_in
from qifu.organisations.refusals import Refused


@never_cache
@signed_in(*READERS)
@require_safe
def recipient(request: Request, pk: int, recipient: int) -> HttpResponse:
    found = recipient_or_404(request, pk, recipient)
    reply = answering.reply_of(found)
    answers = answers_for(request.actor, found) and found.questionnaire.is_open
    link = address_of(found, request.build_absolute_uri("/")) if answers else ""
    context = {
        "recipient": found,
        "questionnaire": found.questionnaire,
        "reply": reply,
        "said": said_in(reply) if reply else [],
        "revisions": list(reply.revisions.select_related("by")) if reply else [],
        "findings": Finding.objects.for_list().filter(source=SOURCE, source_id=reply.pk) if reply else [],
        "answers": answers,
        "keeps": keeps(request.actor, found.questionnaire),
        "link": link,
        "picture": mark_safe(qr_code(link)) if link else "",  # noqa: S308 - our own drawing
    }
    return render(request, "questionnaires/recipient.html", context)


@signed_in(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, pk: int, recipient: int) -> HttpResponse:
    """On behalf of the company."""
    found = recipient_or_404(request, pk, recipient)
    if not answers_for(request.actor, found):
        raise Http404
    form = form_for(OnBehalfForm, found, request)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            answering.answer(
                found, form.values, by=request.actor, version=form.cleaned_data["version"], **form.said
            )
            messages.success(
                request, _("The reply of %(company)s is stored.") % {"company": found.enterprise}
            )
            return redirect("questionnaire-recipient", pk, recipient)
        except Refused as refused:
            form, status = form_for(OnBehalfForm, found, request, fresh=True), 409
            form.add_error(None, str(refused))
    context = {"recipient": found, "questionnaire": found.questionnaire, "form": form}
    return render(request, "questionnaires/answer.html", context, status=status)


def form_for(form_class: Any, recipient: Any, request: Request, *, fresh: bool = False) -> Any:
    """In the version that counts now. `fresh`: what was typed, under that version's number, whatever the form said."""
    version, reply = answering.version_for(recipient), answering.reply_of(recipient)
    data: Any = request.POST if request.method == "POST" else None
    if fresh:
        data = request.POST.copy()
        data["version"] = str(version.number)
    return form_class(
        data,
        request.FILES if data else None,
        questions=list(version.questions.all()),
        version=version.number,
        answers=list(reply.answers.all()) if reply else [],
        person=reply.person if reply else "",
    )


@signed_in(*READERS)
@require_safe
def reply_file(request: Request, pk: int, recipient: int, answer: int) -> HttpResponseBase:
    found = recipient_or_404(request, pk, recipient)
    rows = Answer.objects.filter(reply__recipient=found, file__isnull=False).select_related("file")
    row = get_object_or_404(rows, pk=answer)
    return file_of(row.file, row.text)
