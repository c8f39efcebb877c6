"""The menu: each app registers its pages from `AppConfig.ready()`, the frame asks for what an actor may open.

A registry and not a list, because a lower app must not know the pages of those above it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role

PORTAL = "portal"
GROUPS: dict[str, Promise] = {
    "appeals": pgettext_lazy("menu", "Appeals"),
    "liaison": _("Going to companies"),
    "supervision": _("Supervision"),
    "figures": _("Figures and assessment"),
    "documents": _("Documents"),
    "settings": _("Settings"),
    PORTAL: _("For companies"),
}


@dataclass(frozen=True)
class Entry:
    """`roles` may hold None: nobody signed in. `count` must not cost a query on every page.

    `home` are the roles for which this is the first page after signing in; without one it is the menu's first.
    """

    label: Promise
    url_name: str
    roles: tuple[Role | str | None, ...]
    group: str
    order: int = 100
    count: Callable[[Actor], int | None] | None = None
    home: tuple[Role, ...] = ()
    args: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    count: int | None
    active: bool


@dataclass(frozen=True)
class Group:
    label: str
    items: tuple[Item, ...]


_entries: dict[tuple[str, ...], Entry] = {}


def register(*entries: Entry) -> None:
    for entry in entries:
        if entry.group not in GROUPS:
            raise ValueError(f"The menu has no group {entry.group!r}: use one of {', '.join(GROUPS)}.")
        _entries[entry.url_name, *entry.args] = entry


def items_of(group: str, actor: Actor, path: str) -> tuple[Item, ...]:
    open_to = [entry for entry in _entries.values() if entry.group == group and actor.role in entry.roles]
    links = [(entry, url_of(entry)) for entry in sorted(open_to, key=lambda entry: entry.order)]
    here = max((url for _, url in links if lies_below(path, url)), key=len, default="")
    return tuple(
        Item(str(entry.label), url, entry.count(actor) if entry.count else None, url == here)
        for entry, url in links
    )


def url_of(entry: Entry) -> str:
    return reverse(entry.url_name, args=entry.args)


def lies_below(path: str, url: str) -> bool:
    """ "/" is everybody's parent and therefore only active on itself."""
    return path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))


def menu(actor: Actor, path: str) -> list[Group]:
    groups = [Group(str(label), items_of(key, actor, path)) for key, label in GROUPS.items() if key != PORTAL]
    return [group for group in groups if group.items]


def portal_menu(actor: Actor, path: str) -> tuple[Item, ...]:
    return items_of(PORTAL, actor, path)


def first_page(actor: Actor) -> str:
    """Where work begins in this post; for a company's person the portal's first page that strangers do not see."""
    open_to = sorted(
        (entry for entry in _entries.values() if actor.role in entry.roles),
        key=lambda entry: (
            actor.role not in entry.home,
            None in entry.roles,
            list(GROUPS).index(entry.group),
            entry.order,
        ),
    )
    return url_of(open_to[0]) if open_to else "/"
