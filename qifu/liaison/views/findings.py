"""What was found everywhere, what becomes of it, and where an appeal was found."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from qifu.appeals.views.scope import appeal_or_404
from qifu.liaison import sources
from qifu.liaison.findings import may_decide, note_only, raise_appeal, settle, tally
from qifu.liaison.forms.finding import FindingFilter, NoteForm, RaiseForm, SettleForm
from qifu.liaison.models import Finding
from qifu.liaison.words import Outcome
from qifu.organisations.http import Request, safe_way_on, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import OFFICIALS, Role

READERS = (Role.OFFICE, Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.LEADER, Role.INSPECTOR)
STEPS: dict[str, tuple[Any, Any, Any]] = {
    "raise": (gettext_lazy("Make it an appeal"), RaiseForm, raise_appeal),
    "settle": (gettext_lazy("Settled on the spot"), SettleForm, settle),
    "note": (gettext_lazy("Just note it"), NoteForm, note_only),
}


@signed_in(*READERS)
@require_safe
def findings(request: Request) -> HttpResponse:
    filters = FindingFilter(request.GET, request.actor)
    found = Finding.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    page = keyset(found.for_list(), ("-day", "-id"), request.GET)
    told = sources.described(page.rows)
    context = {
        "filters": filters,
        "page": page,
        "rows": [(row, told[row.pk], may_decide(request.actor, row)) for row in page.rows],
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "outcomes": [(Outcome(name).label, count) for name, count in tally(found).items()],
    }
    return render(request, "liaison/findings.html", context)


@signed_in(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def finding_step(request: Request, pk: int, verb: str) -> HttpResponse:
    """Each institution links here and is come back to (`next`)."""
    finding = get_object_or_404(Finding.objects.for_list(), pk=pk, district=request.actor.district)
    if verb not in STEPS or not may_decide(request.actor, finding):
        raise Http404
    title, form_class, take = STEPS[verb]
    form = form_class(request.POST if request.method == "POST" else None, by=request.actor)
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            take(finding, by=request.actor, **form.cleaned_data)
            messages.success(request, _("“%(finding)s” has been decided.") % {"finding": finding})
            return redirect(safe_way_on(request, request.GET.get("next"), "/findings/"))
        except Refused as refused:
            refusal = str(refused)
    context = {
        "title": title,
        "subject": finding.text,
        "form": form,
        "refusal": refusal,
        "back": safe_way_on(request, request.GET.get("next"), "/findings/"),
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "liaison/step.html", context, status=status)


@signed_in(*OFFICIALS)
@require_safe
def origin(request: Request, number: str) -> HttpResponse:
    """A fragment of the appeal's page: where it was found."""
    appeal = appeal_or_404(request, number)
    finding = Finding.objects.for_list().filter(appeal=appeal).first()
    source = sources.described([finding])[finding.pk] if finding else None
    return render(
        request, "liaison/parts/origin.html", {"appeal": appeal, "finding": finding, "source": source}
    )
