"""What the inspections of a time came to, by unit; what is overdue; who offends again."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.roles import Role
from qifu.supervision.forms.sampling import ResultFilter
from qifu.supervision.models import Inspection
from qifu.supervision.sampling.checklists import rule_in_force
from qifu.supervision.sampling.result_lines import lines_of, overdue_lines, repeats_of
from qifu.supervision.views.sampling import READERS


@signed_in(*READERS)
@require_safe
def results(request: Request) -> HttpResponse:
    moment = Moment(timezone.now())
    filters = ResultFilter(request.GET, request.actor, moment)
    seen = Inspection.objects.visible_to(request.actor)
    counted = seen.filter(filters.condition(moment))
    reaching_back = seen.filter(filters.until_then(moment))
    rule = rule_in_force(district_of(request).pk)
    reads_all = request.actor.role in (Role.OFFICE, Role.INSPECTOR)
    context: dict[str, Any] = {
        "filters": filters,
        "lines": lines_of(counted, moment.now, filters.query),
        "repeats": repeats_of(reaching_back, counted, filters.query, rule.repeats if rule else 0),
        "rule": rule,
        "overdue": overdue_lines(district_of(request), moment.now) if reads_all else [],
        "at": moment.now,
    }
    return render(request, "supervision/sampling/results.html", context)
