"""What a unit owes beside its appeals (reports, resolutions, answers to orders): each app above registers a source.

    owed.register("duties", duties_owed_by)     # in AppConfig.ready(); actor -> the things that the actor's unit owes

The worklist shows them in a slot above the appeals, soonest due first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from qifu.organisations.actors import Actor


@dataclass(frozen=True)
class Owed:
    """`what` says what is to be done with it: "Monthly report for August"; the light follows from `due_at`."""

    title: str
    what: str
    url: str
    due_at: datetime | None


Source = Callable[[Actor], Iterable[Owed]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    _sources[name] = source


def owed_by(actor: Actor) -> list[Owed]:
    found = [thing for source in _sources.values() for thing in source(actor)]
    return sorted(
        found, key=lambda thing: (thing.due_at is None, thing.due_at.timestamp() if thing.due_at else 0)
    )
