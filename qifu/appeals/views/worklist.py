"""My unit's open appeals: what it has to do, by time, and what lies with others."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.appeals.lists.bulk import ACTIONS
from qifu.appeals.lists.exporting import worklist_of
from qifu.appeals.lists.filters import WorklistFilter
from qifu.appeals.lists.rows import count_each, row_of
from qifu.appeals.models import Assignment
from qifu.appeals.querysets import LISTED
from qifu.appeals.views.saved_views import kept
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import COUNT_LIMIT, keyset
from qifu.organisations.roles import Role

TO_DO, WAITING = "todo", "waiting"
# No clock runs on what lies with others, and a key may not be null: there the oldest comes first. Not by `id` alone: for
# that order PostgreSQL would rather walk the whole primary key than sort one unit's few hundred rows.
ORDERS = {TO_DO: ("due_at", "id"), WAITING: ("assigned_at", "id")}


@signed_in(Role.OFFICER, Role.HEAD)
def worklist(request: Request) -> HttpResponse:
    moment = Moment()
    filters = WorklistFilter(request.GET, request.actor)
    parts = parts_of(filters.narrow(worklist_of(request.actor), moment))
    present = WAITING if request.GET.get("tab") == WAITING else TO_DO
    page = keyset(for_list(parts[present]), ORDERS[present], request.GET)
    context = {
        "filters": filters,
        "filtered": bool(filters.given),
        "tabs": tabs_of(request, count_each(district_of(request), parts), present),
        "present": present,
        "keep": ["tab"],
        "page": page,
        "rows": [row_of(assignment.appeal, moment, request.actor, assignment) for assignment in page],
        "actions": [ACTIONS["sign_for"]],
        "key": uuid.uuid4(),
        "saved": kept(request, "worklist"),
    }
    return render(request, "appeals/worklist.html", context)


def parts_of(assignments: QuerySet[Assignment]) -> dict[str, QuerySet[Assignment]]:
    return {
        TO_DO: assignments.filter(due_at__isnull=False),
        WAITING: assignments.filter(due_at__isnull=True),
    }


def for_list(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    columns = ("part", "assigned_at", "due_at", "due_kind", *(f"appeal__{column}" for column in LISTED))
    return assignments.select_related("appeal__enterprise", "appeal__category").only(*columns)


def tabs_of(request: Request, counts: dict[str, int], present: str) -> list[dict[str, Any]]:
    labels = {TO_DO: pgettext("worklist", "To do"), WAITING: pgettext("worklist", "With others")}
    tabs = []
    for name, label in labels.items():
        query = request.GET.copy()
        for word in ("after", "before", "tab"):
            query.pop(word, None)
        if name != TO_DO:
            query["tab"] = name
        count = f"{counts[name]}" if counts[name] <= COUNT_LIMIT else f"{COUNT_LIMIT}+"
        url = f"{reverse('worklist')}?{query.urlencode()}".rstrip("?")
        tabs.append({"label": label, "url": url, "count": count, "active": name == present})
    own = f"{reverse('appeals')}?population=self_found&stage=registered"
    return [*tabs, {"label": _("Own findings to take up"), "url": own, "count": None, "active": False}]
