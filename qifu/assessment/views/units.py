"""A unit's page: its year in the assessments, its contests, and what would lift it most."""

from typing import Any

from django.db.models import F, Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qifu.assessment import indicators
from qifu.assessment.computing import window_of
from qifu.assessment.league import cell_of
from qifu.assessment.lifting import chances_of
from qifu.assessment.models import Contest, Line, Part, Round, Scheme
from qifu.assessment.schemes import in_force
from qifu.assessment.views.scope import unit_or_404
from qifu.assessment.words import READERS
from qifu.organisations.http import Request, signed_in
from qifu.organisations.models import Unit

MONTHS = 24


@signed_in(*READERS)
@require_safe
def unit(request: Request, unit: int) -> HttpResponse:
    found = unit_or_404(request, unit)
    contests = Contest.objects.visible_to(request.actor).filter(unit=found)
    context = {
        "unit": found,
        "years": years_of(found, request),
        "contests": [
            (each, indicators.label_of(each.indicator, each.label))
            for each in contests.select_related("round__scheme")[:20]
        ],
    }
    return render(request, "assessment/unit.html", context)


def years_of(found: Unit, request: Request) -> list[dict[str, Any]]:
    """By scheme: the months, newest first, each with its parts; and the score as a line."""
    rounds = Round.objects.visible_to(request.actor)
    parts = Prefetch("parts", queryset=Part.objects.defer("cases"))
    lines = Line.objects.filter(
        unit=found, result__round__in=rounds, result__number=F("result__round__edition")
    )
    newest = (
        lines.select_related("result__round__scheme")
        .prefetch_related(parts)
        .order_by("-result__round__month")
    )
    by_scheme: dict[Scheme, list[Line]] = {}
    for line in newest[:MONTHS]:
        by_scheme.setdefault(line.result.round.scheme, []).append(line)
    return [
        {
            "scheme": scheme,
            "columns": [cell_of(part, opens=False).label for part in rows[0].parts.all()],
            "rows": [(line, [cell_of(part, opens=True) for part in line.parts.all()]) for line in rows],
            "chart": chart_of(scheme, rows) if len(rows) > 1 else None,
        }
        for scheme, rows in by_scheme.items()
    ]


def chart_of(scheme: Scheme, rows: list[Line]) -> dict[str, Any]:
    lines = rows[::-1]
    return {
        "id": f"scores-{scheme.pk}",
        "kind": "line",
        "title": str(scheme),
        "labels": [f"{line.result.round.month:%Y-%m}" for line in lines],
        "series": [
            {
                "name": str(scheme),
                "data": [None if line.score is None else float(line.score) for line in lines],
            }
        ],
    }


@signed_in(*READERS)
@require_safe
def lift(request: Request, unit: int) -> HttpResponse:
    found, at = unit_or_404(request, unit), timezone.now()
    schemes = list(
        Scheme.objects.filter(district=found.district_id).select_related("district").order_by("-active", "id")
    )
    asked = request.GET.get("scheme", "")
    scheme = next((each for each in schemes if str(each.pk) == asked), schemes[0] if schemes else None)
    version = in_force(scheme) if scheme else None
    context = {
        "unit": found,
        "at": at,
        "version": version,
        "tabs": [
            {"label": each.name, "url": f"?scheme={each.pk}", "active": each == scheme} for each in schemes
        ],
        "period": window_of(version, timezone.localdate(at)) if version else None,
        "chances": chances_of(version, found, at) if version else None,
    }
    return render(request, "assessment/lift.html", context)
