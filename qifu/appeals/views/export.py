"""Exports of a filtered list: asked for, approved where they are large, fetched from the job's page."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qifu.appeals.lists import exporting
from qifu.appeals.views.saved_views import PAGES
from qifu.organisations.http import Request, signed_in, with_right
from qifu.organisations.models import Job
from qifu.organisations.paging import keyset
from qifu.organisations.roles import Right, Role


@require_POST
@with_right(Right.EXPORT)
def export(request: Request) -> HttpResponse:
    page = request.POST.get("page", "")
    assert request.post  # noqa: S101 - who has the right has a post
    job = exporting.ask(
        request.post, request.actor, page if page in PAGES else PAGES[0], request.POST.get("query", "")
    )
    if "approval" not in job.options:
        return redirect("job", job.pk)
    messages.info(request, exporting.asked_sentence(settings.EXPORT_LIMIT))
    return redirect("exports")


@with_right(Right.EXPORT)
def exports(request: Request) -> HttpResponse:
    """Mine with what became of them, and for the office those that wait for its approval."""
    own = Job.objects.filter(kind=exporting.KIND, post__user=request.actor.user)
    context = {
        "page": keyset(own, ("-id",), request.GET),
        "waiting": exporting.to_approve(request.actor).select_related("post__user", "post__unit")[:50],
        "limit": settings.EXPORT_LIMIT,
    }
    return render(request, "appeals/exports.html", context)


@require_POST
@signed_in(Role.OFFICE)
def decide(request: Request, pk: int) -> HttpResponse:
    job = get_object_or_404(exporting.to_approve(request.actor), pk=pk)
    reason = request.POST.get("reason", "").strip()
    if request.POST.get("decision") == "approve":
        exporting.approve(job, by=request.actor)
        messages.success(request, _("The export is approved and runs."))
    elif reason:
        exporting.refuse(job, by=request.actor, reason=reason[:300])
        messages.success(request, _("The export is refused; the person who asked reads your reason."))
    else:
        messages.error(request, _("To refuse an export, say why."))
    return redirect("exports")
