"""What follows from an enterprise's facts."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from qifu.enterprises.industries import section_of
from qifu.enterprises.models import Enterprise
from qifu.lib.size_class import SizeClass

amounts = st.none() | st.integers(0, 10**6)
codes = st.sampled_from(
    ["", "A01", "C3411", "3411", "E47", "F5161", "5211", "G53", "J66", "K7010", "F", "Z", "P83"]
)
RANKS = [None, *reversed([size.value for size in SizeClass])]


def derived(**facts):
    row = Enterprise(name=facts.pop("name", "云川宏岳锅炉有限公司"), **facts)
    row.derive()
    return row


@given(
    industry=codes, staff=amounts, revenue=amounts, assets=amounts, year=st.none() | st.integers(1990, 2030)
)
def test_deriving_twice_is_deriving_once_and_never_fails(industry, staff, revenue, assets, year):
    row = derived(industry=industry, staff=staff, revenue=revenue, assets=assets, facts_year=year)
    first = (row.name_key, row.phone_key, row.section, row.size, row.above_scale)
    row.derive()
    assert (row.name_key, row.phone_key, row.section, row.size, row.above_scale) == first
    assert row.size in RANKS


@given(
    industry=codes,
    staff=st.integers(0, 5000),
    revenue=st.integers(0, 10**6),
    assets=st.integers(0, 10**6),
    more=st.integers(0, 10**5),
)
def test_more_of_everything_never_makes_an_enterprise_smaller(industry, staff, revenue, assets, more):
    small = derived(industry=industry, staff=staff, revenue=revenue, assets=assets, facts_year=2025)
    big = derived(
        industry=industry, staff=staff + more, revenue=revenue + more, assets=assets + more, facts_year=2025
    )
    assert RANKS.index(big.size) >= RANKS.index(small.size)
    assert not (small.above_scale and not big.above_scale)


@given(revenue=st.integers(0, 5000))
def test_the_line_of_above_scale_is_the_one_of_the_year(revenue):
    of = lambda year: derived(industry="C3411", revenue=revenue, facts_year=year).above_scale  # noqa: E731
    assert (of(2006), of(2011)) == (revenue >= 500, revenue >= 2000)


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("C3411", "C"),
        ("3411", "C"),
        ("c34", "C"),
        ("C", "C"),
        ("5211", "F"),
        ("A3411", ""),
        ("Z1", ""),
        ("", ""),
        ("98", ""),
        ("Ｃ３４", "C"),
    ],
)
def test_the_section_of_a_code(code, section):
    assert section_of(code) == section


def test_facts_that_change_through_the_page_change_what_follows(sign_in, enterprise):
    said = {
        "name": enterprise.name,
        "industry": "F5161",
        "staff": "6",
        "revenue": "1000",
        "facts_year": "2025",
    }
    sign_in("operator").post(reverse("edit-enterprise", args=["Q000001"]), said)
    enterprise.refresh_from_db()
    assert (enterprise.section, enterprise.size, enterprise.above_scale) == ("F", "small", False)
