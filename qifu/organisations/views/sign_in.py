"""The door: user name and password, and out again. The further steps are in views/sign_in_steps.py."""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from qifu.organisations import log, signing_in
from qifu.organisations.demonstration_sign_ins import sign_ins
from qifu.organisations.forms.sign_in import SignInForm
from qifu.organisations.http import Request, address_of, safe_way_on
from qifu.organisations.models import LogKind, User


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    way_on = safe_way_on(request, request.GET.get("next") or request.POST.get("next"), reverse("home"))
    if request.actor.role is not None:
        return redirect(way_on)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if isinstance(user, User) and signing_in.posts_of(user):
            return signing_in.begin(request, user, way_on)
        form.add_error(None, refuse(request, form.cleaned_data["username"], known=user is not None))
    return show(request, form, way_on)


def refuse(request: Request, username: str, *, known: bool) -> str:
    """Logs the failure and says why: whether there is such a user is told only to who knows the password."""
    if known:
        signing_in.log_failure(request, username, _("The person holds no post."))
        return _(
            "You hold no post at present, so there is nothing you could open. Ask the security administrator."
        )
    failures = getattr(request, "axes_failures_since_start", None)
    if getattr(request, "axes_locked_out", False) and failures is not None:
        signing_in.log_failure(
            request, username, _("Wrong password; locked for a while after too many failures.")
        )
    elif not getattr(request, "axes_locked_out", False):
        signing_in.log_failure(request, username, _("Wrong user name or password."))
    return _("The user name or the password is wrong.")


def locked_out(request: Request, _response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """Called by axes in place of the answer. Says until when; an unknown name is locked just as a known one."""
    username = (credentials or {}).get("username") or request.POST.get("username", "")
    last = AccessAttempt.objects.filter(username=username).order_by("-attempt_time").first()
    until = timezone.localtime((last.attempt_time if last else timezone.now()) + settings.AXES_COOLOFF_TIME)
    form = SignInForm(request.POST)
    form.is_valid()
    sentence = _(
        "Signing in as “%(username)s” failed %(count)s times and is held back until %(until)s. "
        "Wait until then, or ask the system administrator to unlock the account."
    )
    form.add_error(
        None,
        sentence % {"username": username, "count": settings.AXES_FAILURE_LIMIT, "until": f"{until:%H:%M:%S}"},
    )
    return show(request, form, reverse("home"), status=429)


def show(request: Request, form: SignInForm, way_on: str, status: int = 200) -> HttpResponse:
    page = {"form": form, "way_on": way_on, "sign_ins": sign_ins(), "two_factors": settings.ADMIN_TWO_FACTORS}
    return render(request, "organisations/sign_in.html", page, status=status)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    if request.actor.user:
        log.write(LogKind.SIGN_OUT, by=request.actor, what=str(request.post), address=address_of(request))
    logout(request)
    return redirect("sign-in")
