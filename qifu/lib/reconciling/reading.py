"""Rows out of a sheet: which heading is what, and what a cell says; what cannot be read is told and does not stop the rest."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from qifu.lib.credit_code import LENGTH, normalise
from qifu.lib.reconciling.places import Row
from qifu.lib.sheets import Cell, Sheet

NAMES = {
    "code": ("统一社会信用代码", "社会信用代码", "信用代码", "纳税人识别号", "税号", "机构代码", "creditcode", "code"),
    "name": ("企业名称", "单位名称", "纳税人名称", "公司名称", "受让方", "买受人", "权利人", "承受方", "名称", "企业", "company", "name"),
    "amount": ("金额", "成交金额", "成交价格", "计税金额", "合同金额", "缴税金额", "实缴金额", "税额", "amount"),
    "day": ("日期", "登记日期", "缴款日期", "成交日期", "入库日期", "date"),
}  # fmt: skip
BRACKETED = re.compile(r"[(\[【].*?[)\]】]")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?")
MONEY = re.compile(r"[¥￥,\s]|元$")
LARGEST = Decimal(10) ** 15
LONGEST = 200


@dataclass(frozen=True)
class Columns:
    """The headings of a list that hold these; an empty one has none."""

    code: str = ""
    name: str = ""
    amount: str = ""
    day: str = ""

    @property
    def said(self) -> dict[str, str]:
        return {key: heading for key, heading in asdict(self).items() if heading}


@dataclass(frozen=True)
class BadCell:
    """`reason`: nobody, code, amount, day, long, columns. Only `nobody`, `amount` and `columns` cost the row its place."""

    line: int
    column: str
    value: str
    reason: str


def plain(heading: str) -> str:
    text = BRACKETED.sub("", unicodedata.normalize("NFKC", heading).casefold())
    return "".join(letter for letter in text if letter.isalnum())


def recognise(headings: Sequence[str]) -> Columns:
    """By whole names first, then by what a heading contains."""
    taken: dict[str, str] = {}
    for fits in (
        lambda heading, name: heading == name,
        lambda heading, name: len(name) > 1 and name in heading,
    ):
        for key, names in NAMES.items():
            if key not in taken:
                free = [heading for heading in headings if heading not in taken.values()]
                found = next((h for name in names for h in free if fits(plain(h), name)), "")
                if found:
                    taken[key] = found
    return Columns(**taken)


def common(left: Columns, right: Columns) -> bool:
    """Whether there is a column by which the two can be laid side by side."""
    return bool(left.code and right.code) or bool(left.name and right.name)


class Intake:
    """Streams the good rows; `bad` is filled meanwhile."""

    def __init__(self, sheet: Sheet, columns: Columns) -> None:
        self.sheet, self.columns = sheet, columns
        self.taken = frozenset(columns.said.values())
        self.bad: list[BadCell] = []
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for line, cells in self.sheet.rows():
            self.count += 1
            row = self._row(line, cells)
            if row:
                yield row

    def _row(self, line: int, cells: Mapping[str, Cell]) -> Row | None:
        if line in self.sheet.overlong:
            self._refuse(line, "", "", "columns")
            return None
        name = _text(cells.get(self.columns.name))[:LONGEST]
        code = self._code(line, _text(cells.get(self.columns.code)))
        if not (code or name):
            self._refuse(line, self.columns.name or self.columns.code, "", "nobody")
            return None
        try:
            amount = _amount(cells.get(self.columns.amount))
        except ValueError:
            self._refuse(line, self.columns.amount, _text(cells.get(self.columns.amount)), "amount")
            return None
        day = self._day(line, cells.get(self.columns.day))
        others = tuple(
            f"{heading}：{_text(cell)}"
            for heading, cell in cells.items()
            if cell is not None and heading not in self.taken
        )
        return Row(line, code, name, amount, day, others)

    def _code(self, line: int, text: str) -> str:
        code = normalise(text)
        if code and len(code) != LENGTH:
            self._refuse(line, self.columns.code, text, "code")
            return ""
        return code

    def _day(self, line: int, cell: Cell) -> date | None:
        if cell is None or isinstance(cell, datetime):
            return cell.date() if cell else None
        if match := DAY.fullmatch(_text(cell)):
            try:
                return date(*(int(part) for part in match.groups()))
            except ValueError:
                pass
        self._refuse(line, self.columns.day, _text(cell), "day")
        return None

    def _refuse(self, line: int, column: str, value: str, reason: str) -> None:
        self.bad.append(BadCell(line, column, value[:60], reason))


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _amount(cell: Cell) -> Decimal | None:
    """What a spreadsheet shows of a number is its shortest decimal, which is what was typed."""
    if cell is None or isinstance(cell, datetime):
        if cell is None:
            return None
        raise ValueError
    text = MONEY.sub("", unicodedata.normalize("NFKC", str(cell)))
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError from error
    if not value.is_finite() or abs(value) >= LARGEST:
        raise ValueError
    return value.quantize(Decimal("0.01"))
