"""What waits for the office: counts first, then the oldest of one kind, decided many at a time."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qifu.appeals.catalogue import by_code, suggested
from qifu.appeals.forms.bulk import BulkForm
from qifu.appeals.lists.exporting import to_approve
from qifu.appeals.lists.rows import Row, count_each, row_of
from qifu.appeals.lists.sections import SECTIONS, Section, sections_for
from qifu.appeals.models import Appeal
from qifu.appeals.querysets import AppealQuerySet
from qifu.organisations.actors import Actor
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import COUNT_LIMIT, keyset
from qifu.organisations.roles import Role

OLDEST_FIRST = ("registered_at", "id")
INBOX_ROLES = (Role.OFFICE, Role.OPERATOR, Role.INSPECTOR)


@signed_in(*INBOX_ROLES)
def inbox(request: Request) -> HttpResponse:
    return show(request, request.GET.get("section", ""), BulkForm(None, district_of(request)))


def show(request: Request, wanted: str, form: BulkForm) -> HttpResponse:
    """The page; also what a bulk form comes back to when something is missing in it."""
    mine = sections_for(request.actor.role)
    lots = {section.name: lot(section, request.actor) for section in mine}
    exports = {"exports": to_approve(request.actor)} if request.actor.role == Role.OFFICE else {}
    counts = count_each(district_of(request), {**lots, **exports})
    section = chosen(wanted, mine, counts)
    page = keyset(lots[section.name].for_list(), OLDEST_FIRST, request.GET)
    moment = Moment()
    context = {
        "section": section,
        "tiles": [tile(each, counts, section) for each in mine],
        "exports": counts.get("exports", 0),
        "page": page,
        "rows": with_suggestions(section, [row_of(appeal, moment, request.actor) for appeal in page]),
        "count": counts[section.name],
        "actions": section.actions_for(request.actor.role),
        "form": form,
        "ticked": set(form.cleaned_data.get("chosen") or ())
        if form.is_bound and not form.is_valid()
        else set(),
    }
    return render(request, "appeals/inbox.html", context)


def with_suggestions(section: Section, rows: list[Row]) -> list[Row]:
    """Whom the catalogue of duties names for what waits to be assigned; one query."""
    if section.name != "assign" or not rows:
        return rows
    entries = by_code(rows[0].appeal.district_id)
    return [replace(row, suggested=suggested(row.appeal.category, entries)) for row in rows]


def lot(section: Section, by: Actor) -> AppealQuerySet:
    found: AppealQuerySet = Appeal.objects.visible_to(by).filter(section.condition)
    return found


def chosen(wanted: str, mine: list[Section], counts: dict[str, int]) -> Section:
    """The one that was asked for, or the first in which something waits."""
    asked = SECTIONS.get(wanted)
    if asked and asked in mine:
        return asked
    return next((section for section in mine if counts[section.name]), mine[0])


def tile(section: Section, counts: dict[str, int], present: Section) -> dict[str, Any]:
    count = counts[section.name]
    return {
        "label": section.label,
        "count": count if count <= COUNT_LIMIT else f"{COUNT_LIMIT}+",
        "url": f"{reverse('inbox')}?{urlencode({'section': section.name})}",
        "present": section is present,
    }
