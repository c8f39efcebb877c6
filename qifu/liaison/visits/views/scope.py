"""The trip or stop that a page is about; outside one's scope it does not exist."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from qifu.liaison.visits.models import Stop, Visit
from qifu.organisations.http import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])


def visit_or_404(request: Request, pk: int) -> Visit:
    found: Visit = get_object_or_404(Visit.objects.visible_to(request.actor).for_detail(), pk=pk)
    return found


def stop_or_404(request: Request, pk: int) -> Stop:
    rows = Stop.objects.visible_to(request.actor).for_detail().prefetch_related("visit__goers__user")
    found: Stop = get_object_or_404(rows, pk=pk)
    return found


def posted(request: Request) -> bool:
    return request.method == "POST"
