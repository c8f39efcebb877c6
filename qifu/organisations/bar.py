"""Links in the bar above every page, each with a count. Apps register them from `AppConfig.ready()`.

The count is a fragment that is fetched once the page stands, so that no page waits for it or pays its query.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role


@dataclass(frozen=True)
class BarLink:
    """`icon` is a template with a small drawing; on a phone it stands alone."""

    label: Promise
    icon: str
    url_name: str
    count_url_name: str
    roles: tuple[Role, ...]

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    @property
    def count_url(self) -> str:
        return reverse(self.count_url_name)


_links: dict[str, BarLink] = {}


def register(*links: BarLink) -> None:
    _links.update({link.url_name: link for link in links})


def links_of(actor: Actor) -> Sequence[BarLink]:
    return [link for link in _links.values() if actor.role in link.roles]
