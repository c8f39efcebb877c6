"""职责目录: by category or by unit, each entry with the ruling or the hand that it comes from, and what stood there before."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qifu.appeals import catalogue
from qifu.appeals.forms.registers import CatalogueFilter
from qifu.appeals.models import Appeal, CatalogueEntry, Category
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.roles import OFFICIALS, Right, Role

READERS = tuple(role for role in OFFICIALS if role != Role.CITY)
BY_UNIT = "unit"


@signed_in(*READERS)
@require_safe
def entries(request: Request) -> HttpResponse:
    """Not paged: at most one entry a category."""
    filters = CatalogueFilter(request.GET, request.actor)
    found = catalogue.in_force(district_of(request).pk).filter(filters.condition(Moment()))
    by_unit = request.GET.get("by") == BY_UNIT
    rows = list(found.order_by("unit__order", "unit_id", "category__code") if by_unit else found)
    groups = groupby(
        rows, lambda entry: entry.unit.short_name if by_unit else entry.category.path.split(" / ")[0]
    )
    url = reverse("catalogue")
    context = {
        "filters": filters,
        "keep": ["by"],
        "groups": [(label, list(some)) for label, some in groups],
        "seen": seen(request, rows),
        "by_unit": by_unit,
        "tabs": [
            {"label": _("By category"), "url": url, "active": not by_unit},
            {"label": _("By unit"), "url": f"{url}?by={BY_UNIT}", "active": by_unit},
        ],
        "may_edit": request.actor.may(Right.SETTINGS),
    }
    return render(request, "appeals/catalogue.html", context)


@signed_in(*READERS)
@require_safe
def category(request: Request, code: str) -> HttpResponse:
    """The history of one category: what holds, and what held before."""
    found = get_object_or_404(Category, district=district_of(request), code=code)
    rows = list(
        CatalogueEntry.objects.filter(category=found)
        .select_related("unit", "by", "ruling__appeal")
        .order_by("ended_at", "-id")
    )
    rows.sort(key=lambda entry: (entry.ended_at is not None, -entry.pk))
    context = {
        "category": found,
        "rows": rows,
        "seen": seen(request, rows),
        "may_edit": request.actor.may(Right.SETTINGS),
    }
    return render(request, "appeals/catalogue_category.html", context)


def seen(request: Request, rows: list[CatalogueEntry]) -> set[int]:
    """The rulings' appeals that I may open; of the others the number is named and not linked."""
    numbers = [entry.ruling.appeal_id for entry in rows if entry.ruling]
    visible = Appeal.objects.visible_to(request.actor).filter(pk__in=numbers)
    return set(visible.values_list("pk", flat=True))
