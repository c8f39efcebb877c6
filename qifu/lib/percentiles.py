"""Exact percentiles of whole numbers (days, working days) from a histogram: value -> how often.

Nearest rank: the smallest value at or below which at least that share of all values lies. The result is
always a value that occurred, and the database only has to count.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil


def from_histogram(counts: Mapping[int, int], share: float) -> int | None:
    """`share` is between 0 and 1; None when nothing was counted."""
    if not 0 <= share <= 1:
        raise ValueError("A share lies between 0 and 1.")
    if any(count < 0 for count in counts.values()):
        raise ValueError("A count is not negative.")
    exact = Fraction(repr(share))  # 0.07 means 7/100, not the binary number next to it
    rank = max(1, ceil(exact * sum(counts.values())))
    for value in sorted(counts):
        rank -= counts[value]
        if rank <= 0:
            return value
    return None


def median(counts: Mapping[int, int]) -> int | None:
    """Of an even number of values the lower one of the middle two."""
    return from_histogram(counts, 0.5)
