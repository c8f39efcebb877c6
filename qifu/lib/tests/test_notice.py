from datetime import date, datetime

import pytest

from qifu.lib.notice import RowError, parse_notice


def notice(*rows: tuple[object, object]) -> tuple[dict[date, bool], list[RowError]]:
    return parse_notice(
        (number, {"日期": day, "安排": kind}) for number, (day, kind) in enumerate(rows, start=2)
    )


@pytest.mark.parametrize(
    "spelling",
    [
        date(2027, 1, 1),
        datetime(2027, 1, 1),  # noqa: DTZ001 - as a sheet gives it
        "2027-01-01",
        "2027-1-1",
        "2027年1月1日",
        "２０２７年１月１日",
        "2027/1/1",
        "2027.1.1",
        "2027-01-01 00:00:00",
        20270101,
    ],
)
def test_a_date_is_read_in_every_usual_spelling(spelling: object) -> None:
    assert notice((spelling, "休")) == ({date(2027, 1, 1): False}, [])


@pytest.mark.parametrize(
    ("word", "working"),
    [
        ("休", False),
        ("放假", False),
        ("OFF", False),
        ("班", True),
        ("上班", True),
        ("调休上班", True),
        (" work ", True),
    ],
)
def test_off_and_work_are_read_in_both_languages(word: str, working: bool) -> None:
    assert notice(("2027-01-02", word)) == ({date(2027, 1, 2): working}, [])


def test_english_headings_are_known() -> None:
    assert parse_notice([(2, {"Date": "2027-01-01", "Off/Work": "off"})]) == ({date(2027, 1, 1): False}, [])


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ((None, "休"), RowError(2, "日期", "missing_date")),
        (("元旦", "休"), RowError(2, "日期", "bad_date", {"value": "元旦"})),
        (("2027-02-30", "休"), RowError(2, "日期", "bad_date", {"value": "2027-02-30"})),
        (("2027-01-01", ""), RowError(2, "安排", "missing_kind")),
        (("2027-01-01", "也许"), RowError(2, "安排", "unknown_kind", {"value": "也许"})),
    ],
)
def test_a_bad_row_is_named_by_number_column_and_reason(row: tuple[object, object], error: RowError) -> None:
    assert notice(row) == ({}, [error])


def test_a_missing_column_is_an_error() -> None:
    assert parse_notice([(2, {"日期": "2027-01-01"})]) == ({}, [RowError(2, "安排", "missing_column")])


def test_a_date_named_twice_is_an_error_that_points_to_the_first() -> None:
    exceptions, errors = notice(("2027-01-01", "休"), ("2027年1月1日", "放假"))
    assert exceptions == {date(2027, 1, 1): False}
    assert errors == [RowError(3, "日期", "duplicate", {"date": date(2027, 1, 1), "first_row": 2})]


def test_a_contradicted_date_is_not_believed_either_way() -> None:
    exceptions, errors = notice(("2027-01-01", "休"), ("2027-01-01", "上班"), ("2027-01-02", "休"))
    assert exceptions == {date(2027, 1, 2): False}
    assert errors == [RowError(3, "日期", "contradiction", {"date": date(2027, 1, 1), "first_row": 2})]
