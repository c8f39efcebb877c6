"""What is on record beside the ledger, for the audit administrator: read, filter, take away; nothing else."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qifu.organisations import log_export
from qifu.organisations.forms.logs import LogFilter
from qifu.organisations.history import told
from qifu.organisations.http import Request, with_right
from qifu.organisations.models import LogEntry
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.roles import Right


@with_right(Right.LOGS)
def log_list(request: Request) -> HttpResponse:
    filters = LogFilter(request.GET)
    found = LogEntry.objects.visible_to(request.actor).matching(**filters.given())
    page = keyset(found, ("-id",), request.GET)
    context = {"filters": filters, "page": page, "lines": told(page.rows), "count": count_up_to(found)}
    return render(request, "organisations/logs.html", context)


@require_POST
@with_right(Right.LOGS)
def export(request: Request) -> HttpResponse:
    """The filter comes in the URL, as on the list."""
    assert request.post is not None  # noqa: S101 - behind a right
    job = log_export.start(request.post, LogFilter(request.GET).given())
    return redirect("job", job.pk)
