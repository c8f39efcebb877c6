"""Which names are alike. Only names that share a rare piece of two characters are compared at all, so that a hundred thousand names
against as many are some millions of comparisons and not ten thousand millions.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from qifu.lib.reconciling.places import Company

PIECES = 4  # the rarest ones of a name
CROWDED = 40_000  # pairs that one piece may bring about; a piece that nearly everybody has tells nobody apart
NEAREST = 5
Pair = tuple[int, Company, Company]


def pieces_of(key: str) -> set[str]:
    return {key[n : n + 2] for n in range(len(key) - 1)} or {key}


def alike(left: Sequence[Company], right: Sequence[Company], least: int) -> list[Pair]:
    """Each company once at the most, the likest pairs first; the same whichever list is called left."""
    found = _candidates(left, right, least)
    found |= {(score, one, other) for score, other, one in _candidates(right, left, least)}
    pairs = [(score, left[one], right[other]) for score, one, other in found]
    pairs.sort(key=lambda pair: (-pair[0], *sorted((pair[1].order, pair[2].order))))
    taken: tuple[set[tuple[str, str]], set[tuple[str, str]]] = (set(), set())
    kept = []
    for score, one, other in pairs:
        if one.order not in taken[0] and other.order not in taken[1]:
            taken[0].add(one.order)
            taken[1].add(other.order)
            kept.append((score, one, other))
    return kept


def _candidates(these: Sequence[Company], those: Sequence[Company], least: int) -> set[tuple[int, int, int]]:
    """For each of these its nearest of those, by their places in the two lists."""
    common = Counter(piece for company in (*these, *those) for piece in pieces_of(company.key))
    mine, theirs = _buckets(these, common), _buckets(those, common)
    names = [company.key for company in those]
    offered: defaultdict[int, set[int]] = defaultdict(set)
    for piece, places in mine.items():
        others = theirs.get(piece, [])
        if len(places) * len(others) <= CROWDED:
            for place in places:
                offered[place].update(others)
    found = set()
    for place, near in offered.items():
        ordered = sorted(near, key=lambda other: those[other].order)
        choices = {other: names[other] for other in ordered}
        for _name, score, other in process.extract(
            these[place].key, choices, scorer=fuzz.ratio, score_cutoff=least, limit=NEAREST
        ):
            found.add((int(score), place, other))
    return found


def _buckets(companies: Sequence[Company], common: Counter[str]) -> dict[str, list[int]]:
    buckets: defaultdict[str, list[int]] = defaultdict(list)
    for place, company in enumerate(companies):
        if company.key:
            rarest = sorted(pieces_of(company.key), key=lambda piece: (common[piece], piece))
            for piece in rarest[:PIECES]:
                buckets[piece].append(place)
    return buckets
