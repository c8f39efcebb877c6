"""The list of questionnaires, one of them, making and changing it, and its few steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.liaison.questionnaires import building
from qifu.liaison.questionnaires.forms.building import QuestionnaireForm
from qifu.liaison.questionnaires.forms.filters import QuestionnaireFilter
from qifu.liaison.questionnaires.keeping import keeps, reads
from qifu.liaison.questionnaires.models import Problem, Questionnaire, Recipient
from qifu.liaison.questionnaires.results import by_street, total
from qifu.liaison.questionnaires.views.scope import kept_or_404, questionnaire_or_404
from qifu.liaison.questionnaires.words import KEEPERS, READERS
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused

STEPS: dict[str, tuple[Any, Callable[..., Any]]] = {
    "close": (gettext_lazy("Close it now"), building.close),
    "new-version": (gettext_lazy("Change the questions"), building.begin_version),
    "put-in-force": (gettext_lazy("Put the new version in force"), building.put_in_force),
    "drop-version": (gettext_lazy("Throw the new version away"), building.drop_version),
}
TO_QUESTIONS = ("new-version",)


@signed_in(*READERS)
@require_safe
def questionnaires(request: Request) -> HttpResponse:
    """Four queries and one for the counts of the page's rows."""
    filters = QuestionnaireFilter(request.GET, request.actor)
    found = Questionnaire.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    page = keyset(found.for_list(), ("-id",), request.GET, size=20)
    counted = Recipient.objects.filter(
        questionnaire__in=[row.pk for row in page], sent_at__isnull=False
    ).order_by()
    tally = {
        pk: (answered, sent)
        for pk, answered, sent in counted.values_list("questionnaire").annotate(
            Count("answered_at"), Count("pk")
        )
    }
    context = {
        "filters": filters,
        "page": page,
        "rows": [(row, *tally.get(row.pk, (0, 0))) for row in page],
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "makes": request.actor.role in KEEPERS,
    }
    return render(request, "questionnaires/questionnaires.html", context)


@signed_in(*READERS)
@require_safe
def questionnaire(request: Request, pk: int) -> HttpResponse:
    found = questionnaire_or_404(request, pk)
    lines = by_street(Recipient.objects.visible_to(request.actor).filter(questionnaire=found))
    written, standing = building.being_written(found), building.in_force(found)
    shown = standing or written
    context = {
        "questionnaire": found,
        "keeps": keeps(request.actor, found),
        "reads": reads(request.actor, found),
        "lines": lines,
        "total": total(lines),
        "sendings": found.sendings.select_related("by"),
        "written": written,
        "standing": standing,
        "questions": list(shown.questions.all()) if shown else [],
        "unread": Problem.objects.filter(questionnaire=found, seen_at=None).count(),
    }
    return render(request, "questionnaires/questionnaire.html", context)


@signed_in(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    form = QuestionnaireForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = building.make(by=request.actor, key=request_key(form), **form.said)
            return redirect("questionnaire-questions", made.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "questionnaire": None}
    return render(request, "questionnaires/form.html", context, status=422 if form.is_bound else 200)


@signed_in(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: int) -> HttpResponse:
    found = kept_or_404(request, pk)
    form = QuestionnaireForm(request.POST if request.method == "POST" else None, questionnaire=found)
    if form.is_bound and form.is_valid():
        try:
            building.change(found, by=request.actor, **form.said)
            messages.success(request, _("Stored."))
            return redirect("questionnaire", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "questionnaire": found}
    return render(request, "questionnaires/form.html", context, status=422 if form.is_bound else 200)


@signed_in(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, pk: int, verb: str) -> HttpResponse:
    found = kept_or_404(request, pk)
    if verb not in STEPS:
        raise Http404
    label, take = STEPS[verb]
    refusal = ""
    if request.method == "POST":
        try:
            take(found, by=request.actor)
            return redirect("questionnaire-questions" if verb in TO_QUESTIONS else "questionnaire", pk)
        except Refused as refused:
            refusal = str(refused)
    context = {"questionnaire": found, "label": label, "verb": verb, "refusal": refusal}
    return render(request, "questionnaires/step.html", context, status=409 if refusal else 200)
