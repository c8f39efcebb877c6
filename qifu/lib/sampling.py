"""A stratified random sample that anybody can draw again: the seed and the frame decide it, and nothing else.

In its stratum each case is put in the order of SHA-256(seed, line feed, number) and the first ones are taken. A library's
generator of random numbers may change with its version; the digest is the same everywhere, also for `sha256sum`.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from hashlib import sha256
from math import floor


def allocate(sizes: Mapping[str, int], size: int, least: int = 0) -> dict[str, int]:
    """How many cases each stratum gives: in proportion to its own size by the largest remainder, never less than `least`.

    A stratum with fewer cases than `least` gives all of them. Where the least of all together are more than `size`, they are
    kept and the sample is larger.
    """
    given = {name: 0 for name, count in sizes.items() if count == 0}
    open_to = {name: count for name, count in sizes.items() if count > 0}
    left = min(size, sum(sizes.values()))
    while open_to:
        cases = sum(open_to.values())
        quotas = {name: Fraction(max(left, 0) * count, cases) for name, count in open_to.items()}
        short = {
            name: min(least, open_to[name]) for name in open_to if quotas[name] < min(least, open_to[name])
        }
        if not short:
            given.update(_largest_remainder(quotas))
            break
        given.update(short)
        left -= sum(short.values())
        open_to = {name: count for name, count in open_to.items() if name not in short}
    return given


def _largest_remainder(quotas: Mapping[str, Fraction]) -> dict[str, int]:
    whole = {name: floor(quota) for name, quota in quotas.items()}
    over = int(sum(quotas.values())) - sum(whole.values())
    for name in sorted(quotas, key=lambda name: (whole[name] - quotas[name], name))[:over]:
        whole[name] += 1
    return whole


def draw(frame: Mapping[str, str], seed: str, size: int, least: int = 0) -> list[str]:
    """The numbers drawn, sorted. `frame` says of each number its stratum."""
    wanted = allocate(Counter(frame.values()), size, least)
    drawn: list[str] = []
    strata: dict[str, list[str]] = {name: [] for name in wanted}
    for number, stratum in frame.items():
        strata[stratum].append(number)
    for stratum, numbers in strata.items():
        drawn += sorted(numbers, key=lambda number: (place(seed, number), number))[: wanted[stratum]]
    return sorted(drawn)


def place(seed: str, number: str) -> str:
    return sha256(f"{seed}\n{number}".encode()).hexdigest()


def written(frame: Mapping[str, str]) -> str:
    """The frame as text, whose SHA-256 is its digest: a line for each number with its stratum, in the order of the numbers."""
    return "".join(f"{number} {frame[number]}\n" for number in sorted(frame))


def read(text: str) -> dict[str, str]:
    lines = (line.partition(" ") for line in text.splitlines())
    return {number: stratum for number, _space, stratum in lines}


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
