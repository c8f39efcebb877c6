"""All appeals that I may see, filtered; and the few of one enterprise, for its page."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from qifu.appeals.figures.funnel import FUNNEL
from qifu.appeals.figures.measures import MEASURES
from qifu.appeals.lists.filters import AppealFilter
from qifu.appeals.lists.keys import few_of
from qifu.appeals.lists.rows import TIME_ORDER, row_of
from qifu.appeals.models import Appeal
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.views.saved_views import kept
from qifu.organisations.actors import Actor
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import COUNT_LIMIT, Page, count_up_to, keyset
from qifu.organisations.roles import OFFICIALS, Right, Role

NEWEST = 20


@signed_in(*OFFICIALS)
def appeals(request: Request) -> HttpResponse:
    moment = Moment()
    filters = AppealFilter(request.GET, request.actor)
    found = filters.narrow(Appeal.objects.visible_to(request.actor), moment)
    of_a_figure = filters.of_a_figure
    keys = few_of(found) if filters.may_be_rare else None
    timely = filters.in_time(found) if keys is None else Appeal.objects.filter(pk__in=keys)
    page = keyset(fetched(timely, request.actor), TIME_ORDER, request.GET)
    context = {
        "filters": filters,
        "page": page,
        "rows": [row_of(appeal, moment, request.actor) for appeal in page],
        "count": counted(found, page, to_the_end=of_a_figure) if keys is None else len(keys),
        "limit": 10**9 if of_a_figure else COUNT_LIMIT,
        "measure": figure_of(filters),
        "then": filters.given.get("stood"),
        "may_export": request.actor.may(Right.EXPORT),
        "saved": kept(request, "appeals"),
    }
    return render(request, "appeals/appeals.html", context)


def figure_of(filters: AppealFilter) -> Any:
    """What the list belongs to; it says its definition."""
    given = filters.given
    measure, reached = MEASURES.get(given.get("measure", "")), FUNNEL.get(given.get("reached", ""))
    return measure or reached or given.get("verdicts") or given.get("dispute")


def counted(found: QuerySet[Any], page: Page[Any], *, to_the_end: bool) -> int:
    """What fits on one page is counted already. A figure's own list is counted to the end, so that the two can be compared."""
    if not page.previous and not page.next:
        return len(page)
    return found.count() if to_the_end else count_up_to(found)


@signed_in(*OFFICIALS)
def enterprise_appeals(request: Request, number: str) -> HttpResponse:
    """A fragment: the newest appeals of one enterprise, as far as I may see them."""
    moment = Moment()
    found = Appeal.objects.visible_to(request.actor).filter(enterprise__number=number)
    newest = fetched(found, request.actor).order_by(*TIME_ORDER)[: NEWEST + 1]
    rows = [row_of(appeal, moment, request.actor) for appeal in newest]
    context: dict[str, Any] = {
        "rows": rows[:NEWEST],
        "more": reverse("appeals") + f"?enterprise={number}" if len(rows) > NEWEST else "",
        "hint": _("When the enterprise files one, it shows here."),
    }
    return render(request, "appeals/enterprise_appeals.html", context)


def fetched(appeals: QuerySet[Any], by: Actor) -> QuerySet[Any]:
    """A city's list names the district of each."""
    listed: AppealQuerySet = appeals.for_list()  # type: ignore[attr-defined]
    return listed.select_related("district") if by.role == Role.CITY else listed
