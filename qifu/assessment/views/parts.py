"""One part of a unit's result, opened to exactly the cases that were counted then."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from qifu.appeals.lists.rows import url_of
from qifu.appeals.models import Appeal
from qifu.assessment.indicators import Case
from qifu.assessment.league import cell_of, definition_of
from qifu.assessment.models import Part
from qifu.assessment.scoring import Kind
from qifu.assessment.views.scope import part_or_404
from qifu.assessment.words import READERS
from qifu.organisations.http import Request, signed_in
from qifu.organisations.roles import Role

PAGE = 50


@signed_in(*READERS)
@require_safe
def part(request: Request, pk: int) -> HttpResponse:
    found = part_or_404(request, pk)
    tabs = tabs_of(found, request.GET.get("which", ""))
    chosen = next((tab["name"] for tab in tabs if tab["active"]), "met")
    cases, after, more = page_of(found.cases.get(chosen, []), request.GET.get("after", ""))
    round_ = found.line.result.round
    context = {
        "part": found,
        "cell": cell_of(found, opens=False),
        "line": found.line,
        "round": round_,
        "result": found.line.result,
        "definition": definition_of(found.name),
        "tabs": tabs,
        "rows": rows_of(cases, round_.district_id, request),
        "next": after if more else "",
        "chosen": chosen,
        "items": items_of(found),
        "in_force": found.line.result.number == round_.edition,
        "contests": may_contest(found, request),
        "corrects": request.actor.role == Role.OFFICE and round_.is_frozen,
    }
    return render(request, "assessment/part.html", context)


def may_contest(found: Part, request: Request) -> bool:
    by = request.actor
    own = by.role == Role.HEAD and by.unit is not None and by.unit.pk == found.line.unit_id
    return own and found.line.result.round.may_be_contested(timezone.now())


def tabs_of(found: Part, asked: str) -> list[dict[str, Any]]:
    words = {
        "met": pgettext("cases", "Met it") if found.kind == Kind.RATE else pgettext("cases", "Counted"),
        "unmet": pgettext("cases", "Did not"),
        "out_met": pgettext("cases", "Left out; had met it"),
        "out_unmet": pgettext("cases", "Left out"),
    }
    there = [name for name in words if found.cases.get(name)] or ["met"]
    chosen = asked if asked in there else there[0]
    return [
        {
            "name": name,
            "label": words[name],
            "count": len(found.cases.get(name, [])),
            "url": f"?which={name}",
            "active": name == chosen,
        }
        for name in there
    ]


def page_of(cases: list[Case], after: str) -> tuple[list[Case], str, bool]:
    """By place in the stored list, which never changes."""
    start = int(after) if after.isdigit() else 0
    return cases[start : start + PAGE], str(start + PAGE), len(cases) > start + PAGE


def rows_of(cases: list[Case], district: int, request: Request) -> list[dict[str, Any]]:
    """An appeal that whoever looks may not see (any more) stands there by its number alone."""
    numbers = [case for case in cases if isinstance(case, str)]
    seen = Appeal.objects.visible_to(request.actor).filter(district=district, number__in=numbers)
    appeals = {appeal.number: appeal for appeal in seen.for_list().select_related("district")}
    rows = []
    for case in cases:
        if isinstance(case, str):
            appeal = appeals.get(case)
            url = url_of(appeal, request.actor) if appeal else ""
            rows.append({"number": case, "appeal": appeal, "words": "", "url": url})
        else:
            rows.append({"number": "", "appeal": None, "words": case[0], "url": case[1]})
    return rows


def items_of(found: Part) -> list[Any]:
    if found.kind != Kind.HAND:
        return []
    items = found.line.result.round.hand_items.filter(unit=found.line.unit_id, indicator=found.name)
    return list(items)
