"""Places on an appeal's page which the apps above fill: each registers the URL of its fragment from `AppConfig.ready()`."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from qifu.appeals.models import Appeal
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role


@dataclass(frozen=True)
class Panel:
    """`url_name` takes the appeal's number; the fragment is fetched once the page stands."""

    title: Promise
    url_name: str
    roles: tuple[Role, ...]
    order: int = 100


@dataclass(frozen=True)
class Filled:
    title: str
    url: str


_panels: dict[str, Panel] = {}


def register(*panels: Panel) -> None:
    _panels.update({panel.url_name: panel for panel in panels})


def panels_of(appeal: Appeal, actor: Actor) -> Sequence[Filled]:
    """None for a city's reader: several districts may have the same number, and what hangs on it is theirs to show."""
    if actor.district is None or actor.district.pk != appeal.district_id:
        return []
    open_to = [panel for panel in _panels.values() if actor.role in panel.roles]
    return [
        Filled(str(panel.title), reverse(panel.url_name, args=[appeal.number]))
        for panel in sorted(open_to, key=lambda panel: panel.order)
    ]
