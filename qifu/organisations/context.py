"""What the frames show around every page."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from qifu.organisations.actors import STRANGER, Actor
from qifu.organisations.bar import links_of
from qifu.organisations.models import District, Post
from qifu.organisations.navigation import menu, portal_menu

THEMES = ("auto", "light", "dark")


def frame(request: HttpRequest) -> dict[str, object]:
    """Lazy where it costs a query: a fragment or an error page shows none of it."""
    actor: Actor = getattr(request, "actor", STRANGER)
    post: Post | None = getattr(request, "post", None)
    return {
        "actor": actor,
        "post": post,
        "posts": SimpleLazyObject(lambda: posts_of(post)),
        "district": SimpleLazyObject(lambda: district_of(actor)),
        "navigation": SimpleLazyObject(lambda: menu(actor, request.path)),
        "portal_navigation": SimpleLazyObject(lambda: portal_menu(actor, request.path)),
        "theme": theme_of(request, actor),
        "bar_links": SimpleLazyObject(lambda: links_of(actor)),
        "idle_seconds": settings.IDLE_MINUTES * 60 if actor.user else 0,
        "demonstration": settings.DEMONSTRATION,
    }


def posts_of(post: Post | None) -> list[Post]:
    """Nothing to switch to, nothing to ask the database: most people hold one post."""
    if post is None or not getattr(post, "has_others", True):
        return []
    return list(post.user.posts.filter(active=True).select_related("unit", "leader", "district"))


def district_of(actor: Actor) -> District | None:
    """A stranger's is the first district that takes appeals; a city above it takes none itself."""
    if actor.district:
        return actor.district
    return District.objects.filter(active=True, children=None).order_by("code").first()


def theme_of(request: HttpRequest, actor: Actor) -> str:
    chosen = (actor.user.theme if actor.user else "") or request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else "auto"
