"""Circulars as companies and everybody else read them: the public ones, a company's own by its account or its link."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.enterprises.models import Enterprise
from qifu.liaison.circulars import reading
from qifu.liaison.circulars.models import Circular, CircularReceipt
from qifu.liaison.circulars.telling import LINKS, link_of
from qifu.liaison.circulars.words import OUT, CircularStage
from qifu.liaison.personal_links import Expired, NoSuchLink
from qifu.liaison.views.scope import file_of
from qifu.organisations.actors import caller
from qifu.organisations.http import Request, address_of, district_of, signed_in
from qifu.organisations.models import District
from qifu.organisations.paging import keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.portal import attempts, districts
from qifu.portal.access import contact_in
from qifu.portal.districts import page
from qifu.portal.forms.circulars import QuestionForm
from qifu.portal.views.filing import contacts_of
from qifu.portal.views.following import too_often

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def circulars(request: Request, code: str) -> HttpResponse:
    """For everybody, without anybody's name; what was withdrawn or replaced is no longer listed."""
    district = districts.district_of(code)
    rows = Circular.objects.filter(district=district, public=True, stage=CircularStage.ISSUED)
    listed = keyset(rows.for_list(), ("-at", "-id"), request.GET, size=20)
    return page(request, "portal/circulars.html", district, {"page": listed})


@never_cache
@either
def circular(request: Request, code: str, pk: int) -> HttpResponse:
    """A public one for everybody; another only for the contact of a company that it went to."""
    district = districts.district_of(code)
    row, mine = _open(request, district, pk)
    if request.method != "HEAD":
        reading.opened(mine, by=request.actor.name)
    return _answer(request, row, [each.enterprise for each in mine])


@never_cache
@either
def by_link(request: Request, code: str, token: str) -> HttpResponse:
    """Whoever has the link reads and asks for that company. Nothing behind it is found by a search engine."""
    district = districts.district_of(code)
    if attempts.address_limited(address_of(request)):
        return _over(request, district, too_often(), 429)
    receipt = _receipt(district, token)
    if receipt is None:
        attempts.wrong_link(district, address_of(request))
        words = _("This link is not a good one: it may have been cut off. Open it once more from the e-mail.")
        return _over(request, district, words, 404)
    if request.method != "HEAD":
        reading.opened([receipt], by=_reader(request, receipt))
    response = _answer(request, receipt.circular, [receipt.enterprise], linked=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def circular_file(request: Request, code: str, pk: int, file: int) -> HttpResponse:
    row, _mine = _open(request, districts.district_of(code), pk)
    return _file(row, file)


@never_cache
@require_safe
def link_file(request: Request, code: str, token: str, file: int) -> HttpResponse:
    receipt = _receipt(districts.district_of(code), token)
    if receipt is None:
        raise Http404
    return _file(receipt.circular, file)


@require_safe
@signed_in(Role.CONTACT)
def my_circulars(request: Request) -> HttpResponse:
    own = Enterprise.objects.visible_to(request.actor)
    rows = CircularReceipt.objects.filter(enterprise__in=own, district=request.actor.district)
    joined = rows.select_related("circular__unit", "enterprise")
    context = {
        "district": district_of(request),
        "page": keyset(joined, ("-at", "-id"), request.GET),
    }
    return render(request, "portal/my_circulars.html", context)


def _open(request: Request, district: District, pk: int) -> tuple[Circular, list[CircularReceipt]]:
    """The circular, and the receipts of the companies that the visitor speaks for."""
    rows = Circular.objects.filter(district=district).exclude(stage=CircularStage.DRAFT)
    row = get_object_or_404(rows.select_related("unit", "district", "successor"), pk=pk)
    companies = [contact.enterprise_id for contact in contacts_of(request, district)]
    mine = (
        list(row.receipts.filter(enterprise__in=companies).select_related("enterprise")) if companies else []
    )
    if not (row.public or mine):
        raise Http404
    return row, mine


def _receipt(district: District, token: str) -> CircularReceipt | None:
    try:
        (pk,) = LINKS.read(token)
    except (NoSuchLink, Expired, ValueError):
        return None
    rows = CircularReceipt.objects.filter(district=district).exclude(circular__stage=CircularStage.DRAFT)
    joined = rows.select_related("enterprise", "circular__unit", "circular__district", "circular__successor")
    return joined.filter(pk=pk).first()


def _reader(request: Request, receipt: CircularReceipt) -> str:
    """The contact's own name where they have signed in; nobody's by the link alone."""
    known = contact_in(request, receipt.circular.district)
    if known and receipt.enterprise.contacts.filter(user=request.actor.user).exists():
        return request.actor.name
    return ""


def _file(row: Circular, pk: int) -> HttpResponse:
    if row.stage not in OUT:
        raise Http404
    found = get_object_or_404(row.files.select_related("file"), pk=pk)
    return file_of(found.file, found.name)


def _answer(
    request: Request, row: Circular, companies: list[Enterprise], *, linked: bool = False
) -> HttpResponse:
    if row.is_withdrawn:
        return _over(request, row.district, _withdrawn(row), 410)
    form, status = None, 200
    if companies:
        name = request.actor.name if contact_in(request, row.district) else ""
        posted = request.POST if request.method == "POST" else None
        form = QuestionForm(posted, companies=companies, name=name)
    if request.method == "POST":
        if form is None:
            raise Http404
        done, status = _asked(request, row, form, linked=linked)
        if done:
            return redirect(request.path)
    newer, url = _newer(row, companies, linked=linked)
    context = {
        "circular": row,
        "form": form,
        "files": row.files.select_related("file"),
        "newer": newer,
        "newer_url": url,
        "url": request.path,
    }
    return page(request, "portal/circular.html", row.district, context, status)


def _asked(request: Request, row: Circular, form: QuestionForm, *, linked: bool) -> tuple[bool, int]:
    if not form.is_valid():
        return False, 422
    said: dict[str, Any] = form.cleaned_data
    by = caller(row.district, said["who"]) if linked else request.actor
    key = request_key(form, row.pk)
    try:
        appeal = reading.ask(row, form.enterprise, by=by, text=said["text"], phone=said["phone"], key=key)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False, 409
    words = _("Your question is the appeal %(number)s. Follow it with number and telephone.")
    messages.success(request, words % {"number": appeal.number})
    return True, 302


def _newer(row: Circular, companies: list[Enterprise], *, linked: bool) -> tuple[Circular | None, str]:
    """What stands in its place, and the address by which this very reader may open it."""
    newer = row.newer
    if newer is None:
        return None, ""
    mine = newer.receipts.filter(enterprise__in=companies).first()
    if linked and mine:
        return newer, link_of(mine, row.district.code)
    url = reverse("portal-circular", args=[row.district.code, newer.pk])
    return newer, url if newer.public or mine else ""


def _withdrawn(row: Circular) -> str:
    return _("The circular “%(title)s” has been withdrawn: %(reason)s") % {
        "title": row.title,
        "reason": row.reason,
    }


def _over(request: Request, district: District, words: str, status: int) -> HttpResponse:
    return page(request, "portal/circular_over.html", district, {"words": words}, status)
