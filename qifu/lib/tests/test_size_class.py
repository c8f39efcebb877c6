from decimal import Decimal

import pytest

from qifu.lib.size_class import RULES, Sector, SizeClass, above_scale, sector_of, size_class

LARGE, MEDIUM, SMALL, MICRO = SizeClass
# The table of the rule, read again from the source: sector, then staff, revenue, assets as large/medium/small.
TABLE = """
farming - 20000/500/50 -
industry 1000/300/20 40000/2000/300 -
construction - 80000/6000/300 80000/5000/300
wholesale 200/20/5 40000/5000/1000 -
retail 300/50/10 20000/500/100 -
transport 1000/300/20 30000/3000/200 -
storage 200/100/20 30000/1000/100 -
post 1000/300/20 30000/2000/100 -
lodging 300/100/10 10000/2000/100 -
catering 300/100/10 10000/2000/100 -
telecom 2000/100/10 100000/1000/100 -
software 300/100/10 10000/1000/50 -
real_estate - 200000/1000/100 10000/5000/2000
property 1000/300/100 5000/1000/500 -
leasing 300/100/10 - 120000/8000/100
other 300/100/10 - -
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
BOUNDS = [
    (Sector(sector), [[int(bound) for bound in cell.split("/")] if cell != "-" else None for cell in cells])
    for sector, *cells in ROWS
]


def test_every_sector_has_a_rule() -> None:
    assert set(RULES) == set(Sector) == {sector for sector, _ in BOUNDS}


@pytest.mark.parametrize(("sector", "columns"), BOUNDS)
@pytest.mark.parametrize("rank", [0, 1, 2])
def test_each_bound_counts_and_one_missed_drops_the_class(sector: Sector, columns, rank: int) -> None:
    least = [column[rank] if column else None for column in columns]
    assert size_class(sector, *least) is list(SizeClass)[rank]
    for position, bound in enumerate(least):
        if bound is not None:
            short = [*least[:position], bound - 1, *least[position + 1 :]]
            assert size_class(sector, *short) is list(SizeClass)[rank + 1]


@pytest.mark.parametrize(("sector", "columns"), BOUNDS)
def test_without_a_needed_fact_there_is_no_class(sector: Sector, columns) -> None:
    for position, column in enumerate(columns):
        facts = [10**6, 10**6, 10**6]
        facts[position] = None
        assert size_class(sector, *facts) is (None if column else LARGE)


def test_one_low_fact_decides_however_high_the_other() -> None:
    assert size_class(Sector.INDUSTRY, 5000, 299, None) is MICRO
    assert size_class(Sector.INDUSTRY, 19, Decimal("90000.5"), None) is MICRO
    assert size_class(Sector.INDUSTRY, 5000, Decimal("39999.99"), None) is MEDIUM


@pytest.mark.parametrize(
    ("revenue", "year", "expected"),
    [
        (500, 2006, True),
        (499, 2006, False),
        (1999, 2010, True),
        (1999, 2011, False),
        (2000, 2011, True),
        (None, 2026, None),
        (9000, 1990, None),
    ],
)
def test_the_above_scale_line_of_industry_is_dated(
    revenue: int | None, year: int, expected: bool | None
) -> None:
    assert above_scale(True, revenue, year) is expected


def test_only_industry_has_this_line() -> None:
    assert above_scale(False, 10**6, 2026) is False


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("A", Sector.FARMING),
        ("A01", Sector.FARMING),
        ("B06", Sector.INDUSTRY),
        ("C", Sector.INDUSTRY),
        ("C13", Sector.INDUSTRY),
        ("13", Sector.INDUSTRY),
        ("c1311", Sector.INDUSTRY),
        ("D46", Sector.INDUSTRY),
        ("E", Sector.CONSTRUCTION),
        ("F51", Sector.WHOLESALE),
        ("5112", Sector.WHOLESALE),
        ("F52", Sector.RETAIL),
        ("F", None),
        ("G53", None),
        ("G54", Sector.TRANSPORT),
        ("G5910", Sector.TRANSPORT),
        ("G592", Sector.STORAGE),
        ("5990", Sector.STORAGE),
        ("G59", None),
        ("G60", Sector.POST),
        ("H61", Sector.LODGING),
        ("H62", Sector.CATERING),
        ("I63", Sector.TELECOM),
        ("I64", Sector.TELECOM),
        ("I65", Sector.SOFTWARE),
        ("I", None),
        ("J66", None),
        ("K7010", Sector.REAL_ESTATE),
        ("K7020", Sector.PROPERTY),
        ("K7030", Sector.OTHER),
        ("K7040", None),
        ("K70", None),
        ("L", Sector.LEASING),
        ("L72", Sector.LEASING),
        ("M", Sector.OTHER),
        ("R88", Sector.OTHER),
        ("P83", None),
        ("Q84", None),
        ("Q85", Sector.OTHER),
        ("S91", None),
        ("Ｃ１３", Sector.INDUSTRY),
        ("C51", None),
        ("C1", None),
        ("00", None),
        ("X99", None),
        ("", None),
    ],
)
def test_an_industry_code_leads_to_its_sector(code: str, sector: Sector | None) -> None:
    assert sector_of(code) is sector
