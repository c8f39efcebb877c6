from collections import Counter
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qifu.lib.percentiles import from_histogram, median


@given(st.lists(st.integers(-5, 50), min_size=1), st.integers(1, 100))
def test_it_is_the_nearest_rank_of_the_sorted_values(values: list[int], percent: int) -> None:
    rank = ceil(Fraction(percent, 100) * len(values))
    assert from_histogram(Counter(values), percent / 100) == sorted(values)[rank - 1]


def test_a_share_means_its_decimal_number() -> None:
    assert from_histogram(dict.fromkeys(range(1, 101), 1), 0.07) == 7


def test_the_ends_are_the_smallest_and_the_largest() -> None:
    assert from_histogram({3: 1, 9: 1, 4: 0}, 0) == 3
    assert from_histogram({3: 1, 9: 1, 11: 0}, 1) == 9


def test_the_median_of_an_even_number_is_the_lower_middle() -> None:
    assert median({1: 1, 2: 1, 8: 1, 9: 1}) == 2


def test_nothing_counted_has_no_percentile() -> None:
    assert median({}) is None
    assert median({4: 0}) is None


@pytest.mark.parametrize(("counts", "share"), [({1: 1}, 1.1), ({1: 1}, -0.1), ({1: -1}, 0.5)])
def test_nonsense_is_refused(counts: dict[int, int], share: float) -> None:
    with pytest.raises(ValueError, match=r"share|count"):
        from_histogram(counts, share)
