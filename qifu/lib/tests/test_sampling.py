"""The draw: literal values, and what holds of every draw."""

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qifu.lib.sampling import allocate, digest, draw, read, written

SIZES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 60), max_size=8)
FRAMES = st.dictionaries(
    st.integers(0, 999_999).map(lambda n: f"2026-{n:06d}"),
    st.sampled_from(["1", "2", "3", "4"]),
    max_size=120,
)


@pytest.mark.parametrize(
    ("sizes", "size", "least", "expected"),
    [
        ({"a": 50, "b": 30, "c": 20}, 10, 0, {"a": 5, "b": 3, "c": 2}),
        ({"a": 47, "b": 32, "c": 21}, 10, 0, {"a": 5, "b": 3, "c": 2}),
        ({"a": 1, "b": 1, "c": 1}, 2, 0, {"a": 1, "b": 1, "c": 0}),  # alike: in the order of their names
        ({"a": 90, "b": 8, "c": 2}, 10, 2, {"a": 6, "b": 2, "c": 2}),
        ({"a": 90, "b": 1}, 10, 2, {"a": 9, "b": 1}),  # all that there are
        ({"a": 20, "b": 20, "c": 20}, 4, 2, {"a": 2, "b": 2, "c": 2}),  # the least is kept before the size
        ({"a": 3, "b": 2}, 50, 1, {"a": 3, "b": 2}),
        ({"a": 3, "b": 0}, 2, 1, {"a": 2, "b": 0}),
        ({}, 5, 1, {}),
    ],
)
def test_the_sample_is_shared_out(sizes, size, least, expected) -> None:
    assert allocate(sizes, size, least) == expected


@given(SIZES, st.integers(0, 200), st.integers(0, 6))
def test_the_minimum_is_kept_no_stratum_gives_more_than_it_has_and_the_size_is_kept_where_possible(
    sizes, size, least
) -> None:
    given_ = allocate(sizes, size, least)
    assert set(given_) == set(sizes)
    floors = {name: min(least, count) for name, count in sizes.items()}
    assert all(floors[name] <= given_[name] <= sizes[name] for name in sizes)
    assert sum(given_.values()) == max(min(size, sum(sizes.values())), sum(floors.values()))


@given(SIZES, st.integers(0, 200))
def test_without_a_minimum_nobody_is_a_whole_case_from_its_share(sizes, size) -> None:
    total = sum(sizes.values())
    for name, count in allocate(sizes, size).items():
        assert total == 0 or abs(count * total - min(size, total) * sizes[name]) < total


def test_the_same_seed_draws_this_very_sample_on_every_machine() -> None:
    frame = {f"2026-{n:06d}": "7" if n % 3 else "8" for n in range(1, 31)}
    assert draw(frame, "qifu", 6, 1) == [
        number
        for number in sorted(frame)
        if number in _first(frame, "7", 4, "qifu") + _first(frame, "8", 2, "qifu")
    ]
    assert draw(frame, "qifu", 6, 1) == EXPECTED


EXPECTED = [
    "2026-000003",
    "2026-000007",
    "2026-000015",
    "2026-000020",
    "2026-000028",
    "2026-000029",
]


def _first(frame: dict[str, str], stratum: str, count: int, seed: str) -> list[str]:
    """As `printf 'seed\\nnumber' | sha256sum | sort` does it."""
    lines = [
        f"{sha256(seed.encode() + b'%c' % 10 + number.encode()).hexdigest()} {number}"
        for number in frame
        if frame[number] == stratum
    ]
    return [line.split()[1] for line in sorted(lines)[:count]]


@given(FRAMES, st.text(max_size=12), st.integers(0, 60), st.integers(0, 5), st.randoms())
def test_neither_the_order_of_the_frame_nor_anything_but_the_seed_matters(
    frame, seed, size, least, shuffler
) -> None:
    shuffled = list(frame.items())
    shuffler.shuffle(shuffled)
    drawn = draw(frame, seed, size, least)
    assert draw(dict(shuffled), seed, size, least) == drawn == sorted(set(drawn))
    assert set(drawn) <= set(frame)
    assert Counter(frame[number] for number in drawn) == Counter(
        allocate(Counter(frame.values()), size, least)
    )


def test_another_seed_draws_another_sample_and_each_case_has_its_chance() -> None:
    frame = {f"2026-{n:06d}": "1" for n in range(20)}
    drawn = Counter(number for seed in range(2000) for number in draw(frame, str(seed), 5))
    assert set(drawn) == set(frame)
    assert all(400 < count < 600 for count in drawn.values())  # 500 expected, 5 standard deviations


def test_the_frame_is_written_in_the_order_of_its_numbers_and_read_back() -> None:
    frame = {"2026-000002": "8", "2026-000001": "7"}
    assert written(frame) == "2026-000001 7\n2026-000002 8\n"
    assert read(written(frame)) == frame
    assert digest(written(frame)) == sha256(b"2026-000001 7\n2026-000002 8\n").hexdigest()
    assert (written({}), read("")) == ("", {})
