"""One bound for all deadlines says the same as counting each one's working days."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qifu.lib.cutoffs import cutoff, due_instant
from qifu.lib.holidays_cn import BUILTIN_YEARS, builtin_exceptions
from qifu.lib.workdays import Calendar, end_of_day

CALENDAR = Calendar(builtin_exceptions(BUILTIN_YEARS), BUILTIN_YEARS)
INSTANTS = st.datetimes(datetime(2006, 2, 10), datetime(2026, 6, 30), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
DAYS_BEFORE = st.integers(-5, 40)


@given(INSTANTS, DAYS_BEFORE, st.integers(1, 15))
def test_a_clock_is_within_the_cutoff_exactly_when_it_is_late_enough(now, before, late):
    due = end_of_day((now - timedelta(days=before)).date())
    assert (due <= cutoff(CALENDAR, now, late)) == (CALENDAR.late_workdays(now, due) >= late)


@given(INSTANTS, DAYS_BEFORE, st.integers(0, 15))
def test_a_step_is_due_from_its_own_instant_on(now, before, late):
    due = end_of_day((now - timedelta(days=before)).date())
    assert (due <= cutoff(CALENDAR, now, late)) == (now >= due_instant(CALENDAR, due, late))


def test_the_step_of_zero_days_is_due_when_the_deadline_has_passed():
    now = datetime(2026, 4, 20, 16, tzinfo=UTC)  # midnight in Shanghai
    assert (cutoff(CALENDAR, now, 0), due_instant(CALENDAR, now, 0)) == (now, now)
