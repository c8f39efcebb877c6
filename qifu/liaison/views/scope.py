"""What of the programme a request may touch; outside of it a thing does not exist."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date

from qifu.appeals.models import Attachment, StoredFile
from qifu.appeals.views.attachment import download
from qifu.liaison.models import Duty, Programme
from qifu.liaison.words import ProgrammeStage
from qifu.organisations.actors import Actor
from qifu.organisations.http import Request


def present_programme(actor: Actor) -> Programme | None:
    """The running one of one's own district, else the newest that one may see."""
    own = Programme.objects.visible_to(actor).filter(district=actor.district)
    return own.filter(stage=ProgrammeStage.RUNNING).first() or own.first()


def programme_or_404(request: Request, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.actor).select_related("district", "head", "office__parent")
    return get_object_or_404(rows, pk=pk)


def duty_or_404(request: Request, pk: int) -> Duty:
    return get_object_or_404(Duty.objects.visible_to(request.actor).for_detail(), pk=pk)


def file_of(stored: StoredFile | None, name: str) -> HttpResponse:
    if stored is None:
        raise Http404
    return download(Attachment(file=stored, name=name))  # type: ignore[return-value] # it streams, nothing else differs


def posted(request: Request) -> bool:
    return request.method == "POST"


def day_of(request: Request, name: str) -> date | None:
    """A day of the query; one that cannot be read is none."""
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
