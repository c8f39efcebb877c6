"""The desk of problems: read through, and made appeals many at a time."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from qifu.appeals.models import Category
from qifu.liaison.findings import may_decide
from qifu.liaison.questionnaires import problems as verbs
from qifu.liaison.questionnaires.forms.filters import ProblemFilter
from qifu.liaison.questionnaires.models import Problem
from qifu.liaison.questionnaires.words import KEEPERS, READERS
from qifu.organisations.http import Request, district_of, safe_way_on, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

SIZE = 30
ACTIONS = (
    ("raise", gettext_lazy("Make them appeals"), "primary"),
    ("note", gettext_lazy("Just note them"), ""),
    ("seen", gettext_lazy("Mark as read"), ""),
)


@signed_in(*READERS)
@require_safe
def problems(request: Request) -> HttpResponse:
    return _show(request)


def _show(request: Request, refusal: str = "", status: int = 200) -> HttpResponse:
    filters = ProblemFilter(request.GET, request.actor)
    found = Problem.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    page = keyset(found.for_list(), ("-id",), request.GET, size=SIZE)
    accepts = request.actor.role == Role.OFFICE
    chosen = request.POST.getlist("chosen")
    context = {
        "filters": filters,
        "page": page,
        "rows": [
            (
                row,
                may_decide(request.actor, row.finding),
                str(row.pk) in chosen,
                request.POST.get(f"category-{row.pk}", ""),
            )
            for row in page
        ],
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "categories": categories_of(request) if accepts else [],
        "accepts": accepts,
        "refusal": refusal,
        "actions": ACTIONS,
        "query": request.GET.urlencode(),
        "back": request.get_full_path(),
    }
    return render(request, "questionnaires/problems.html", context, status=status)


@signed_in(*KEEPERS)
@require_POST
def decide(request: Request) -> HttpResponse:
    """A category that nobody knows is told, and nothing that was ticked or typed is lost."""
    keys = [int(key) for key in request.POST.getlist("chosen") if key.isdigit()]
    chosen = list(
        Problem.objects.visible_to(request.actor).filter(pk__in=keys[:SIZE]).for_list().order_by("id")
    )
    try:
        said = _take(request, chosen)
    except Refused as refused:
        return _show(request, str(refused), status=409)
    messages.success(request, said)
    return redirect(safe_way_on(request, request.POST.get("next"), "/questionnaires/problems/"))


def _take(request: Request, chosen: Sequence[Problem]) -> str:
    by, act = request.actor, request.POST.get("act")
    if act == "raise":
        count = verbs.raise_many(chosen, by=by, categories=_categories(request, chosen))
        return ngettext("%(count)s appeal was made.", "%(count)s appeals were made.", count) % {
            "count": count
        }
    if act == "note":
        count = verbs.note_many(chosen, by=by)
        return ngettext("%(count)s problem was noted.", "%(count)s problems were noted.", count) % {
            "count": count
        }
    if act == "seen":
        count = verbs.look_at(chosen, by=by)
        return ngettext(
            "%(count)s problem is marked as read.", "%(count)s problems are marked as read.", count
        ) % {"count": count}
    raise Http404


def categories_of(request: Request) -> Sequence[Category]:
    active = Category.objects.filter(district=district_of(request), active=True)
    return list(active.exclude(children__active=True).order_by("code"))


def _categories(request: Request, chosen: Sequence[Problem]) -> dict[int, Category]:
    """By code, or by the path that the list offers."""
    if request.actor.role != Role.OFFICE:
        return {}
    typed = {row.pk: request.POST.get(f"category-{row.pk}", "").strip() for row in chosen}
    known = {
        word: row for row in categories_of(request) for word in (row.code, row.path, f"{row.code} {row.path}")
    }
    if unknown := next((word for word in typed.values() if word and word not in known), None):
        raise Refused(_("There is no category “%(word)s”: choose one of the list.") % {"word": unknown})
    return {pk: known[word] for pk, word in typed.items() if word}
