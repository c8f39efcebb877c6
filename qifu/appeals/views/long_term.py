"""挂账: the appeals on the long-term list, with plan, leader, review date and the months that are owed."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qifu.appeals.forms.registers import LongTermFilter
from qifu.appeals.lists.rows import url_of
from qifu.appeals.models import Appeal
from qifu.appeals.monthly import owed_months, reported_months
from qifu.appeals.words import Stage
from qifu.lib.workdays import end_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import Page, count_up_to, keyset
from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD, Role.OFFICER)


@signed_in(*READERS)
@require_safe
def long_term(request: Request) -> HttpResponse:
    by, moment = request.actor, Moment()
    filters = LongTermFilter(request.GET, by)
    found = filters.narrow(
        Appeal.objects.visible_to(by).filter(stage=Stage.LISTED, review_on__isnull=False), moment
    )
    page = keyset(
        found.select_related("enterprise", "lead_unit", "listed_leader"), ("review_on", "id"), request.GET
    )
    context = {
        "filters": filters,
        "page": page,
        "rows": rows_of(page, by, moment),
        "count": count_up_to(found) if page.previous or page.next else len(page),
    }
    return render(request, "appeals/long_term.html", context)


def rows_of(page: Page[Appeal], by: Actor, moment: Moment) -> list[dict[str, object]]:
    """With one query for what has been reported on all of them."""
    appeals = list(page)
    reported = reported_months(appeals)
    return [listed_row(appeal, by, moment, reported[appeal.pk]) for appeal in appeals]


def listed_row(appeal: Appeal, by: Actor, moment: Moment, reported: set[date]) -> dict[str, object]:
    owed = owed_months(appeal, reported, moment.today)
    review = end_of_day(appeal.review_on) if appeal.review_on else None
    return {
        "appeal": appeal,
        "url": url_of(appeal, by),
        "due_at": review,
        "light": moment.light(review),
        "left": moment.days_left(review),
        "last": max(reported, default=None),
        "missing": [each.month for each in owed if each.due_at and each.due_at <= moment.now],
    }
