"""Sharing things out so that nobody has much more than another, and those that lie together go together where that costs nothing."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)
Person = TypeVar("Person", bound=Hashable)


def shared_out(
    things: Iterable[tuple[Thing, Hashable]],
    people: Sequence[Person],
    *,
    has: Mapping[Person, Sequence[Hashable]],
    most: int | None = None,
) -> dict[Thing, Person]:
    """`things` with their places, in the order in which they are given; `has`: the places of what each person has already.

    First how many each gets: who has least gets the next one. Then which: those of a place go to whoever has most in the same
    place and still gets some. Nobody gets beyond `most`; what is left over is not in the answer. The same question has the same
    answer.
    """
    waiting = list(things)
    free = _quotas(len(waiting), people, has, most)
    places = {person: Counter(has.get(person, ())) for person in people}
    given: dict[Thing, Person] = {}
    for thing, place in waiting:
        open_ones = [person for person in people if free[person]]
        if not open_ones:
            break
        chosen = max(open_ones, key=lambda person: (places[person][place], free[person]))
        given[thing] = chosen
        free[chosen] -= 1
        places[chosen][place] += 1
    return given


def _quotas(
    waiting: int, people: Sequence[Person], has: Mapping[Person, Sequence[Hashable]], most: int | None
) -> dict[Person, int]:
    count = {person: len(has.get(person, ())) for person in people}
    quotas = dict.fromkeys(people, 0)
    for _each in range(waiting):
        below = [person for person in people if most is None or count[person] < most]
        if not below:
            break
        least = min(below, key=lambda person: count[person])
        count[least] += 1
        quotas[least] += 1
    return quotas
