"""Things that stand in a row, shared out to people so that each has a stretch of neighbours and nobody more than one beyond another."""

from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
Person = TypeVar("Person")


def share_out(things: Sequence[Thing], people: Sequence[Person]) -> list[tuple[Thing, Person]]:
    """Nobody there: nothing is shared out."""
    if not people:
        return []
    least, more = divmod(len(things), len(people))
    shared: list[tuple[Thing, Person]] = []
    start = 0
    for n, person in enumerate(people):
        end = start + least + (n < more)
        shared += [(thing, person) for thing in things[start:end]]
        start = end
    return shared
