"""Feedback to visited companies: the list of what is owed, and registering that it was given."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qifu.appeals.forms.keys import request_key
from qifu.liaison.models import Finding
from qifu.liaison.visits.feedback import give_feedback
from qifu.liaison.visits.forms.filters import FeedbackFilter
from qifu.liaison.visits.forms.recording import FeedbackForm
from qifu.liaison.visits.models import Stop
from qifu.liaison.visits.showing import row_of
from qifu.liaison.visits.views.scope import form_page, posted, stop_or_404
from qifu.liaison.visits.words import READERS
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused


@signed_in(*READERS)
@require_safe
def feedback_owed(request: Request) -> HttpResponse:
    """The most overdue first."""
    filters, moment = FeedbackFilter(request.GET, request.actor), Moment()
    here = Stop.objects.owing().filter(district=request.actor.district).visible_to(request.actor)
    found = here.filter(filters.condition(moment))
    page = keyset(found.for_list(), ("feedback_due_at", "id"), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "rows": [row_of(stop, moment) for stop in page],
        "count": count_up_to(found) if page.previous or page.next else len(page),
    }
    return render(request, "visits/feedback_owed.html", context)


@signed_in(*READERS)
@form_page
def feedback(request: Request, pk: int) -> HttpResponse:
    found = stop_or_404(request, pk)
    form, status = FeedbackForm(request.POST if posted(request) else None), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                said = {name: value for name, value in form.cleaned_data.items() if name != "key"}
                give_feedback(found, by=request.actor, key=request_key(form, pk), **said)
                messages.success(request, _("The feedback is registered."))
                return redirect(f"{reverse('visit', args=[found.visit_id])}#stop-{pk}")
            except Refused as refused:
                form.add_error(None, str(refused))
                status = 409
    findings = Finding.objects.from_(found.visit.kind, pk).for_list().order_by("id")
    context = {"form": form, "stop": found, "visit": found.visit, "findings": findings}
    return render(request, "visits/feedback.html", context, status=status)
