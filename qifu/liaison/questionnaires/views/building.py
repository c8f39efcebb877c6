"""The builder: the list of questions with its keys for moving, each question's page, and the preview."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.liaison.questionnaires import building
from qifu.liaison.questionnaires.forms.answering import AnswerForm, condition_in_words
from qifu.liaison.questionnaires.forms.building import QuestionForm
from qifu.liaison.questionnaires.keeping import keeps
from qifu.liaison.questionnaires.models import Question, Questionnaire
from qifu.liaison.questionnaires.views.scope import kept_or_404, questionnaire_or_404
from qifu.liaison.questionnaires.words import DECISIVE, KEEPERS, READERS, Kind
from qifu.organisations.http import Request, signed_in
from qifu.organisations.refusals import Refused

MOVES = {"up": -1, "down": 1}


@signed_in(*KEEPERS)
@require_safe
def questions(request: Request, pk: int) -> HttpResponse:
    found = kept_or_404(request, pk)
    version = building.being_written(found)
    if version is None:
        return redirect("questionnaire-step", pk, "new-version")
    rows = list(version.questions.all())
    places = {row.key: (n, row) for n, row in enumerate(rows, start=1)}
    context = {
        "questionnaire": found,
        "version": version,
        "rows": [(row, condition_in_words(row, places)) for row in rows],
        "kinds": Kind,
    }
    return render(request, "questionnaires/questions.html", context)


@signed_in(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_question(request: Request, pk: int) -> HttpResponse:
    found = kept_or_404(request, pk)
    kind = request.GET.get("kind", "")
    if kind not in Kind.values:
        raise Http404
    return _question(request, found, Kind(kind), _written(found))


@signed_in(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_question(request: Request, pk: int, question: int) -> HttpResponse:
    found = kept_or_404(request, pk)
    rows = _written(found)
    row = next((each for each in rows if each.pk == question), None)
    if row is None:
        raise Http404
    return _question(request, found, Kind(row.kind), rows[: rows.index(row)], row)


def _written(found: Questionnaire) -> list[Question]:
    version = building.being_written(found)
    return list(version.questions.all()) if version else []


def _question(
    request: Request, found: Questionnaire, kind: Kind, earlier: list[Question], row: Question | None = None
) -> HttpResponse:
    decisive = [each for each in earlier if each.kind in DECISIVE]
    given: Any = request.POST if request.method == "POST" else None
    form = QuestionForm(given, kind=kind, earlier=decisive, question=row)
    if form.is_bound and form.is_valid():
        try:
            if row:
                building.change_question(found, row.pk, form.said, by=request.actor)
            else:
                # A form sent twice names the same question, which the version holds once.
                building.add_once(found, form.said, by=request.actor, form_key=form.cleaned_data["key"])
            return redirect("questionnaire-questions", found.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"questionnaire": found, "form": form, "kind": kind, "question": row}
    return render(request, "questionnaires/question.html", context, status=422 if form.is_bound else 200)


@signed_in(*KEEPERS)
@require_POST
def move(request: Request, pk: int, question: int, verb: str) -> HttpResponse:
    found = kept_or_404(request, pk)
    try:
        if verb == "remove":
            building.remove_question(found, question, by=request.actor)
        elif verb in MOVES:
            building.move_question(found, question, MOVES[verb], by=request.actor)
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, str(refused))
    response = redirect("questionnaire-questions", pk)
    if verb in MOVES:
        response["Location"] += f"#question-{question}"
    return response


@signed_in(*READERS)
@require_safe
def preview(request: Request, pk: int) -> HttpResponse:
    """As the company will see it; nothing can be sent from here."""
    found = questionnaire_or_404(request, pk)
    written = building.being_written(found) if keeps(request.actor, found) else None
    version = written or building.in_force(found)
    if version is None:
        raise Http404
    form = AnswerForm(questions=list(version.questions.all()), version=version.number)
    context = {
        "questionnaire": found,
        "form": form,
        "version": version,
        "note": _("Preview: nothing is sent."),
    }
    return render(request, "questionnaires/preview.html", context)
