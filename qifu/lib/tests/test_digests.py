import hashlib
import hmac
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qifu.lib.digests import canonical, chain, seal

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('a1企"\\\n', max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def test_a_row_has_one_byte_form() -> None:
    row = {
        "verb": "办结",
        "at": datetime(2026, 3, 13, 8, tzinfo=timezone(timedelta(hours=8))),
        "day": date(2026, 3, 13),
        "data": {"b": [1, None], "a": True},
    }
    assert canonical(row).decode() == (
        '{"at":"2026-03-13T00:00:00.000000+00:00","data":{"a":true,"b":[1,null]},"day":"2026-03-13","verb":"办结"}'
    )


def test_zones_and_order_of_keys_do_not_matter() -> None:
    instant = datetime(2026, 3, 13, 8, tzinfo=timezone(timedelta(hours=8)))
    assert canonical({"a": instant, "b": 1}) == canonical({"b": 1, "a": instant.astimezone(UTC)})


@pytest.mark.parametrize(
    "value",
    [1.5, Decimal("1.5"), {1: "a"}, {"deep": [0.1]}, datetime(2026, 1, 1), b"bytes", {"a"}],  # noqa: DTZ001 - refused
)
def test_a_value_of_many_spellings_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical({"value": value})


@given(
    st.dictionaries(st.text("abc", max_size=3), VALUES), st.dictionaries(st.text("abc", max_size=3), VALUES)
)
def test_different_rows_differ_in_bytes(one: dict[str, object], other: dict[str, object]) -> None:
    assert (canonical(one) == canonical(other)) == (repr_sorted(one) == repr_sorted(other))


def repr_sorted(value: object) -> str:
    if isinstance(value, dict):
        return repr(sorted((key, repr_sorted(item)) for key, item in value.items()))
    if isinstance(value, list):
        return repr([repr_sorted(item) for item in value])
    return repr(value)


def test_a_seal_is_a_keyed_digest_of_that_form() -> None:
    expected = hmac.new(b"key", b'{"verb":"close"}', hashlib.sha256).hexdigest()
    assert seal(b"key", {"verb": "close"}) == expected
    assert seal(b"other", {"verb": "close"}) != expected


def test_a_chain_depends_on_what_came_before_and_on_the_order() -> None:
    assert chain("", ["a", "b"]) == hashlib.sha256(b"0:1:a1:b").hexdigest()
    assert len({chain("", ["a", "b"]), chain("", ["b", "a"]), chain("x", ["a", "b"]), chain("", ["ab"])}) == 4
