"""What a system administrator does to an account beside editing it."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from qifu.organisations import locks, log, settings_pages
from qifu.organisations.forms.accounts import UserForm
from qifu.organisations.http import Request, district_of, with_right
from qifu.organisations.models import LogKind, User
from qifu.organisations.new_passwords import hand_out_password
from qifu.organisations.renewing import refuse_administrator, renew_password, renew_second_factor
from qifu.organisations.roles import Right

FOUND = 12


@never_cache
@with_right(Right.USERS)
def add(request: Request) -> HttpResponse:
    """The first password stands on the answer to this very request and is stored nowhere."""
    form = UserForm(request.POST or None, instance=User(district=district_of(request)), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        user = form.save(commit=False)
        password = hand_out_password(user)
        log.save(user, by=request.actor, kind=LogKind.ACCOUNT, what=_("Account made: %s") % user.username)
        return render(
            request, "organisations/settings/password_once.html", {"row": user, "password": password}
        )
    page = settings_pages.find("users")
    return render(request, "organisations/settings/add.html", {"settings_page": page, "form": form})


def account(request: Request, pk: int, *, of_others: bool = False) -> User:
    accounts = User.objects.kept_by(district_of(request))
    if of_others and request.actor.user:
        accounts = accounts.exclude(pk=request.actor.user.pk)
    return get_object_or_404(accounts, pk=pk)


@never_cache
@require_POST
@with_right(Right.USERS)
def reset_password(request: Request, pk: int) -> HttpResponse:
    user = account(request, pk, of_others=True)
    refuse_administrator(user)
    password = renew_password(user, by=request.actor)
    return render(request, "organisations/settings/password_once.html", {"row": user, "password": password})


@require_POST
@with_right(Right.USERS)
def unlock(request: Request, pk: int) -> HttpResponse:
    user = account(request, pk)
    locks.unlock(user.username)
    log.write(LogKind.ACCOUNT, by=request.actor, what=_("Unlocked after failed sign-ins"), subject=user)
    messages.success(request, _("Unlocked: %s may try again at once.") % user.username)
    return redirect("settings-edit", "users", user.pk)


@require_POST
@with_right(Right.USERS)
def reset_second_factor(request: Request, pk: int) -> HttpResponse:
    user = account(request, pk, of_others=True)
    refuse_administrator(user)
    renew_second_factor(user, by=request.actor)
    messages.success(
        request, _("The second factor of %s is reset; the next sign-in sets up a new one.") % user.username
    )
    return redirect("settings-edit", "users", user.pk)


@with_right(Right.POSTS)
def lookup(request: Request) -> JsonResponse:
    words = request.GET.get("q", "").strip()[:40]
    like = Q(username__icontains=words) | Q(name__icontains=words)
    found = (
        User.objects.kept_by(district_of(request)).filter(like, is_active=True).order_by("username")[:FOUND]
    )
    lines = [{"value": user.pk, "text": user.name, "hint": user.username} for user in found]
    return JsonResponse(lines, safe=False)
