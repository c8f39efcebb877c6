"""The rules of the ladder: edited as a new version, after a look at what they would do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.calendar import cannot_count
from qifu.organisations.http import Request, district_of, with_right
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Right
from qifu.supervision.foresight import would_climb
from qifu.supervision.forms.ladder import LadderForm
from qifu.supervision.models import Ladder
from qifu.supervision.rules import checked, in_force, put_in_force


@with_right(Right.SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def ladder(request: Request) -> HttpResponse:
    district = district_of(request)
    if request.method != "POST":
        return show(request, LadderForm.showing(in_force(district.pk)))
    form = LadderForm(request.POST)
    if not form.is_valid():
        return show(request, form, status=422)
    try:
        if "preview" in request.POST:
            return show(request, form, foreseen=would_climb(district, checked(form.days), timezone.now()))
        made = put_in_force(
            district, form.days, source=form.cleaned_data["source"], by=request.actor, **form.limits
        )
    except YearNotLoaded as missing:
        form.add_error(None, str(cannot_count(missing)))
        return show(request, form, status=409)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, form, status=409)
    messages.success(request, _("Version %(version)s of the ladder is in force.") % {"version": made.version})
    return redirect("ladder")


def show(request: Request, form: LadderForm, *, foreseen: object = None, status: int = 200) -> HttpResponse:
    versions = (
        Ladder.objects.filter(district=request.actor.district).select_related("by").prefetch_related("rules")
    )
    context = {"form": form, "foreseen": foreseen, "versions": versions}
    return render(request, "supervision/ladder.html", context, status=status)
