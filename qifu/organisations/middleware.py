"""What every request passes: headers, language, the actor, and refusals turned into pages."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.actors import STRANGER, actor_of
from qifu.organisations.calendar import cannot_count
from qifu.organisations.http import Request
from qifu.organisations.models import Post
from qifu.organisations.refusals import Refused

OTHER_POST = Q(user=OuterRef("user"), active=True) & ~Q(pk=OuterRef("pk"))
Handler = Callable[[Request], HttpResponse]
POLICY = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; form-action 'self'; base-uri 'self'"


def security_headers(get_response: Handler) -> Handler:
    def handle(request: Request) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return handle


def language(get_response: Handler) -> Handler:
    """Chinese unless the person chose otherwise; a browser's own preference does not count as a choice."""

    def handle(request: Request) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    return handle


def actor(get_response: Handler) -> Handler:
    """Sets `request.actor` and `request.post`: one query for session, one for post with person, unit and district."""

    def handle(request: Request) -> HttpResponse:
        request.post, request.actor, request.user = None, STRANGER, AnonymousUser()
        if settings.SESSION_COOKIE_NAME in request.COOKIES and (post := post_of(request)):
            request.post, request.actor, request.user = post, actor_of(post), post.user
        return get_response(request)

    return handle


def post_of(request: Request) -> Post | None:
    session = request.session
    if SESSION_KEY not in session or BACKEND_SESSION_KEY not in session:
        return None
    now = int(time.time())
    if now - session.get("seen", now) > settings.IDLE_MINUTES * 60:
        session.flush()
        idle = _("Nothing was pressed for %(minutes)s minutes, so you were signed out. Please sign in again.")
        messages.warning(request, idle % {"minutes": settings.IDLE_MINUTES})
        return None
    posts = Post.objects.filter(
        pk=session.get("post", 0), user_id=session[SESSION_KEY], active=True, user__is_active=True
    ).select_related("user", "district", "unit", "leader")
    if (
        request.method == "GET"
    ):  # saves the frame a query for most people; what is posted seldom ends in a frame
        posts = posts.annotate(has_others=Exists(Post.objects.filter(OTHER_POST)))
    post = next(iter(posts.order_by()[:1]), None)
    if not post or not constant_time_compare(
        session.get(HASH_SESSION_KEY, ""), post.user.get_session_auth_hash()
    ):
        session.flush()
        return None
    if now - session.get("seen", 0) > 60:  # a write a minute, not a write a request
        session["seen"] = now
    return post


def refusals(get_response: Handler) -> Handler:
    """A verb that refuses ends in a page that says what was refused, why, and what to do; nothing was changed."""

    class Handle:
        def __call__(self, request: Request) -> HttpResponse:
            return get_response(request)

        def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
            if isinstance(error, YearNotLoaded):
                error = cannot_count(error)
            if isinstance(error, Refused):
                return render(request, "409.html", {"refusal": error}, status=409)
            return None

    return Handle()
