"""How the hotline serves: calls by day and hour, how quickly they are answered, how many on the spot, by operator."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qifu.liaison.hotline.figures import Figures
from qifu.liaison.hotline.forms.filters import PeriodFilter
from qifu.liaison.hotline.models import Call
from qifu.liaison.hotline.models.call import READERS
from qifu.liaison.hotline.presets import rule_of
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment

USUAL_DAYS = 30


@signed_in(*READERS)
@require_safe
def figures(request: Request) -> HttpResponse:
    """The last thirty days unless the period says otherwise."""
    filters = PeriodFilter(request.GET, request.actor)
    first, last = period_of(filters)
    words = {**filters.given, "since": first, "until": last}
    rule = rule_of(district_of(request))
    here = Call.objects.visible_to(request.actor).filter(filters.condition_of(words, Moment()))
    told = Figures(here, words, rule.answer_seconds)
    context = {
        "filters": filters,
        "first": first,
        "last": last,
        "rule": rule,
        "figures": told,
        "operators": told.by_operator(),
        "by_day": told.by_day(first, last),
        "by_hour": told.by_hour(),
    }
    return render(request, "hotline/figures.html", context)


def period_of(filters: PeriodFilter) -> tuple[date, date]:
    given = filters.given
    last = given.get("until") or max(timezone.localdate(), given.get("since", date.min))
    first = given.get("since") or last - timedelta(days=USUAL_DAYS - 1)
    return min(first, last), last
