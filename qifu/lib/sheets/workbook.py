"""The first visible sheet of an xlsx. python-calamine reads the values, but it does not tell a formula from a
value, and for a sheet with one cell in the last row and column it would fill the memory. So the sheet's
XML is first read through once, as a stream, for its formulas and its true extent.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from qifu.lib.sheets.errors import SheetError
from qifu.lib.signatures import CHUNK

RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MOST_COLUMNS = 1000
MOST_CELLS = 6_000_000  # calamine takes about 32 bytes for each, filled or not
DAMAGE = (
    CalamineError,
    ElementTree.ParseError,
    KeyError,
    OSError,
    ValueError,
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
)
LOCAL_HEADER = 30


class Workbook:
    estimated_rows: int
    formulas: Sequence[tuple[int, int]]

    def __init__(self, path: Path, limit: int) -> None:
        self._path = path
        try:
            with zipfile.ZipFile(path) as archive:
                _refuse_bomb(path, archive, limit)
                with CalamineWorkbook.from_path(path) as book:
                    self._name = _first_visible(book)
                scan = _Scan()
                with archive.open(_member_of(archive, self._name)) as xml:
                    while chunk := xml.read(CHUNK):
                        scan.feed(chunk)
        except SheetError:
            raise
        except DAMAGE:
            raise SheetError("broken") from None
        self.formulas = scan.formulas
        self.estimated_rows = scan.rows

    def records(self) -> Iterator[tuple[int, Sequence[object]]]:
        with CalamineWorkbook.from_path(self._path) as book:
            sheet = book.get_sheet_by_name(self._name)
            left = [None] * (sheet.start[1] if sheet.start else 0)  # calamine leaves out empty columns there
            for number, record in enumerate(sheet.iter_rows(), start=1):
                yield number, [*left, *record]


def _first_visible(book: CalamineWorkbook) -> str:
    for sheet in book.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            return sheet.name
    raise SheetError("empty")


def _member_of(archive: zipfile.ZipFile, name: str) -> str:
    book = _parse(archive.read("xl/workbook.xml"))
    relations = _parse(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet") and sheet.get("name") == name:
            return posixpath.normpath(posixpath.join("/xl", targets[sheet.get(f"{RELATIONS}id")]))[1:]
    raise KeyError(name)


def _parse(data: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in data:
        raise SheetError("broken")
    return ElementTree.fromstring(data)  # noqa: S314 - without a document type there are no entities


def _refuse_bomb(path: Path, archive: zipfile.ZipFile, limit: int) -> None:
    """Counts what really comes out, since the sizes written in an archive are only claims."""
    total = sum(member.file_size for member in archive.infolist())
    if total > limit:
        raise SheetError("unpacks_too_large", limit=limit)
    for member in archive.infolist():
        if _unpacked_size(path, member) > member.file_size:
            raise SheetError("broken")


def _unpacked_size(path: Path, member: zipfile.ZipInfo) -> int:
    """Up to one byte more than the member claims."""
    if member.compress_type == zipfile.ZIP_STORED:
        return member.compress_size
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise SheetError("broken")
    size, unpacker = 0, zlib.decompressobj(-zlib.MAX_WBITS)
    with path.open("rb") as file:
        file.seek(member.header_offset)
        header = file.read(LOCAL_HEADER)
        file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
        while not unpacker.eof and size <= member.file_size:
            data = unpacker.unconsumed_tail or file.read(CHUNK)
            if not data:
                break
            size += len(unpacker.decompress(data, CHUNK))
    return size


class _Scan:
    """Rows and columns may omit their own addresses; then each stands right after the one before."""

    def __init__(self) -> None:
        self.formulas: list[tuple[int, int]] = []
        self.rows = 0
        self._row = self._column = self._columns = 0
        self._namespace: str | None = None
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, chunk: bytes) -> None:
        self._parser.Parse(chunk)

    def _refuse(self, *_: object) -> None:
        raise SheetError("broken")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, element = tag.rpartition("}")
        if self._namespace is None:
            self._namespace = namespace
        if namespace != self._namespace:  # extensions have an <f> of their own
            return
        match element:
            case "c":
                address = attributes.get("r")
                self._column = _column(address) if address else self._column + 1
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            case "f":
                self.formulas.append((self._row, self._column - 1))
            case "v" | "is":
                self._reach()

    def _reach(self) -> None:
        self.rows, self._columns = max(self.rows, self._row), max(self._columns, self._column)
        if self._columns > MOST_COLUMNS or self.rows * self._columns > MOST_CELLS:
            raise SheetError("too_wide", rows=self.rows, columns=self._columns)


def _column(address: str) -> int:
    """'AB12' -> 28."""
    column = 0
    for letter in address.upper():
        if not letter.isalpha():
            break
        column = column * 26 + ord(letter) - 64
    return column
