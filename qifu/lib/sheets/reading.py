import gzip
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from qifu.lib.sheets.cells import Cell, clean, heading
from qifu.lib.sheets.delimited import Delimited
from qifu.lib.sheets.errors import SheetError
from qifu.lib.sheets.workbook import Workbook
from qifu.lib.signatures import CHUNK, kind_of

DEFAULT_LIMIT = 50 * 1024 * 1024
UNPACKED = 6  # a file may unpack to so many times the limit
TITLE_ROWS = 10  # a title and remarks may stand above the headings, but not further down than this
NAME_KINDS = {"xlsx": "xlsx", "xls": "xls", "et": "xls", "xlsm": "macros"} | dict.fromkeys(
    ("csv", "tsv", "txt"), "csv"
)
TEXT_NAMES = {"csv", ""}


class Source(Protocol):
    formulas: Sequence[tuple[int, int]]  # (row number, column from 0)
    estimated_rows: int

    def records(self) -> Iterator[tuple[int, Sequence[object]]]: ...


class Sheet:
    """A table whose rows can be read again and again, each time from the start, one row in memory.

    `formulas` are the cells (row number, heading) that show a computed value. `overlong`, filled while rows
    are read, are the rows with values right of the last heading: in a csv a sign of a comma too many.
    `estimated_rows` is for a progress bar.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._heading_row, self._columns = _headings(source)
        self.headings = [column for column in self._columns if column]
        self.estimated_rows = max(0, source.estimated_rows - self._heading_row)
        self.overlong: set[int] = set()
        self.formulas = frozenset(
            (row, self._columns[column])
            for row, column in source.formulas
            if row > self._heading_row and column < len(self._columns) and self._columns[column]
        )

    def __iter__(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        return self.rows()

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        for number, record in self._source.records():
            if number <= self._heading_row:
                continue
            cells = [clean(value) for value in record]
            if all(cell is None for cell in cells):
                continue
            if any(cell is not None for cell in cells[len(self._columns) :]):
                self.overlong.add(number)
            cells += [None] * (len(self._columns) - len(cells))
            yield number, {name: cell for name, cell in zip(self._columns, cells, strict=False) if name}


def open_sheet(path: str | Path, name: str | None = None, limit: int = DEFAULT_LIMIT) -> Sheet:
    """`name` is what the person called the file, where it is stored under another name."""
    path = Path(path)
    if path.stat().st_size > limit:
        raise SheetError("too_large", limit=limit)
    return Sheet(_source(path, name or path.name, limit * UNPACKED))


def _source(path: Path, name: str, limit: int) -> Source:
    suffixes = name.lower().split(".")[1:]
    packed = suffixes[-1:] == ["gz"]
    if packed:
        suffixes.pop()
    named = NAME_KINDS.get(suffixes[-1], "") if suffixes else ""
    with path.open("rb") as file:
        kind = kind_of(file)
    if kind == "gzip" and (packed or not suffixes):
        _refuse_bomb(path, limit)
        with gzip.open(path) as unpacked:
            kind = kind_of(cast("BinaryIO", unpacked))
        if kind == "xlsx":
            raise SheetError("not_a_sheet", kind="gzip")
    elif packed:
        raise SheetError("wrong_name", name_kind="gz", kind=kind)
    _refuse_kind(kind, named)
    return Workbook(path, limit) if kind == "xlsx" else Delimited(path)


def _refuse_kind(kind: str, named: str) -> None:
    if kind in {"empty", "encrypted", "broken", "macros"}:
        raise SheetError(kind)
    if kind in {"xls", "xlsb"}:
        raise SheetError("old_format", kind=kind)
    fits = named in TEXT_NAMES if kind == "text" else named in {kind, ""}
    if not fits:
        raise SheetError("wrong_name", name_kind=named, kind=kind)
    if kind not in {"text", "xlsx"}:
        raise SheetError("not_a_sheet", kind=kind)


def _refuse_bomb(path: Path, limit: int) -> None:
    size = 0
    try:
        with gzip.open(path) as file:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > limit:
                    raise SheetError("unpacks_too_large", limit=limit)
    except (OSError, EOFError, zlib.error):
        raise SheetError("broken") from None


def _headings(source: Source) -> tuple[int, list[str]]:
    """The first row with two or more filled cells, so that a title is passed over; else the first filled."""
    top = [(n, [heading(value) for value in record]) for n, record in islice(source.records(), TITLE_ROWS)]
    filled = [(n, names) for n, names in top if any(names)]
    if not filled:
        raise SheetError("empty")
    number, columns = next(((n, names) for n, names in filled if sum(map(bool, names)) > 1), filled[0])
    if not any(letter.isalpha() for name in columns for letter in name):
        raise SheetError("no_headings")
    while not columns[-1]:
        columns.pop()
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise SheetError("duplicate_headings", headings=", ".join(twice))
    return number, columns
