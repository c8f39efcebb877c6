"""The secret of the telephone system, and how it is told of calls."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qifu.liaison.hotline.models import PhoneSystem
from qifu.liaison.hotline.records import renew_secret
from qifu.organisations.http import Request, district_of, with_right
from qifu.organisations.roles import Right


@never_cache
@with_right(Right.SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def phone_system(request: Request) -> HttpResponse:
    """A new secret is shown on this one answer and never again."""
    district = district_of(request)
    secret = renew_secret(district, by=request.actor) if request.method == "POST" else ""
    context = {
        "secret": secret,
        "system": PhoneSystem.objects.filter(district=district).select_related("made_by").first(),
        "webhook": request.build_absolute_uri(reverse("calls")),
        "pop_up": request.build_absolute_uri(reverse("hotline-new")),
        "code": district.code,
    }
    return render(request, "hotline/phone_system.html", context)
