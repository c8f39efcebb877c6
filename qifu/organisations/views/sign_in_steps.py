"""What some people owe between the right password and the open door: a code, a new password."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from qifu.organisations import signing_in, two_factors
from qifu.organisations.actors import actor_of
from qifu.organisations.forms.code import CodeForm
from qifu.organisations.forms.passwords import NewPasswordForm
from qifu.organisations.http import Request
from qifu.organisations.models import User
from qifu.organisations.new_passwords import set_password

Step = Callable[[Request, User], HttpResponse]


def step(view: Step) -> Callable[[Request], HttpResponse]:
    @sensitive_post_parameters()
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: Request) -> HttpResponse:
        user = signing_in.at_the_door(request)
        return view(request, user) if user else redirect("sign-in")

    return guarded


@step
def code(request: Request, user: User) -> HttpResponse:
    """At the first sign-in with the picture by which the telephone learns the key."""
    device = two_factors.device_of(user)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if seconds := two_factors.seconds_to_wait(device):
            form.add_error("code", _("After a wrong code please wait: %(seconds)s s.") % {"seconds": seconds})
        elif two_factors.is_right(device, form.cleaned_data["code"]):
            signing_in.code_was_right(request)
            return signing_in.go_on(request, user)
        else:
            signing_in.log_failure(request, user.username, _("Wrong code of the second factor."))
            form.add_error("code", _("The code is wrong or was used before. Wait for the next one."))
    page = {"form": form, "device": device}
    if not device.confirmed:
        page |= {"picture": two_factors.picture(device), "key": two_factors.key_in_words(device)}
    return render(request, "organisations/sign_in_code.html", page)


@step
def new_password(request: Request, user: User) -> HttpResponse:
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        set_password(user, form.cleaned_data["new"], by=actor_of(signing_in.posts_of(user)[0]))
        signing_in.password_was_changed(request, user)
        return signing_in.go_on(request, user)
    return render(request, "organisations/sign_in_new_password.html", {"form": form})
