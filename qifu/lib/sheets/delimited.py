"""Text tables, plain or gzipped: UTF-8, UTF-16 or GB18030, separated by comma, semicolon or tab."""

import codecs
import csv
import gzip
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from qifu.lib.sheets.errors import SheetError
from qifu.lib.signatures import CHUNK, text_encoding

DELIMITERS = ",;\t"
SAMPLE_ROWS = 10
GZIP = b"\x1f\x8b"


class Delimited:
    formulas: Sequence[tuple[int, int]] = ()

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as file:
            encoding = text_encoding(file)
            if encoding is None:
                raise SheetError("broken")
            self._encoding = encoding
        self.estimated_rows = self._count_lines()
        self._delimiter = max(DELIMITERS, key=self._width)

    def _open(self) -> BinaryIO:
        with self._path.open("rb") as file:
            packed = file.read(2) == GZIP
        return cast("BinaryIO", gzip.open(self._path)) if packed else self._path.open("rb")

    def _count_lines(self) -> int:
        lines, last = 0, ""
        decoder = codecs.getincrementaldecoder(self._encoding)()
        with self._open() as file:
            while chunk := file.read(CHUNK):
                text = decoder.decode(chunk)
                lines += text.count("\n")
                last = text or last
        return lines + (not last.endswith("\n"))

    def _width(self, delimiter: str) -> int:
        return max((len(record) for _, record in islice(self._read(delimiter), SAMPLE_ROWS)), default=0)

    def records(self) -> Iterator[tuple[int, Sequence[object]]]:
        return self._read(self._delimiter, strict=True)

    def _read(self, delimiter: str, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
        """Numbered as a spreadsheet program shows them: a line break within quotes starts no new row.

        Strict, because otherwise an unclosed quotation mark would swallow the rows after it unseen.
        """
        number = 0
        with self._open() as file, TextIOWrapper(file, self._encoding, newline="") as text:
            try:
                for number, record in enumerate(
                    csv.reader(text, delimiter=delimiter, strict=strict), start=1
                ):
                    yield number, record
            except csv.Error:
                raise SheetError("broken_row", row=number + 1) from None
