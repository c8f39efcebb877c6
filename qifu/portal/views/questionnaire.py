"""A company answers a questionnaire by its personal link, without an account and without scripts; what it may still answer."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qifu.enterprises.models import Enterprise
from qifu.liaison.personal_links import NoSuchLink
from qifu.liaison.questionnaires import answering
from qifu.liaison.questionnaires.forms.answering import AnswerForm
from qifu.liaison.questionnaires.links import Superseded, path_of, recipient_by
from qifu.liaison.questionnaires.models import Answer, Recipient
from qifu.liaison.questionnaires.showing import said_in
from qifu.liaison.questionnaires.views.replies import form_for
from qifu.liaison.views.scope import file_of
from qifu.organisations.actors import caller
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.portal.access import contact_in
from qifu.portal.districts import page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, token: str) -> HttpResponse:
    try:
        found = recipient_by(token)
    except NoSuchLink:
        return over(
            request,
            _(
                "This link is not a good one: it may have been cut off on its way. Open it once more from the e-mail, or scan the code again."
            ),
            404,
        )
    except Superseded:
        return over(
            request,
            _("This link has been replaced by a newer one: take the link of the latest e-mail or sheet."),
            410,
        )
    questionnaire = found.questionnaire
    if request.method == "POST":
        return _store(request, found, token)
    answering.opened(found)
    if not questionnaire.is_open or (found.answered_at and "edit" not in request.GET):
        return _answered(request, found, token)
    return _form(request, found, form_for(AnswerForm, found, request))


def _store(request: Request, found: Recipient, token: str) -> HttpResponse:
    """After the close the form stands there as it was typed, with the sentence above it."""
    form = form_for(AnswerForm, found, request)
    if not form.is_valid():
        return _form(request, found, form, status=422)
    by = (
        request.actor
        if contact_in(request, found.district)
        else caller(found.district, form.cleaned_data["person"])
    )
    try:
        answering.answer(
            found,
            form.values,
            by=by,
            version=form.cleaned_data["version"],
            person=form.cleaned_data["person"],
        )
    except Refused as refused:
        again = form_for(AnswerForm, found, request, fresh=True)
        again.add_error(None, str(refused))
        return _form(request, found, again, status=409)
    return redirect(f"{reverse('answer-questionnaire', args=[token])}?stored=1")


def _form(request: Request, found: Recipient, form: AnswerForm, status: int = 200) -> HttpResponse:
    context = {"recipient": found, "questionnaire": found.questionnaire, "form": form}
    return page(request, "portal/questionnaire.html", found.district, context, status)


def _answered(request: Request, found: Recipient, token: str) -> HttpResponse:
    """Closed, or answered already: what was said, and until when it may be corrected."""
    reply = answering.reply_of(found)
    context = {
        "recipient": found,
        "questionnaire": found.questionnaire,
        "token": token,
        "reply": reply,
        "said": said_in(reply) if reply else [],
        "open": found.questionnaire.is_open,
        "stored": "stored" in request.GET,
    }
    return page(request, "portal/questionnaire_answered.html", found.district, context)


def over(request: Request, words: str, status: int) -> HttpResponse:
    return render(request, "portal/questionnaire_over.html", {"words": words}, status=status)


@never_cache
@require_safe
def answer_file(request: Request, token: str, pk: int) -> HttpResponseBase:
    try:
        found = recipient_by(token)
    except (NoSuchLink, Superseded) as error:
        raise Http404 from error
    rows = Answer.objects.filter(reply__recipient=found, file__isnull=False).select_related("file")
    row = get_object_or_404(rows, pk=pk)
    return file_of(row.file, row.text)


@signed_in(Role.CONTACT)
@require_safe
def my_questionnaires(request: Request) -> HttpResponse:
    """Of all companies that the contact speaks for: those still open, and the newest of the others."""
    own = Enterprise.objects.visible_to(request.actor)
    rows = Recipient.objects.filter(enterprise__in=own, sent_at__isnull=False).select_related(
        "questionnaire__unit", "enterprise"
    )
    waiting = rows.filter(answered_at=None, questionnaire__closes_at__gt=timezone.now()).order_by(
        "questionnaire__closes_at"
    )
    others = rows.exclude(pk__in=waiting.values("pk")).order_by("-sent_at")
    context = {
        "district": district_of(request),
        "waiting": [(row, path_of(row)) for row in waiting[:50]],
        "others": [(row, path_of(row)) for row in others[:50]],
    }
    return render(request, "portal/questionnaires.html", context)
