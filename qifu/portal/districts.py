"""Which district a page of the portal belongs to, and the frame that shows it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qifu.organisations.http import Request
from qifu.organisations.models import District, Unit
from qifu.organisations.navigation import Item, portal_menu

DOORS = ("portal", "portal-file", "portal-follow", "portal-activities", "portal-circulars", "portal-pledges")


def with_a_door() -> QuerySet[District]:
    """A city above districts has no units of its own and takes no appeals itself."""
    units = Unit.objects.filter(district=OuterRef("pk"))
    return District.objects.filter(Q(parent__isnull=False) | Exists(units))


def taking_appeals() -> QuerySet[District]:
    return with_a_door().filter(active=True)


def district_of(code: str) -> District:
    """The same of one district, whose units are asked for only where it has no city above: every page of the portal begins here."""
    district = get_object_or_404(District, code=code)
    if not (district.parent_id or district.units.exists()):
        raise Http404
    return district


def page(
    request: Request, template: str, district: District, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page in the frame of the district that its URL names, which need not be the visitor's own."""
    frame = {"district": district, "portal_navigation": menu(request, district)}
    return render(request, template, {**frame, **context}, status=status)


def menu(request: Request, district: District) -> list[Item]:
    """The portal's menu, with its doors leading into this district; what other apps put in stays as it is."""
    prefix, doors = f"/p/{district.code}", {reverse(name) for name in DOORS}
    items = portal_menu(request.actor, request.path.removeprefix(prefix))
    return [replace(item, url=prefix + item.url) if item.url in doors else item for item in items]
