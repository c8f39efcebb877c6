"""Merging a unit into another one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from qifu.organisations.forms.units import MergeUnitsForm
from qifu.organisations.http import Request, district_of, with_right
from qifu.organisations.models import Unit
from qifu.organisations.roles import Right
from qifu.organisations.unit_merging import merge_units, what_goes_over


@with_right(Right.SETTINGS)
def merge(request: Request, pk: int) -> HttpResponse:
    unit = get_object_or_404(Unit, district=district_of(request), pk=pk, active=True)
    form = MergeUnitsForm(request.POST or None, unit)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        merge_units(unit, into, by=request.actor, reason=form.cleaned_data["reason"])
        done = _("%(unit)s is merged into %(into)s. Its open work goes over within a minute.")
        messages.success(request, done % {"unit": unit, "into": into})
        return redirect("settings-edit", "units", into.pk)
    context = {"unit": unit, "form": form, "going": what_goes_over(unit)}
    return render(request, "organisations/settings/merge_unit.html", context)
