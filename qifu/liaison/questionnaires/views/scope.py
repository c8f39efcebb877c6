"""What of the questionnaires a request may touch; outside of it a thing does not exist."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from qifu.liaison.questionnaires.keeping import keeps, reads
from qifu.liaison.questionnaires.models import Questionnaire, Recipient
from qifu.organisations.http import Request


def questionnaire_or_404(request: Request, pk: int) -> Questionnaire:
    rows: Any = Questionnaire.objects.visible_to(request.actor)
    found: Questionnaire = get_object_or_404(rows.for_detail(), pk=pk)
    return found


def kept_or_404(request: Request, pk: int) -> Questionnaire:
    """One which the reader's unit keeps."""
    found = questionnaire_or_404(request, pk)
    if not keeps(request.actor, found):
        raise Http404
    return found


def read_or_404(request: Request, pk: int) -> Questionnaire:
    """One whose replies the reader may see."""
    found = questionnaire_or_404(request, pk)
    if not reads(request.actor, found):
        raise Http404
    return found


def recipient_or_404(request: Request, pk: int, recipient: int) -> Recipient:
    rows: Any = Recipient.objects.visible_to(request.actor).filter(questionnaire=pk)
    found: Recipient = get_object_or_404(rows.for_detail(), pk=recipient)
    return found
