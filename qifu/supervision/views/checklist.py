"""The inspection form among the settings: edited as a new version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qifu.organisations.http import Request, district_of, with_right
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Right
from qifu.supervision.forms.inspecting import ChecklistForm
from qifu.supervision.models import Checklist
from qifu.supervision.sampling.checklists import checklist_in_force, put_in_force


@with_right(Right.SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: Request) -> HttpResponse:
    district = district_of(request)
    now = checklist_in_force(district.pk)
    form = ChecklistForm(request.POST if request.method == "POST" else None, checklist=now)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        said = {"source": form.cleaned_data["source"], "seen": form.cleaned_data["seen"]}
        try:
            made = put_in_force(district, form.given, **said, by=request.actor)
            messages.success(
                request, _("Version %(version)s of the form is in force.") % {"version": made.version}
            )
            return redirect("checklist")
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    versions = Checklist.objects.filter(district=district).select_related("by").prefetch_related("items")
    context = {"form": form, "versions": versions, "now": now}
    return render(request, "supervision/sampling/checklist.html", context, status=status)
