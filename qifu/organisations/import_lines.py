"""One line of a file that is brought in: its cells read with tolerance, and what is wrong with them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from functools import cache

from django.conf import settings
from django.utils import timezone, translation
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from qifu.lib.sheets import Cell, SheetError

BRACKETED = re.compile(r"[(\[【].*?[)\]】]")
YES = frozenset(("是", "有", "y", "yes", "true", "1", "√", "✓", "对"))
NO = frozenset(("否", "无", "不是", "n", "no", "false", "0", "×", "x", "-", "错"))
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
SHOWN_LENGTH = 60


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    BAD = "bad"


@dataclass(frozen=True)
class Column:
    """`headings` are names beside the label (which counts in every language) and the key itself."""

    key: str
    label: Promise
    headings: tuple[str, ...] = ()
    required: bool = False
    example: object = ""
    note: Promise | str = ""


def plain(heading: str) -> str:
    """营业收入（万元） and 营业收入 are one heading, as are Credit Code and credit_code."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    letters = [letter for letter in BRACKETED.sub("", text) if letter.isalnum()]
    return "".join(letters) or text.strip()


@cache
def names_of(column: Column) -> tuple[str, ...]:
    labels = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            labels.append(str(column.label))
    return tuple(dict.fromkeys(plain(name) for name in (*labels, column.key, *column.headings)))


@dataclass
class Line:
    """`cells` by column key, `raw` by the file's own headings."""

    number: int
    cells: Mapping[str, Cell]
    raw: Mapping[str, Cell]
    outcome: Outcome = Outcome.UNCHANGED
    problems: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, key: str, reason: str) -> None:
        self.problems.append((key, reason))

    def has(self, key: str) -> bool:
        """Whether the file says something here: an empty cell takes nothing away that is known already."""
        return self.cells.get(key) is not None

    def shown(self, key: str) -> str:
        cell = self.cells.get(key)
        return "" if cell is None else str(cell)[:SHOWN_LENGTH]

    def reasons(self, columns: Sequence[Column]) -> str:
        labels = {column.key: str(column.label) for column in columns}
        return "\n".join(
            f"{labels[key]}: {reason}" if key in labels else reason for key, reason in self.problems
        )

    def text(self, key: str, longest: int, numbers: bool = True) -> str:
        """On one line. `numbers=False` where a number shows that the wrong column was taken."""
        cell = self.cells.get(key)
        if not numbers and not isinstance(cell, str | None):
            self.refuse(key, _("Text is expected here, but the cell holds the number or date %s.") % cell)
            return ""
        return self._short("" if cell is None else " ".join(str(cell).split()), key, longest)

    def prose(self, key: str, longest: int) -> str:
        """With its line breaks."""
        cell = self.cells.get(key)
        return self._short("" if cell is None else str(cell).strip(), key, longest)

    def _short(self, text: str, key: str, longest: int) -> str:
        if len(text) > longest:
            said = {"longest": longest, "now": len(text)}
            self.refuse(key, _("At most %(longest)s characters, not %(now)s.") % said)
        return text[:longest]

    def whole(self, key: str, most: int = 2**31 - 1) -> int | None:
        """A number from 0, rounded; thousands may be parted by commas."""
        cell = self.cells.get(key)
        if cell is None:
            return None
        try:
            number = round(float(unicodedata.normalize("NFKC", str(cell)).replace(",", "")))
        except (ValueError, OverflowError):
            self.refuse(key, _("A number is expected here."))
            return None
        if not 0 <= number <= most:
            self.refuse(key, _("A number from 0 to %s is expected here.") % most)
            return None
        return number

    def yes(self, key: str) -> bool | None:
        cell = self.cells.get(key)
        if cell is None:
            return None
        word = unicodedata.normalize("NFKC", str(cell)).casefold()
        if word not in YES | NO:
            self.refuse(key, _("Write yes or no here."))
            return None
        return word in YES

    def moment(self, key: str) -> datetime | None:
        """2026-03-02 09:30, 2026/3/2, 2026年3月2日 or a date cell, as an instant of local time."""
        cell = self.cells.get(key)
        if cell is None:
            return None
        found = cell if isinstance(cell, datetime) else _moment(str(cell))
        if found is None:
            self.refuse(key, _("A date is expected here, like 2026-03-02 09:30."))
            return None
        return found if timezone.is_aware(found) else timezone.make_aware(found)


def _moment(text: str) -> datetime | None:
    text = unicodedata.normalize("NFKC", text).strip()
    match = DATE.match(text)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups())
    iso, rest = f"{year}-{month:02}-{day:02}", text[match.end() :].strip(" T")
    try:
        date = parse_date(iso)
        if whole := parse_datetime(f"{iso}T{rest}"):
            return whole
        at = parse_time(rest) if rest else time()
    except ValueError:
        return None
    return datetime.combine(date, at) if date and at is not None else None


def sentence(error: SheetError) -> str:
    """The library's refusal in the reader's language."""
    return sentences()[error.code].format(**error.params)


def sentences() -> dict[str, str]:
    return {
        "empty": _("The file is empty."),
        "too_large": _("The file is larger than {limit} bytes."),
        "unpacks_too_large": _("The file unpacks to more than {limit} bytes."),
        "too_wide": _("The sheet reaches over {columns} columns and {rows} rows, too far to be read."),
        "wrong_name": _("The file is called .{name_kind}, but its content is {kind}."),
        "not_a_sheet": _("This is no table but a file of another kind ({kind})."),
        "old_format": _("Save the file as .xlsx first: the format {kind} is not supported."),
        "macros": _("The file contains macros. Save it as .xlsx without them."),
        "encrypted": _("The file is protected by a password."),
        "broken": _("The file is damaged and cannot be read."),
        "broken_row": _("Row {row} cannot be read; a quotation mark may be missing there."),
        "no_headings": _("The first row must hold the headings of the columns."),
        "duplicate_headings": _("These headings occur more than once: {headings}."),
        "too_many_rows": _("A sheet holds at most {limit} rows."),
    }
