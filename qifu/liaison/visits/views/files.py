"""Pictures and signatures: only to who may see the trip. And the worker that keeps opened pages on the telephone."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from qifu.liaison.views.scope import file_of
from qifu.liaison.visits.views.scope import stop_or_404
from qifu.liaison.visits.words import READERS
from qifu.organisations.http import Request, signed_in

WORKER = Path(__file__).resolve().parent.parent / "worker.js"


@signed_in(*READERS)
@require_safe
def picture(request: Request, pk: int, picture: int) -> HttpResponse:
    found = get_object_or_404(stop_or_404(request, pk).pictures.select_related("file"), pk=picture)
    return file_of(found.file, found.name)


@signed_in(*READERS)
@require_safe
def signature(request: Request, pk: int) -> HttpResponse:
    return file_of(stop_or_404(request, pk).signature, f"signature-{pk}.png")


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Of nobody's data; the browser asks for it without regard to who is signed in."""
    headers = {"Service-Worker-Allowed": "/visits/", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8", headers=headers)
