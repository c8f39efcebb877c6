"""The arithmetic of scores: literal tables beside properties."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qifu.assessment.scoring import Figure, Kind, Mode, State, Terms, ranks, rounded, score

D = Decimal


def rate(weight: object = 0, **said: object) -> Terms:
    return Terms(Kind.RATE, weight=D(str(weight)), **said)


def test_three_rates_by_30_35_35():
    terms = {"response": rate(30), "solved": rate(35), "satisfied": rate(35)}
    figures = {"response": Figure(9, 10), "solved": Figure(8, 10), "satisfied": Figure(7, 8)}
    found = score(Mode.WEIGHTS, terms, figures)
    assert found.score == D("85.63")  # 27 + 28 + 30.625 = 85.625, half up
    assert found.parts["satisfied"].points == Fraction("30.625")


def test_the_weight_of_what_is_too_few_is_spread_over_the_others():
    terms = {"response": rate(30, minimum=5), "solved": rate(35, minimum=5), "satisfied": rate(35, minimum=5)}
    figures = {"response": Figure(9, 10), "solved": Figure(8, 10), "satisfied": Figure(0, 4)}
    found = score(Mode.WEIGHTS, terms, figures)
    assert found.score == D("84.62")  # 27 + 28 of 65
    assert {name: part.state for name, part in found.parts.items()} == {
        "response": State.COUNTED,
        "solved": State.COUNTED,
        "satisfied": State.TOO_FEW,
    }
    assert found.parts["response"].weight == Fraction(3000, 65)


def test_a_unit_of_which_less_than_half_the_weight_is_counted_has_no_score():
    terms = {"response": rate(30, minimum=5), "solved": rate(35, minimum=5), "satisfied": rate(35, minimum=5)}
    figures = {"response": Figure(10, 10), "solved": Figure(0, 4), "satisfied": Figure(0, 0)}
    found = score(Mode.WEIGHTS, terms, figures)
    assert (found.state, found.score) == (State.TOO_FEW, None)


@pytest.mark.parametrize(
    ("figures", "state"),
    [
        ({"solved": Figure(0, 0), "orders": Figure(0)}, State.NOTHING),
        ({"solved": Figure(4, 4), "orders": Figure(0)}, State.TOO_FEW),
        ({"solved": Figure(0, 0), "orders": Figure(2)}, State.TOO_FEW),
    ],
)
@pytest.mark.parametrize("mode", list(Mode))
def test_a_unit_without_enough_cases_is_not_assessed_and_never_gets_100_or_0(mode, figures, state):
    orders = Terms(Kind.COUNT, weight=D(50), points=D(5))
    terms = {"solved": rate(50, minimum=5, points=D(1)), "orders": orders}
    found = score(mode, terms, figures)
    assert (found.state, found.score) == (state, None)


def test_below_its_floor_a_rate_gives_nothing():
    terms = {"solved": rate(100, floor=D(60))}
    assert score(Mode.WEIGHTS, terms, {"solved": Figure(6, 10)}).score == 60
    assert score(Mode.WEIGHTS, terms, {"solved": Figure(59, 100)}).score == 0


def test_of_a_rate_that_is_better_low_the_rest_counts():
    terms = {"redone": rate(100, more_is_better=False)}
    assert score(Mode.WEIGHTS, terms, {"redone": Figure(1, 4)}).score == 75


def test_each_case_takes_points_of_the_weight_and_never_more():
    terms = {"solved": rate(90), "orders": Terms(Kind.COUNT, weight=D(10), points=D(4))}
    scores = [
        score(Mode.WEIGHTS, terms, {"solved": Figure(1, 1), "orders": Figure(n)}).score for n in range(4)
    ]
    assert scores == [100, 96, 92, 90]


def test_a_mark_by_hand_counts_and_one_that_was_not_given_is_spread():
    terms = {"solved": rate(80), "hand-1": Terms(Kind.HAND, weight=D(20))}
    assert score(Mode.WEIGHTS, terms, {"solved": Figure(1, 2), "hand-1": Figure(D(90))}).score == 58
    assert score(Mode.WEIGHTS, terms, {"solved": Figure(1, 2), "hand-1": Figure(None)}).score == 50


def test_deductions_from_100_with_target_cap_and_minimum():
    terms = {
        "on_time": rate(points=D(2), target=D(95), cap=D(30)),
        "solved": rate(points=D(1), minimum=5),
        "orders": Terms(Kind.COUNT, points=D("1.5"), cap=D(5)),
    }
    on_time = Figure(90, 100)  # five points below the target: 10 points
    base = {"on_time": on_time, "solved": Figure(0, 4), "orders": Figure(2)}
    assert score(Mode.DEDUCTIONS, terms, base).score == 87
    assert score(Mode.DEDUCTIONS, terms, base | {"orders": Figure(9)}).score == 85
    assert score(Mode.DEDUCTIONS, terms, base | {"on_time": Figure(96, 100)}).score == 97
    worst = base | {"on_time": Figure(0, 9), "solved": Figure(0, 5)}
    assert score(Mode.DEDUCTIONS, terms, worst).score == 0


def test_ranks_are_shared_and_leave_a_gap():
    assert ranks({"a": D(90), "b": D(95), "c": D(90), "d": None, "e": D(10)}) == {
        "a": 2,
        "b": 1,
        "c": 2,
        "d": None,
        "e": 4,
    }


def test_rounding_is_half_up_away_from_zero():
    assert [str(rounded(Fraction(n, 1000))) for n in (1005, 1004, -1005, 0)] == [
        "1.01",
        "1.00",
        "-1.01",
        "0.00",
    ]


# By property.

shares = st.integers(0, 40).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@st.composite
def cases(draw):
    """Several indicators of all kinds under either mode, with what they found."""
    names = draw(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=5, unique=True))
    terms, figures = {}, {}
    for name in names:
        kind = draw(st.sampled_from(list(Kind)))
        terms[name] = Terms(
            kind=kind,
            more_is_better=draw(st.booleans()),
            weight=D(draw(st.integers(1, 50))),
            points=D(draw(st.integers(1, 20))),
            cap=draw(st.none() | st.integers(0, 60).map(D)),
            floor=draw(st.none() | st.integers(0, 100).map(D)),
            target=D(draw(st.integers(50, 100))),
            minimum=draw(st.integers(1, 6)),
        )
        if kind == Kind.RATE:
            figures[name] = Figure(*draw(shares))
        else:
            figures[name] = Figure(draw(st.integers(0, 100)))
    return draw(st.sampled_from(list(Mode))), terms, figures


@given(cases())
def test_a_score_lies_between_0_and_100_and_is_the_sum_of_its_parts(case):
    mode, terms, figures = case
    found = score(mode, terms, figures)
    if found.score is None:
        return
    assert 0 <= found.score <= 100
    together = sum((part.points for part in found.parts.values()), Fraction(0))
    assert found.score == rounded(together if mode == Mode.WEIGHTS else max(Fraction(0), 100 + together))


@given(cases())
def test_the_weights_of_what_is_counted_add_up_to_100(case):
    _mode, terms, figures = case
    parts = score(Mode.WEIGHTS, terms, figures).parts.values()
    weights = [part.weight for part in parts if part.state == State.COUNTED]
    assert sum(weights) == (100 if weights else 0)


@given(cases(), st.randoms())
def test_the_order_of_the_indicators_decides_nothing(case, random):
    mode, terms, figures = case
    names = list(terms)
    random.shuffle(names)
    assert (
        score(mode, {name: terms[name] for name in names}, figures).score == score(mode, terms, figures).score
    )


@given(cases())
def test_one_more_case_that_met_a_good_rate_never_lowers_the_score(case):
    mode, terms, figures = case
    before = score(mode, terms, figures).score
    for name, each in terms.items():
        figure = figures[name]
        if each.kind == Kind.RATE and each.more_is_better and figure.amount < figure.total:
            better = {**figures, name: Figure(figure.amount + 1, figure.total)}
            after = score(mode, terms, better).score
            assert before is None if after is None else after >= before


@given(cases())
def test_one_more_case_against_the_unit_never_raises_the_score(case):
    mode, terms, figures = case
    before = score(mode, terms, figures).score
    for name, each in terms.items():
        if each.kind == Kind.COUNT and before is not None:
            worse = {**figures, name: Figure(figures[name].amount + 1)}
            after = score(mode, terms, worse).score
            assert after is None or after <= before
