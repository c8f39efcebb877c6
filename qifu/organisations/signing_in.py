"""From a right password to an open session, by as many steps as this person owes.

Until the last step is done nobody is signed in: the session only remembers who is at the door, so that no page
behind it has to know of half-open sessions.
"""

import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from qifu.organisations import log, two_factors
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.http import Request, address_of
from qifu.organisations.models import LogKind, Post, User

BACKEND = "django.contrib.auth.backends.ModelBackend"
DOOR = "at_the_door"
DOOR_SECONDS = 600


def posts_of(user: User) -> list[Post]:
    found = user.posts.filter(active=True).select_related("user", "unit", "leader", "district")
    return list(found.order_by("id"))


def begin(request: Request, user: User, way_on: str) -> HttpResponse:
    """The password was right."""
    request.session[DOOR] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "until": int(time.time()) + DOOR_SECONDS,
        "way_on": way_on,
        "code": False,
    }
    return go_on(request, user)


def at_the_door(request: Request) -> User | None:
    """Whose password was right a moment ago and has not been changed by anybody since; who still holds a post."""
    door = request.session.get(DOOR)
    if not door or door["until"] < time.time():
        return None
    user = User.objects.filter(pk=door["user"], is_active=True, posts__active=True).first()
    return user if user and constant_time_compare(door["hash"], user.get_session_auth_hash()) else None


def code_was_right(request: Request) -> None:
    request.session[DOOR]["code"] = True
    request.session.modified = True


def password_was_changed(request: Request, user: User) -> None:
    request.session[DOOR]["hash"] = user.get_session_auth_hash()
    request.session.modified = True


def go_on(request: Request, user: User) -> HttpResponse:
    """To the next step owed, or in."""
    posts = posts_of(user)
    if two_factors.owed_by(posts) and not request.session[DOOR]["code"]:
        return redirect("sign-in-code")
    if user.must_change_password or password_is_old(user):
        return redirect("sign-in-new-password")
    return enter(request, posts[0])


def password_is_old(user: User) -> bool:
    days = settings.PASSWORD_DAYS
    changed = user.password_changed_at
    return bool(days) and (changed is None or changed < timezone.now() - timedelta(days=days))


def enter(request: Request, post: Post) -> HttpResponse:
    way_on = request.session.pop(DOOR)["way_on"]
    login(request, post.user, backend=BACKEND)
    request.session["post"] = post.pk
    request.session["seen"] = int(time.time())
    log.write(LogKind.SIGN_IN, by=actor_of(post), what=str(post), address=address_of(request))
    response = redirect(way_on)
    if post.user.language:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, post.user.language, samesite="Lax")
    return response


def log_failure(request: Request, username: str, what: str) -> None:
    user = User.objects.filter(username=username).first()
    posts = posts_of(user) if user else []
    who = Actor(role=None, district=posts[0].district if posts else None, name=username[:80], user=user)
    log.write(LogKind.SIGN_IN_FAILED, by=who, what=what, address=address_of(request))
