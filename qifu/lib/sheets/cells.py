"""One cell's value, cleaned: what a person sees in the cell, without what nobody can see."""

import re
from datetime import date, datetime, time

Cell = str | int | float | datetime | None
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"
DIRECTIONS = r"\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = re.compile(f"[{CONTROLS}{DIRECTIONS}\\u200b\\ufeff]")
LARGEST_EXACT = 10**15  # a spreadsheet keeps 15 digits


def clean_text(text: str) -> str:
    """Python's strip knows U+3000 and the no-break space."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean(value: object) -> Cell:
    """An empty cell is None; a whole number is an int, so that a code read as text has no '.0'."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int | float | datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    return clean_text(str(value)) or None if value is not None else None


def heading(value: object) -> str:
    """On one line, and without the asterisk by which templates mark a required column."""
    cell = clean(value)
    return "" if cell is None else re.sub(r"\s*\n\s*", "", str(cell)).strip("*＊ ")
