"""Downloads: only within scope, and never so that a file could act in our name."""

from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from qifu.appeals.files import location
from qifu.appeals.models import Appeal, Attachment
from qifu.appeals.workflow import READERS_OF_COMMENTS
from qifu.lib.uploads import INLINE_TYPES, KINDS
from qifu.organisations.http import Request, signed_in

# A sandboxed PDF stays blank in some browsers: it is saved, and opens in the person's own reader.
SHOWN = INLINE_TYPES - {KINDS["pdf"].content_type}


@signed_in()
@require_safe
def attachment(request: Request, number: str, pk: int) -> HttpResponseBase:
    appeals = Appeal.objects.visible_to(request.actor).filter(number=number)
    files = Attachment.objects.filter(pk=pk, appeal__in=appeals).select_related("file")
    if request.actor.role not in READERS_OF_COMMENTS:
        files = files.filter(public=True)
    found = files.first()
    if found is None:
        raise Http404
    return download(found)


def download(found: Attachment) -> FileResponse:
    """Pictures are shown in the browser, in a sandbox; everything else is saved."""
    kind = found.file.content_type
    try:
        content = location(found.file).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, content_type=kind)
    response["Content-Length"] = str(found.file.size)
    response["Content-Disposition"] = (
        content_disposition_header(kind not in SHOWN, found.name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"
    )
    response["Cache-Control"] = "private, no-store"
    return response
