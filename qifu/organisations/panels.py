"""Places on one kind of page (an appeal's, an enterprise's) which the apps above fill with fragments fetched by URL.

panels = Panels()                                        # in the app whose page it is
panels.register(Panel(_("Meetings"), "appeal-meetings", READERS, order=20))     # from another's AppConfig.ready()
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role


@dataclass(frozen=True)
class Panel:
    """`url_name` takes the number of the thing whose page it is; the fragment is fetched once the page stands."""

    title: Promise
    url_name: str
    roles: tuple[Role, ...]
    order: int = 100


@dataclass(frozen=True)
class Filled:
    title: str
    url: str


class Panels:
    def __init__(self) -> None:
        self._by_url: dict[str, Panel] = {}

    def register(self, *panels: Panel) -> None:
        self._by_url.update({panel.url_name: panel for panel in panels})

    def filled(self, number: str, actor: Actor) -> list[Filled]:
        open_to = [panel for panel in self._by_url.values() if actor.role in panel.roles]
        return [
            Filled(str(panel.title), reverse(panel.url_name, args=[number]))
            for panel in sorted(open_to, key=lambda panel: panel.order)
        ]
