"""Every row lands in exactly one place, and swapping the lists swaps the sides."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from qifu.lib.reconciling import How, Kind, Row, reconcile

CODES = ["", "91350100M000100Y43", "91420100000000001A", "91420100000000002B"]
NAMES = [
    "",
    "云川宏岳锅炉有限公司",
    "云川宏嶽锅炉有限公司",
    "云川宏岳锅炉股份有限公司",
    "临江春和食品厂",
    "临江春禾食品厂",
    "甲",
]
amounts = st.one_of(st.none(), st.integers(-500, 500).map(lambda n: Decimal(n) / 100))
rows = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(NAMES), amounts), max_size=8).map(
    lambda said: [Row(n, *row) for n, row in enumerate(said, 2) if row[0] or row[1]]
)
TURNED = {Kind.ONLY_LEFT: Kind.ONLY_RIGHT, Kind.ONLY_RIGHT: Kind.ONLY_LEFT}


def lines(companies):
    return tuple(sorted(row.line for company in companies for row in company.rows))


def shape(found):
    return sorted((p.kind, p.how, p.score, lines(p.left), lines(p.right)) for p in found.places)


@given(rows, rows)
def test_every_row_lands_in_exactly_one_place(left, right):
    found = reconcile(left, right)
    for side, given_rows in (("left", left), ("right", right)):
        there = [row for place in found.places for company in getattr(place, side) for row in company.rows]
        assert sorted(row.line for row in there) == [row.line for row in given_rows]


@given(rows, rows)
def test_swapping_the_lists_swaps_the_sides_and_nothing_else(left, right):
    turned = sorted(
        (TURNED.get(kind, kind), how, score, rights, lefts)
        for kind, how, score, lefts, rights in shape(reconcile(right, left))
    )
    assert turned == shape(reconcile(left, right))


@given(rows, rows, st.randoms())
def test_the_order_of_the_rows_and_a_second_run_change_nothing(left, right, chance):
    first = shape(reconcile(left, right))
    chance.shuffle(left)
    chance.shuffle(right)
    assert shape(reconcile(left, right)) == first


@given(rows)
def test_a_list_beside_itself_has_no_difference(same):
    kinds = {place.kind for place in reconcile(same, same).places}
    assert kinds <= {Kind.MATCHED, Kind.AMBIGUOUS}


def test_the_code_goes_before_the_name_and_several_rows_are_summed():
    left = [Row(2, CODES[1], "旧名称", Decimal("100.10")), Row(3, CODES[1], "旧名称", Decimal("0.20"))]
    [place] = reconcile(left, [Row(2, CODES[1], "新名称", Decimal("100.30"))]).places
    assert (place.kind, place.how, place.gap) == (Kind.MATCHED, How.CODE, Decimal("0.00"))


def test_amounts_within_the_tolerance_agree_and_beyond_it_differ():
    left, right = [Row(2, "", NAMES[4], Decimal("10.00"))], [Row(2, "", NAMES[4], Decimal("10.50"))]
    assert reconcile(left, right, tolerance=Decimal("0.50")).places[0].kind == Kind.MATCHED
    assert reconcile(left, right, tolerance=Decimal("0.49")).places[0].kind == Kind.AMOUNTS


def test_one_name_with_two_codes_and_names_that_are_only_alike_wait_for_a_person():
    left = [Row(2, CODES[1], NAMES[1]), Row(3, "", NAMES[4])]
    right = [Row(2, CODES[2], NAMES[3]), Row(3, "", NAMES[5])]
    found = [(place.kind, place.how) for place in reconcile(left, right).places]
    assert found == [(Kind.LIKENESS, How.LIKENESS)] * 2


def test_two_companies_of_one_name_and_a_row_without_a_code_are_ambiguous():
    left = [Row(2, "", NAMES[1])]
    right = [Row(2, CODES[1], NAMES[1]), Row(3, CODES[2], NAMES[3])]
    [place] = reconcile(left, right).places
    assert (place.kind, len(place.left), len(place.right)) == (Kind.AMBIGUOUS, 1, 2)
