import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from qifu.lib.sheets.cells import LARGEST_EXACT, clean_text
from qifu.lib.sheets.errors import SheetError
from qifu.lib.workdays import LOCAL

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
NARROWEST, WIDEST = 8, 60
MEASURED_ROWS = 500  # the first rows tell how wide a column should be


@dataclass(frozen=True)
class Table:
    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]


def write_sheet(
    path: str | Path | BinaryIO,
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    notes: Sequence[str] | None = None,
    title: str = "Sheet1",
    notes_title: str = "Notes",
) -> int:
    """Number of rows written. Instants are shown in local time; `notes` go to a second sheet, a line each."""
    return write_book(path, [Table(title, headings, rows)], notes, notes_title)


def write_book(
    path: str | Path | BinaryIO,
    tables: Iterable[Table],
    notes: Sequence[str] | None = None,
    notes_title: str = "Notes",
) -> int:
    """Each table on a sheet of its own, in this order, and the notes on the last; the number of rows in all."""
    target = str(path) if isinstance(path, Path) else path
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        formats: dict[type, Format] = {
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        count = sum(_write_table(book.add_worksheet(table.title), table, bold, formats) for table in tables)
        if notes:
            _write_notes(book.add_worksheet(notes_title), notes)
    return count


def _write_table(sheet: Worksheet, table: Table, bold: Format, formats: dict[type, Format]) -> int:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(table.headings):
        sheet.write_string(0, column, clean_text(name), bold)
    widths = [_width(name) for name in table.headings]
    count = 0
    for count, row in enumerate(table.rows, start=1):
        if count >= MOST_ROWS:
            raise SheetError("too_many_rows", limit=MOST_ROWS - 1)
        for column, value in enumerate(row):
            _write(sheet, count, column, value, formats)
            if column < len(widths) and count <= MEASURED_ROWS:
                widths[column] = max(widths[column], _width(value))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, NARROWEST), WIDEST))
    return count


def _write_notes(sheet: Worksheet, notes: Sequence[str]) -> None:
    sheet.set_column(0, 0, 100)
    for number, line in enumerate(notes):
        sheet.write_string(number, 0, clean_text(line))


def _write(sheet: Worksheet, row: int, column: int, value: object, formats: dict[type, Format]) -> None:
    """Text is always written as text, so '=1+2' or '@SUM' from a form stays harmless."""
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float() | Decimal() if -LARGEST_EXACT < value < LARGEST_EXACT:
            sheet.write_number(row, column, value)
        case datetime():
            local = value.astimezone(LOCAL).replace(tzinfo=None) if value.tzinfo else value
            sheet.write_datetime(row, column, local, formats[datetime])
        case date():
            sheet.write_datetime(row, column, value, formats[date])
        case _:
            sheet.write_string(row, column, clean_text(str(value))[:LONGEST_TEXT])


def _width(value: object) -> int:
    """In characters of the sheet's font; a Chinese one takes two."""
    if isinstance(value, datetime):
        return len("2026-01-01 00:00")
    line = max(str(value).split("\n"), key=len) if value is not None else ""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line[:WIDEST])
