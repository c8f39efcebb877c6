from datetime import date

import pytest

from qifu.lib.holidays_cn import BUILTIN_YEARS, builtin_exceptions, builtin_names
from qifu.lib.workdays import YearNotLoaded


def test_the_package_covers_2004_to_2026() -> None:
    assert set(range(2004, 2027)) <= set(BUILTIN_YEARS)


def test_the_last_saturday_of_2005_was_worked() -> None:
    assert builtin_exceptions([2005])[date(2005, 12, 31)] is True


def test_only_the_years_asked_for_are_given() -> None:
    exceptions = builtin_exceptions([2026])
    assert {day.year for day in exceptions} == {2026}
    assert [day for day, working in exceptions.items() if working] == [
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    ]


def test_a_year_nobody_has_announced_is_refused() -> None:
    with pytest.raises(YearNotLoaded) as refusal:
        builtin_exceptions([2026, 2099])
    assert refusal.value.year == 2099


def test_the_days_of_a_notice_have_their_holidays_names():
    names = builtin_names([2026])
    assert (names[date(2026, 10, 1)], names[date(2026, 9, 20)]) == ("国庆节", "国庆节")
    assert {day.year for day in names} == {2026}
