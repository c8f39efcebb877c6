"""What the replies say: by question, by street, in texts, and as a workbook."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from qifu.liaison.questionnaires import exporting
from qifu.liaison.questionnaires.models import Answer, Recipient
from qifu.liaison.questionnaires.results import (
    by_street,
    by_way,
    replies_by_version,
    results_of,
    total,
    versions_of,
)
from qifu.liaison.questionnaires.views.scope import read_or_404
from qifu.liaison.questionnaires.words import READERS
from qifu.organisations.http import Request, signed_in, with_right
from qifu.organisations.paging import keyset
from qifu.organisations.roles import Right


@signed_in(*READERS)
@require_safe
def results(request: Request, pk: int) -> HttpResponse:
    found = read_or_404(request, pk)
    versions = versions_of(found)
    if not versions:
        raise Http404
    chosen = [version for version in versions if str(version.number) == request.GET.get("version")]
    lines = by_street(Recipient.objects.filter(questionnaire=found))
    replies = replies_by_version(found)
    context = {
        "questionnaire": found,
        "versions": [(version, replies.get(version.pk, 0)) for version in versions],
        "chosen": chosen[0] if chosen else None,
        "results": results_of(found, chosen or versions),
        "lines": lines,
        "total": total(lines),
        "ways": by_way(Recipient.objects.filter(questionnaire=found)),
        "exports": request.actor.may(Right.EXPORT),
    }
    return render(request, "questionnaires/results.html", context)


@signed_in(*READERS)
@require_safe
def texts(request: Request, pk: int, key: str) -> HttpResponse:
    """All that was written to one question."""
    found = read_or_404(request, pk)
    questions = [question for version in versions_of(found) for question in version.questions.all()]
    question = next((each for each in reversed(questions) if each.key == key), None)
    if question is None:
        raise Http404
    rows = Answer.objects.filter(questionnaire=found, key=key).select_related("reply__recipient__enterprise")
    context = {"questionnaire": found, "question": question, "page": keyset(rows, ("-id",), request.GET)}
    return render(request, "questionnaires/texts.html", context)


@with_right(Right.EXPORT)
@require_POST
def export(request: Request, pk: int) -> HttpResponse:
    found = read_or_404(request, pk)
    assert request.post  # noqa: S101 - signed in
    return redirect("job", exporting.ask(request.post, found).pk)
