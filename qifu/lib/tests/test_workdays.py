from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qifu.lib.holidays_cn import BUILTIN_YEARS, builtin_exceptions
from qifu.lib.workdays import LOCAL, Calendar, Light, YearNotLoaded, due_date, end_of_day, local_date

CALENDAR = Calendar(builtin_exceptions(BUILTIN_YEARS), BUILTIN_YEARS)
DAYS = st.dates(date(2004, 1, 1), date(2026, 6, 30))
INSTANTS = st.datetimes(datetime(2004, 2, 10), datetime(2026, 6, 30), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 10, "2026-03-05"),
        ("2026-02-13", 15, "2026-03-12"),
        ("2026-04-30", 1, "2026-05-06"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-04-30", 15, "2026-05-25"),
        ("2026-09-18", 1, "2026-09-20"),
        ("2026-09-18", 10, "2026-10-09"),
        ("2026-09-18", 15, "2026-10-15"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-30", 15, "2026-10-27"),
        ("2026-10-03", 1, "2026-10-08"),
        ("2006-01-27", 1, "2006-01-28"),
        ("2006-01-27", 5, "2006-02-08"),
        ("2006-04-28", 1, "2006-04-29"),
        ("2006-04-28", 10, "2006-05-17"),
    ],
)
def test_the_published_check_values_hold(start: str, n: int, expected: str) -> None:
    assert CALENDAR.add(date.fromisoformat(start), n) == date.fromisoformat(expected)


@pytest.mark.parametrize(("year", "days"), [(2005, 251), (2006, 251), (2025, 248), (2026, 248)])
def test_a_year_has_its_published_number_of_working_days(year: int, days: int) -> None:
    assert CALENDAR.workdays_in(year) == days


@given(DAYS, st.integers(1, 100))
def test_more_days_end_later(day: date, n: int) -> None:
    assert CALENDAR.add(day, n) < CALENDAR.add(day, n + 1)


@given(DAYS, st.integers(0, 100))
def test_a_clock_never_ends_on_a_day_off(day: date, n: int) -> None:
    assert CALENDAR.is_workday(CALENDAR.add(day, n))


@given(DAYS, st.integers(1, 100))
def test_counting_inverts_adding(day: date, n: int) -> None:
    assert CALENDAR.between(day, CALENDAR.add(day, n)) == n


@given(DAYS, DAYS)
def test_counting_agrees_with_looking_at_each_day(one: date, other: date) -> None:
    start, end = min(one, other), max(one, other)
    days = [start + timedelta(offset) for offset in range(1, (end - start).days + 1)]
    assert CALENDAR.between(start, end) == sum(CALENDAR.is_workday(day) for day in days)
    assert CALENDAR.between(end, start) == -CALENDAR.between(start, end)


def test_zero_days_stay_on_a_working_day_and_leave_a_day_off() -> None:
    assert CALENDAR.add(date(2026, 9, 20), 0) == date(2026, 9, 20)
    assert CALENDAR.add(date(2026, 10, 3), 0) == date(2026, 10, 8)


def test_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.add(date(2026, 1, 5), -1)


def test_the_last_working_day_is_the_day_itself_or_the_nearest_before() -> None:
    assert CALENDAR.last_workday(date(2026, 9, 20)) == date(2026, 9, 20)
    assert CALENDAR.last_workday(date(2026, 10, 7)) == date(2026, 9, 30)


def test_a_deadline_is_midnight_after_its_last_local_day() -> None:
    assert CALENDAR.deadline(local(2026, 9, 18, 9), 1) == datetime(2026, 9, 20, 16, tzinfo=UTC)
    assert CALENDAR.deadline(local(2026, 9, 18, 9), 1).tzinfo is UTC


def test_the_day_of_an_event_is_the_local_one() -> None:
    late_on_thursday_in_utc = datetime(2026, 9, 17, 16, tzinfo=UTC)
    assert CALENDAR.deadline(late_on_thursday_in_utc, 1) == CALENDAR.deadline(local(2026, 9, 18), 1)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.deadline(datetime(2026, 9, 18), 1)  # noqa: DTZ001 - the point


def test_a_deadline_on_the_last_day_of_the_last_year_needs_no_next_year() -> None:
    assert CALENDAR.deadline(local(2026, 12, 30), 1) == local(2027, 1, 1)


FRIDAY_DUE = local(2026, 3, 14)  # 24:00 on Friday 13 March


@pytest.mark.parametrize(
    ("now", "light", "left", "late"),
    [
        (local(2026, 3, 11, 23, 59), Light.GREEN, 2, 0),
        (local(2026, 3, 12, 0, 0), Light.YELLOW, 1, 0),
        (local(2026, 3, 13, 23, 59), Light.YELLOW, 0, 0),
        (local(2026, 3, 15, 12, 0), Light.YELLOW, 0, 0),
        (local(2026, 3, 16, 0, 0), Light.RED, -1, 1),
        (local(2026, 3, 20, 12, 0), Light.RED, -5, 5),
    ],
)
def test_a_clock_due_on_friday_changes_its_light(now: datetime, light: Light, left: int, late: int) -> None:
    assert CALENDAR.light(now, FRIDAY_DUE) is light
    assert CALENDAR.working_days_left(now, FRIDAY_DUE) == left
    assert CALENDAR.late_workdays(now, FRIDAY_DUE) == late


def test_midnight_still_belongs_to_the_day_that_ends_there() -> None:
    thursday_due = local(2026, 3, 13)
    assert due_date(thursday_due) == date(2026, 3, 12)
    assert CALENDAR.working_days_left(local(2026, 3, 12, 23, 59), thursday_due) == 0
    assert CALENDAR.late_workdays(local(2026, 3, 13), thursday_due) == 1


def test_over_a_holiday_yellow_starts_on_the_working_day_before_it() -> None:
    due = CALENDAR.deadline(local(2026, 9, 30), 1)  # 8 October
    assert CALENDAR.light(local(2026, 9, 29, 12), due) is Light.GREEN
    assert CALENDAR.light(local(2026, 9, 30, 0), due) is Light.YELLOW
    assert CALENDAR.light(local(2026, 10, 8, 23, 59), due) is Light.YELLOW
    assert CALENDAR.light(local(2026, 10, 9, 0), due) is Light.RED


def test_without_a_deadline_the_light_is_green() -> None:
    assert CALENDAR.light(local(2026, 3, 11), None) is Light.GREEN


@given(INSTANTS, st.integers(-30, 30))
def test_the_light_of_a_list_is_the_light_by_counting(now: datetime, offset: int) -> None:
    due = end_of_day(CALENDAR.add(local_date(now) + timedelta(days=offset), 0))
    late, left = CALENDAR.late_workdays(now, due), CALENDAR.working_days_left(now, due)
    expected = Light.RED if late >= 1 else Light.YELLOW if left <= 1 else Light.GREEN
    assert CALENDAR.light(now, due) is expected


def test_a_span_counts_working_days_between_local_dates() -> None:
    assert CALENDAR.span(local(2026, 2, 13, 9), local(2026, 2, 13, 17)) == 0
    assert CALENDAR.span(local(2026, 2, 13, 9), local(2026, 2, 25, 17)) == 3


ISLANDS = Calendar(builtin_exceptions([2006, 2008]), [2006, 2008])


@pytest.mark.parametrize(
    ("question", "year"),
    [
        (lambda: ISLANDS.is_workday(date(2007, 5, 1)), 2007),
        (lambda: ISLANDS.add(date(2006, 12, 29), 3), 2007),
        (lambda: ISLANDS.add(date(2008, 12, 31), 1), 2009),
        (lambda: ISLANDS.between(date(2006, 5, 1), date(2008, 5, 1)), 2007),
        (lambda: ISLANDS.between(date(2008, 5, 1), date(2006, 5, 1)), 2007),
        (lambda: ISLANDS.last_workday(date(2008, 1, 1)), 2007),
        (lambda: ISLANDS.workdays_in(2007), 2007),
        (lambda: Calendar({}, []).add(date(2026, 1, 1), 1), 2026),
    ],
)
def test_a_question_that_needs_a_missing_year_names_it(question, year: int) -> None:
    with pytest.raises(YearNotLoaded, match=f"calendar of {year} has not been loaded") as refusal:
        question()
    assert refusal.value.year == year


def test_beyond_a_missing_year_questions_are_answered() -> None:
    assert ISLANDS.add(date(2006, 12, 29), 2) == date(2006, 12, 31)
    assert ISLANDS.workdays_in(2008) == 251
