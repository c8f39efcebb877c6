"""Following without an account: number and phone open the appeal, ten wrong tries close the door for a while."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from qifu.appeals.models import Appeal
from qifu.lib.names import phone_key
from qifu.organisations.actors import caller
from qifu.organisations.http import Request, address_of
from qifu.organisations.models import District
from qifu.portal import attempts
from qifu.portal.access import Opened
from qifu.portal.districts import district_of, page
from qifu.portal.forms.following import FollowForm


def follow(request: Request, code: str) -> HttpResponse:
    district = district_of(code)
    form = FollowForm(request.POST or None, initial={"number": request.GET.get("number")})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        number, address = form.cleaned_data["number"], address_of(request)
        if attempts.limited(district, number, address):
            form.add_error(None, too_often())
            status = 429
        elif appeal := find(district, number, form.cleaned_data["phone"]):
            opened = Opened(appeal, district, caller(district, appeal.caller_name), by_number=False)
            return redirect(opened.url("portal-appeal"))
        else:
            attempts.failed(district, number, address)
            form.add_error(None, no_match())
    return page(
        request, "portal/follow.html", district, {"form": form, "expired": "expired" in request.GET}, status
    )


def find(district: District, number: str, phone: str) -> Appeal | None:
    """One query and one comparison, whether the number exists or not."""
    found = Appeal.objects.filter(district=district, number=number).first()
    expected = found.caller_phone_key if found else ""
    return found if constant_time_compare(expected, phone_key(phone)) else None


def no_match() -> str:
    return _(
        "Number and telephone do not belong together. Please compare both with your receipt: it must be the telephone that "
        "was given when the appeal was filed."
    )


def too_often() -> str:
    return _(
        "There were too many wrong tries, so this is closed for a quarter of an hour. Please try again later or call the hotline."
    )
