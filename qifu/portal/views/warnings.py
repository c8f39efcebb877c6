"""A warning as its company sees it: by its personal link, or from the list of those who have signed in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qifu.liaison.personal_links import Expired, NoSuchLink
from qifu.liaison.warnings import companies
from qifu.liaison.warnings.models import Warned
from qifu.liaison.warnings.views import sent
from qifu.liaison.warnings.words import OPEN, RUNNING, WarningStage
from qifu.organisations.actors import Actor, caller
from qifu.organisations.http import Request, address_of, district_of, signed_in
from qifu.organisations.models import District
from qifu.organisations.paging import keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.portal import attempts, districts
from qifu.portal.access import contact_in
from qifu.portal.districts import page
from qifu.portal.forms.warnings import FORMS
from qifu.portal.views.following import too_often


@require_safe
@signed_in(Role.CONTACT)
def my_warnings(request: Request) -> HttpResponse:
    user: Any = request.actor.user
    mine = Warned.objects.of_companies(user).filter(district=request.actor.district)
    listed = keyset(
        mine.select_related("text", "unit", "enterprise", "district"), ("-at", "-id"), request.GET
    )
    rows = [(row, companies.address_of(row)) for row in listed]
    context = {"district": district_of(request), "page": listed, "rows": rows}
    return render(request, "portal/warnings.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def warning(request: Request, code: str, token: str) -> HttpResponse:
    """Nothing behind it may be cached or found by a search engine."""
    district = districts.district_of(code)
    if attempts.address_limited(address_of(request)):
        return _no_link(request, district, too_often(), 429)
    row = _row(request, district, token)
    if row is None:
        attempts.wrong_link(district, address_of(request))
        return _no_link(request, district, _("This link is not complete, or is none of ours."), 404)
    response = _stepped(request, row) if request.method == "POST" else _show(request, row)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def warning_file(request: Request, code: str, token: str, pk: int) -> HttpResponseBase:
    row = _row(request, districts.district_of(code), token)
    if row is None:
        raise Http404
    return sent(get_object_or_404(row.files.select_related("file"), pk=pk))


def _row(request: Request, district: District, token: str) -> Warned | None:
    try:
        (pk,) = companies.LINKS.read(token)
    except (NoSuchLink, Expired, ValueError):
        return None
    rows = Warned.objects.filter(district=district).exclude(stage=WarningStage.DRAFT)
    return rows.select_related("text__unit", "unit", "enterprise", "district").filter(pk=pk).first()


def _stepped(request: Request, row: Warned) -> HttpResponse:
    verb = request.POST.get("verb", "")
    if verb not in FORMS:
        raise Http404
    form, status = FORMS[verb](request.POST, request.FILES, name=request.actor.name), 422
    if form.is_valid():
        try:
            messages.success(
                request, _taken(verb, row, _actor(request, row, form.cleaned_data["who"]), form.cleaned_data)
            )
            return redirect(request.path)
        except Refused as refused:
            status = 409
            form.add_error(None, str(refused))
    return _show(request, row, status=status, **{verb: form})


def _taken(verb: str, row: Warned, by: Actor, said: dict[str, Any]) -> str:
    if verb == "confirm":
        companies.confirm(row, by=by, who=said["who"])
        return _("Thank you: the unit knows that you have received it.")
    if verb == "report":
        companies.report(row, by=by, text=said["text"], files=said["pictures"])
        return _("Thank you: the unit checks it and tells you.")
    appeal = companies.object_to(row, by=by, text=said["text"], phone=said["phone"])
    return _("Your objection is the appeal %(number)s. Follow it with number and telephone.") % {
        "number": appeal.number
    }


def _actor(request: Request, row: Warned, who: str) -> Actor:
    """Who has signed in for this very company acts under that name, anybody else under the one they write."""
    if contact_in(request, row.district) and row.enterprise.contacts.filter(user=request.actor.user).exists():
        return request.actor
    return caller(row.district, who)


def _show(request: Request, row: Warned, *, status: int = 200, **bound: Any) -> HttpResponse:
    offered = {
        "confirm": row.stage == WarningStage.ISSUED,
        "report": row.stage in RUNNING,
        "object": row.stage in OPEN,
    }
    name = request.actor.name if request.actor.role == Role.CONTACT else ""
    forms = [
        (verb, bound.get(verb) or FORMS[verb](name=name), verb in bound)
        for verb, shown in offered.items()
        if shown
    ]
    context = {"row": row, "text": row.text, "forms": forms, "files": row.files.select_related("file")}
    return page(request, "portal/warning.html", row.district, {**context, "url": request.path}, status)


def _no_link(request: Request, district: District, words: str, status: int) -> HttpResponse:
    return page(request, "portal/warning_over.html", district, {"words": words}, status)
