"""The first page: what this is, three doors, how it goes, a few figures."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qifu.organisations.http import Request
from qifu.organisations.models import District
from qifu.portal.access import contact_in
from qifu.portal.districts import district_of, page, taking_appeals
from qifu.portal.figures import figures_of
from qifu.portal.promises import promises_of, reopen_days

ROBOTS = "User-agent: *\nDisallow: /p/*/appeal/\nDisallow: /p/*/judge/\nDisallow: /p/*/warning/\nDisallow: /p/*/notices-of-approvals/to/\nDisallow: /my-appeals/\nDisallow: /office/\nDisallow: /sign-in/\n"


@require_safe
def start(request: Request) -> HttpResponse:
    districts = list(taking_appeals())
    return show(request, districts[0]) if len(districts) == 1 else choose(request, districts, "portal")


@require_safe
def door(request: Request, name: str) -> HttpResponse:
    """A door's address without a district: a contact's own, the only one, or the question which."""
    own = request.actor.district
    districts = list(taking_appeals())
    here = own if own in districts else districts[0] if len(districts) == 1 else None
    return redirect(name, here.code) if here else choose(request, districts, name)


@require_safe
def district_home(request: Request, code: str) -> HttpResponse:
    return show(request, district_of(code))


@require_safe
def robots(request: Request) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


def choose(request: Request, districts: list[District], name: str) -> HttpResponse:
    return render(request, "portal/choose.html", {"districts": districts, "door": name})


def show(request: Request, district: District) -> HttpResponse:
    context = {
        "promises": promises_of(district),
        "reopen_days": reopen_days(district),
        "figures": figures_of(district),
        "contact": contact_in(request, district),
    }
    return page(request, "portal/home.html", district, context)
