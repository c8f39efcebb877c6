"""Public holidays and make-up workdays of mainland China, 2004-2026, from the package chinesecalendar.

One correction. For 31 December 2005, a Saturday, the package follows the weekend rule; the State Council's
General Office made it a working day, in exchange for a day of the New Year holiday of 2006
(国办发明电〔2005〕35号).
"""

from collections.abc import Iterable
from datetime import date

from chinese_calendar import constants

from qifu.lib.workdays import YearNotLoaded

OFF: frozenset[date] = frozenset(constants.holidays)
MADE_UP: frozenset[date] = frozenset(constants.workdays)
CORRECTIONS = {date(2005, 12, 31): True}
BUILTIN_YEARS = range(min(OFF).year, max(OFF).year + 1)


def builtin_exceptions(years: Iterable[int]) -> dict[date, bool]:
    """date -> is it worked, for each date that a notice names."""
    wanted = set(years)
    for year in sorted(wanted):
        if year not in BUILTIN_YEARS:
            raise YearNotLoaded(year)
    exceptions = dict.fromkeys(OFF, False) | dict.fromkeys(MADE_UP, True) | CORRECTIONS
    return {day: exceptions[day] for day in sorted(exceptions) if day.year in wanted}


def builtin_names(years: Iterable[int]) -> dict[date, str]:
    """date -> the holiday that it belongs to or is worked in exchange for, in Chinese."""
    wanted = set(years)
    named = constants.holidays | constants.workdays
    return {day: constants.Holiday(name).chinese for day, name in sorted(named.items()) if day.year in wanted}
