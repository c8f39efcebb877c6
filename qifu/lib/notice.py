"""Reading the yearly notice of public holidays, as rows of (date, off or work).

Rows come as `qifu.lib.sheets` gives them: (row number in the file, heading -> cell). A date that is named
twice is an error even when both rows agree, because one of them was meant for another day.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

DATE_HEADINGS = ("日期", "date")
KIND_HEADINGS = ("安排", "类型", "放假或上班", "休或班", "off/work", "kind")
OFF_WORDS = {"休", "放假", "休息", "假", "off", "holiday"}
WORK_WORDS = {"班", "上班", "调休上班", "补班", "work", "workday"}
DATE = re.compile(
    r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?(?:[ t]00:00(?::00)?)?|(\d{4})(\d{2})(\d{2})"
)


@dataclass(frozen=True)
class RowError:
    """Codes: missing_column, missing_date, bad_date, missing_kind, unknown_kind, duplicate, contradiction."""

    row: int
    column: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def parse_notice(
    rows: Iterable[tuple[int, Mapping[str, object]]],
) -> tuple[dict[date, bool], list[RowError]]:
    """(date -> is it worked, errors). A contradicted date is left out: neither row is to be believed."""
    exceptions: dict[date, bool] = {}
    first_rows: dict[date, int] = {}
    errors: list[RowError] = []
    for number, row in rows:
        try:
            column, day, working = _read(number, row)
        except _BadRowError as bad:
            errors.append(bad.error)
            continue
        if day not in first_rows:
            first_rows[day], exceptions[day] = number, working
            continue
        code = "duplicate" if exceptions.get(day) == working else "contradiction"
        errors.append(RowError(number, column, code, {"date": day, "first_row": first_rows[day]}))
        if code == "contradiction":
            exceptions.pop(day, None)
    return exceptions, errors


class _BadRowError(Exception):
    def __init__(self, error: RowError) -> None:
        self.error = error


def _read(number: int, row: Mapping[str, object]) -> tuple[str, date, bool]:
    date_column = _column(number, row, DATE_HEADINGS)
    kind_column = _column(number, row, KIND_HEADINGS)
    day = _day(number, date_column, row[date_column])
    return date_column, day, _working(number, kind_column, row[kind_column])


def _column(number: int, row: Mapping[str, object], headings: tuple[str, ...]) -> str:
    for heading in row:
        if _plain(heading) in headings:
            return heading
    raise _BadRowError(RowError(number, headings[0], "missing_column"))


def _day(number: int, column: str, value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _plain(value)
    if not text:
        raise _BadRowError(RowError(number, column, "missing_date"))
    match = DATE.fullmatch(text)
    try:
        year, month, day = (int(part) for part in match.groups() if part) if match else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        raise _BadRowError(RowError(number, column, "bad_date", {"value": text})) from None


def _working(number: int, column: str, value: object) -> bool:
    text = _plain(value)
    if not text:
        raise _BadRowError(RowError(number, column, "missing_kind"))
    if text in WORK_WORDS:
        return True
    if text in OFF_WORDS:
        return False
    raise _BadRowError(RowError(number, column, "unknown_kind", {"value": text}))


def _plain(value: object) -> str:
    return "" if value is None else unicodedata.normalize("NFKC", str(value)).strip().casefold()
