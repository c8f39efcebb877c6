import pytest
from hypothesis import given
from hypothesis import strategies as st

from qifu.lib.wilson import interval


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 1, 0.2065, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_it_gives_the_published_values(hits: int, of: int, low: float, high: float) -> None:
    found = interval(hits, of)
    assert found is not None
    assert (round(found[0], 4), round(found[1], 4)) == (low, high)


def test_of_nothing_there_is_no_interval() -> None:
    assert interval(0, 0) is None


@given(st.integers(1, 2000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_share_lies_within_and_the_mirror_image_is_its_own(case: tuple[int, int]) -> None:
    hits, of = case
    low, high = interval(hits, of) or (1, 0)
    mirrored = interval(of - hits, of) or (1, 0)
    assert 0 <= low <= hits / of <= high <= 1
    assert mirrored == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(("hits", "of"), [(-1, 3), (4, 3)])
def test_nonsense_is_refused(hits: int, of: int) -> None:
    with pytest.raises(ValueError, match="hits"):
        interval(hits, of)
