"""What a person sets for themselves: post in use, password, language, theme; and the first page of the post."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import i18n
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from qifu.organisations.context import THEMES
from qifu.organisations.forms.passwords import ChangePasswordForm
from qifu.organisations.http import Request, safe_way_on, signed_in
from qifu.organisations.models import Post, User
from qifu.organisations.navigation import first_page
from qifu.organisations.new_passwords import set_password

YEAR = 365 * 24 * 3600


@signed_in()
def home(request: Request) -> HttpResponse:
    return redirect(first_page(request.actor))


@require_POST
@signed_in()
def switch_post(request: Request) -> HttpResponse:
    number = request.POST.get("post", "")
    own = Post.objects.filter(user=request.actor.user, active=True)
    post = get_object_or_404(own, pk=int(number) if number.isascii() and number.isdigit() else 0)
    request.session["post"] = post.pk
    request.session["seen"] = int(time.time())
    return redirect("home")


@sensitive_post_parameters()
@never_cache
@signed_in()
def change_password(request: Request) -> HttpResponse:
    user = request.actor.user
    assert user is not None  # noqa: S101 - signed in
    form = ChangePasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        set_password(user, form.cleaned_data["new"], by=request.actor)
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password is changed. Everywhere else you have been signed out."))
        return redirect("home")
    return render(request, "organisations/change_password.html", {"form": form})


@require_POST
def preferences(request: Request) -> HttpResponse:
    theme = request.POST.get("theme", "")
    response = redirect(way_back(request))
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax")
        remember(request.actor.user, theme=theme)
    return response


@require_POST
def set_language(request: Request) -> HttpResponse:
    """Django's, and kept with the person so that it holds at every desk."""
    if request.POST.get("language") in dict(settings.LANGUAGES):
        remember(request.actor.user, language=request.POST["language"])
    return i18n.set_language(request)


def remember(user: User | None, **choice: str) -> None:
    if user:
        User.objects.filter(pk=user.pk).update(**choice)


def way_back(request: Request) -> str:
    return safe_way_on(request, request.POST.get("next"), reverse("home"))
