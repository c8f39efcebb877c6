"""Places on an enterprise's page which the apps above fill: each registers the URL of its fragment from `AppConfig.ready()`."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from qifu.enterprises.models import Enterprise
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role


@dataclass(frozen=True)
class Slot:
    """`url_name` takes the enterprise's number; the fragment is fetched once the page stands."""

    title: Promise
    url_name: str
    roles: tuple[Role, ...]
    order: int = 100


@dataclass(frozen=True)
class Filled:
    title: str
    url: str


_slots: dict[str, Slot] = {}


def register(*slots: Slot) -> None:
    _slots.update({slot.url_name: slot for slot in slots})


def slots_of(enterprise: Enterprise, actor: Actor) -> Sequence[Filled]:
    open_to = [slot for slot in _slots.values() if actor.role in slot.roles]
    return [
        Filled(str(slot.title), reverse(slot.url_name, args=[enterprise.number]))
        for slot in sorted(open_to, key=lambda slot: slot.order)
    ]
