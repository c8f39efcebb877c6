"""The request as views see it, the two doors before a view, and the way on after it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Post
from qifu.organisations.roles import Right, Role


class Request(HttpRequest):
    actor: Actor
    post: Post | None
    htmx: HtmxDetails
    LANGUAGE_CODE: str


Path = ParamSpec("Path")
View = Callable[Concatenate[Request, Path], HttpResponseBase]


def to_sign_in(request: Request) -> HttpResponse:
    """And afterwards back: to the page itself, or to the one that the form or the fragment stood on."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    page = came_from.path if came_from.netloc == request.get_host() else ""
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": redirect_to_login(page).url})
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else page)


def address_of(request: HttpRequest) -> str | None:
    """Behind the proxy that makes HTTPS, the address which that proxy saw; what stands before it anybody could write."""
    if settings.HTTPS and (forwarded := request.headers.get("X-Forwarded-For")):
        return forwarded.rpartition(",")[2].strip() or None
    return request.META.get("REMOTE_ADDR") or None


def signed_in(*roles: Role) -> Callable[[View[Path]], View[Path]]:
    """Only those who have signed in, and of these only the given roles (none given: all of them)."""
    return _door(lambda actor: not roles or actor.role in roles)


def with_right(right: Right) -> Callable[[View[Path]], View[Path]]:
    return _door(lambda actor: actor.may(right))


def _door(lets_in: Callable[[Actor], bool]) -> Callable[[View[Path]], View[Path]]:
    def wrap(view: View[Path]) -> View[Path]:
        @wraps(view)
        def guarded(request: Request, *args: Path.args, **kwargs: Path.kwargs) -> HttpResponseBase:
            if request.actor.role is None:
                return to_sign_in(request)
            if not lets_in(request.actor):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value] # functools loses that the first parameter is positional

    return wrap


def district_of(request: Request) -> District:
    """The district of a signed-in person; every post has one."""
    district: Any = request.actor.district
    assert district is not None  # noqa: S101 - views behind signed_in only
    return district  # type: ignore[no-any-return]


def safe_way_on(request: Request, url: str | None, otherwise: str) -> str:
    """Only to a page of our own: a link must not lead through our pages to somebody else's site.

    With its slash, because `redirect` takes a bare word for the name of a page and fails on one that is none.
    """
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(url, hosts, require_https=request.is_secure())
    return url if url and url.startswith("/") and safe else otherwise
