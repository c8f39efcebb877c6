"""The hotline's knowledge: searched, read, written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qifu.liaison.hotline.forms.knowledge import KnowledgeFilter, KnowledgeForm
from qifu.liaison.hotline.knowing import may_edit, save_entry
from qifu.liaison.hotline.models import KnowledgeEntry
from qifu.liaison.hotline.searching import search
from qifu.organisations.history import history_of
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import Page, count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

READERS = (Role.OPERATOR, Role.OFFICE, Role.OFFICER, Role.HEAD, Role.INSPECTOR, Role.LEADER)
WRITERS = (Role.OFFICE, Role.HEAD)
FOUND = 20


@signed_in(*READERS)
@require_safe
def entries(request: Request) -> HttpResponse:
    """With words, what is offered, the best first; without, everything, the newest first."""
    filters = KnowledgeFilter(request.GET, request.actor)
    rows = KnowledgeEntry.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    words = filters.given.get("q", "")
    if words:
        hits = [entry.pk for entry in search(words, district_of(request), limit=FOUND)]
        by_key = rows.select_related("unit").in_bulk(hits)
        page: Page[KnowledgeEntry] = Page([by_key[pk] for pk in hits if pk in by_key], None, None)
    else:
        page = keyset(rows.select_related("unit"), ("-id",), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "count": count_up_to(rows) if page.previous or page.next else len(page),
        "may_write": request.actor.role in WRITERS,
    }
    return render(request, "hotline/knowledge.html", context)


@signed_in(*READERS)
@require_safe
def entry(request: Request, pk: int) -> HttpResponse:
    rows = KnowledgeEntry.objects.visible_to(request.actor).select_related("unit")
    found = get_object_or_404(rows, pk=pk)
    context = {
        "entry": found,
        "history": history_of(found),
        "may_edit": may_edit(request.actor, found.unit),
    }
    return render(request, "hotline/entry.html", context)


@signed_in(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_entry(request: Request, pk: int | None = None) -> HttpResponse:
    rows = KnowledgeEntry.objects.visible_to(request.actor).select_related("unit")
    row = get_object_or_404(rows, pk=pk) if pk else KnowledgeEntry(district=district_of(request))
    if pk and not may_edit(request.actor, row.unit):
        raise PermissionDenied
    form = KnowledgeForm(
        request.POST if request.method == "POST" else None, instance=row, actor=request.actor
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            save_entry(form.instance, by=request.actor)
            messages.success(request, _("The knowledge entry is stored."))
            return redirect("knowledge-entry", form.instance.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    context = {"form": form, "entry": row if pk else None, "back": reverse("knowledge")}
    return render(request, "hotline/entry_form.html", context, status=status)
