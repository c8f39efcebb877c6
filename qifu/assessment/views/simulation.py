"""The same month by other weights, old and new side by side; nothing is stored until it becomes a scheme's next version."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qifu.assessment.computing import latest
from qifu.assessment.forms.schemes import SimulationForm
from qifu.assessment.models import Result
from qifu.assessment.schemes import Plan, check, plan_of, terms_in
from qifu.assessment.simulating import simulate
from qifu.assessment.views.scope import round_or_404
from qifu.organisations.http import Request, signed_in
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

SIMULATORS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER)


@signed_in(*SIMULATORS)
@require_safe
def simulation(request: Request, pk: int) -> HttpResponse:
    round_ = round_or_404(request, pk)
    result = latest(round_)
    if result is None:
        raise Refused(_("This month has not been computed yet."))
    form = SimulationForm(request.GET, version=result.scheme_version)
    context = {"round": round_, "result": result, "form": form, "refusal": "", "groups": []}
    if form.is_valid():
        context |= simulated(request, result, form.changed(plan_of(result.scheme_version)))
    return render(request, "assessment/simulation.html", context)


def simulated(request: Request, result: Result, plan: Plan) -> dict[str, object]:
    try:
        check(replace(plan, groups=()))
    except Refused as refused:
        return {"refusal": str(refused)}
    groups = simulate(result, plan.mode, terms_in(plan), request.actor)
    scheme = result.scheme_version.scheme_id
    url = f"{reverse('scheme-change', args=[scheme])}?from={result.round_id}&{request.GET.urlencode()}"
    return {"groups": groups, "save_url": url if request.actor.role == Role.OFFICE else ""}
