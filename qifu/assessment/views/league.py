"""The league of a month, and how the present one stands."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from qifu.appeals.lists.filters import ANY
from qifu.assessment import indicators
from qifu.assessment.computing import latest, window_of
from qifu.assessment.league import columns_of, definition_of, league_of
from qifu.assessment.live import standings_now
from qifu.assessment.models import Round, Scheme, SchemeVersion
from qifu.assessment.schemes import in_force
from qifu.assessment.words import READERS
from qifu.organisations.http import Request, signed_in
from qifu.organisations.roles import Role

PREVIEWERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER)
MOST = 60


class MonthFilter(forms.Form):
    month = forms.ChoiceField(
        label=pgettext_lazy("assessment", "Month"),
        required=False,
        widget=forms.Select(attrs={"data-submit": ""}),
    )

    def __init__(self, query: Any, rounds: list[Round], several: bool) -> None:
        super().__init__(query)
        self.label_suffix = ""
        words = [(str(each.pk), words_of(each, several)) for each in rounds]
        self.fields["month"].choices = [ANY, *words]  # type: ignore[attr-defined]


def words_of(found: Round, several: bool) -> str:
    district = f"{found.district} · " if several else ""
    return f"{district}{found.month:%Y-%m} · {found.scheme} · {found.get_stage_display()}"


@signed_in(*READERS)
@require_safe
def league(request: Request) -> HttpResponse:
    rounds = list(
        Round.objects.visible_to(request.actor)
        .filter(edition__gt=0)
        .for_list()
        .order_by("-month", "-scheme__active", "-id")[:MOST]
    )
    asked = request.GET.get("month", "")
    found = next((each for each in rounds if str(each.pk) == asked), rounds[0] if rounds else None)
    query = {"month": str(found.pk)} if found else {}
    context: dict[str, Any] = {
        "form": MonthFilter(query, rounds, request.actor.role == Role.CITY),
        "round": found,
        "keeps": request.actor.role == Role.OFFICE,
        "previews": request.actor.role in PREVIEWERS,
        "own": own_page(request),
    }
    if found and (result := latest(found)):
        context |= {
            "result": result,
            "columns": columns_of(result),
            "groups": league_of(result, request.actor),
        }
    return render(request, "assessment/league.html", context)


def own_page(request: Request) -> str:
    unit = request.actor.unit
    of_unit = request.actor.role in (Role.HEAD, Role.OFFICER)
    return reverse("assessment-unit", args=[unit.pk]) if unit and of_unit else ""


@signed_in(*PREVIEWERS)
@require_safe
def preview(request: Request) -> HttpResponse:
    """The same scheme over this very moment; nothing of it is stored."""
    at, schemes = timezone.now(), schemes_of(request)
    asked = request.GET.get("scheme", "")
    scheme = next((each for each in schemes if str(each.pk) == asked), schemes[0] if schemes else None)
    version = in_force(scheme) if scheme else None
    context: dict[str, Any] = {
        "at": at,
        "scheme": scheme,
        "version": version,
        "tabs": [
            {"label": each.name, "url": f"?scheme={each.pk}", "active": each == scheme} for each in schemes
        ],
    }
    if version:
        context |= {"period": window_of(version, timezone.localdate(at)), "columns": plain_columns(version)}
        context["groups"] = preview_groups(request, version, at)
    return render(request, "assessment/preview.html", context)


def schemes_of(request: Request) -> list[Scheme]:
    found = Scheme.objects.filter(district=request.actor.district).select_related("district")
    return list(found.order_by("-active", "id"))


def plain_columns(version: SchemeVersion) -> list[Any]:
    return [
        {
            "name": row.name,
            "label": indicators.label_of(row.name, row.label),
            "definition": definition_of(row.name),
        }
        for row in version.indicators.all()
    ]


def preview_groups(request: Request, version: SchemeVersion, at: Any) -> list[Any]:
    """A deputy's own front; a deputy without one sees nobody's standing."""
    leader = request.actor.leader
    deputy = leader is not None and not leader.is_head
    front = leader.front_id if leader else None
    groups = []
    for group, standings in standings_now(version, at):
        rows = [each for each in standings if not deputy or (front and each.unit.front_id == front)]
        if rows:
            groups.append((group.name, rows))
    return groups
