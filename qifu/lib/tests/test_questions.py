"""What is hidden is never required and never kept; versions are joined so that no question is lost or doubled."""

from decimal import Decimal
from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qifu.lib.questions import AT_LEAST, AT_MOST, IS, Asked, Condition, joined, judged, mean, middle

OPTIONS = ("是", "否", "3", "7")


@st.composite
def questionnaires(draw):
    """Each question may hang on an earlier one; some answers are lacking."""
    asked, values = [], {}
    for n in range(draw(st.integers(1, 8))):
        key, condition = f"k{n}", None
        if n and draw(st.booleans()):
            on = f"k{draw(st.integers(0, n - 1))}"
            op = draw(st.sampled_from((IS, AT_LEAST, AT_MOST)))
            wanted = (
                ("3",)
                if op != IS
                else tuple(draw(st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=2)))
            )
            condition = Condition(on, op, wanted)
        asked.append(Asked(key, draw(st.booleans()), condition))
        value = draw(
            st.none()
            | st.sampled_from(OPTIONS)
            | st.lists(st.sampled_from(OPTIONS), max_size=3).map(tuple)
            | st.integers(0, 9).map(Decimal)
        )
        if value is not None:
            values[key] = value
    return asked, values


@given(questionnaires())
def test_what_is_hidden_is_never_required_and_never_kept(said):
    asked, values = said
    found = judged(asked, values)
    assert set(found.kept) <= found.shown
    assert set(found.missing) <= found.shown
    for question in asked:
        condition = question.condition
        expected = condition is None or (
            condition.key in found.kept and condition.holds(found.kept[condition.key])
        )
        assert (question.key in found.shown) == expected
        if question.key in found.shown and question.required:
            assert (question.key in found.kept) != (question.key in found.missing)


@given(questionnaires())
def test_judging_what_was_kept_changes_nothing(said):
    asked, values = said
    found = judged(asked, values)
    assert judged(asked, found.kept) == found


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=5))
def test_versions_joined_name_each_question_once_and_the_newest_comes_first_in_its_order(versions):
    found = joined(versions)
    assert sorted(found) == sorted({key for version in versions for key in version})
    assert not versions or found[: len(versions[-1])] == versions[-1]


@given(st.lists(st.integers(-1000, 1000).map(Decimal), min_size=1))
def test_mean_and_median_of_counted_values_are_those_of_the_values(values):
    counts = {value: values.count(value) for value in values}
    assert float(mean(counts)) == pytest.approx(fmean(values))
    assert middle(counts) == median(values)


def test_of_nothing_there_is_neither():
    assert (mean({}), middle({})) == (None, None)


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        (Condition("k", IS, ("是",)), "是", True),
        (Condition("k", IS, ("是",)), "否", False),
        (Condition("k", IS, ("是", "否")), ("也许", "否"), True),
        (Condition("k", IS, ("5",)), Decimal("5.0"), True),
        (Condition("k", AT_LEAST, ("5",)), Decimal(5), True),
        (Condition("k", AT_MOST, ("5",)), Decimal(6), False),
        (Condition("k", AT_LEAST, ("5",)), "", False),
        (Condition("k", AT_LEAST, ("5",)), "many", False),
        (Condition("k", AT_LEAST, ()), Decimal(5), False),
    ],
)
def test_when_a_condition_holds(condition, value, holds):
    assert condition.holds(value) is holds
