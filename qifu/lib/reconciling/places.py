"""What the two lists hold, and where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    MATCHED = "matched"
    AMOUNTS = "amounts"
    ONLY_LEFT = "only_left"
    ONLY_RIGHT = "only_right"
    LIKENESS = "likeness"
    AMBIGUOUS = "ambiguous"


class How(StrEnum):
    NONE = ""
    CODE = "code"
    NAME = "name"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is its number in the file; `raw` what else stood in it."""

    line: int
    code: str = ""
    name: str = ""
    amount: Decimal | None = None
    day: date | None = None
    raw: tuple[str, ...] = ()


@dataclass(frozen=True)
class Company:
    """One company's rows of one list. `code` or, without one, `key` tells it from the others of its list."""

    code: str
    key: str
    rows: tuple[Row, ...]

    @cached_property
    def total(self) -> Decimal | None:
        """None where no row says an amount."""
        said = [row.amount for row in self.rows if row.amount is not None]
        return sum(said, Decimal(0)) if said else None

    @property
    def name(self) -> str:
        return next((row.name for row in self.rows if row.name), "")

    @property
    def order(self) -> tuple[str, str]:
        return self.key, self.code


@dataclass(frozen=True)
class Place:
    """Several companies on a side only where it is ambiguous. `score` is of a hundred."""

    kind: Kind
    how: How
    score: int
    left: tuple[Company, ...]
    right: tuple[Company, ...]

    @property
    def gap(self) -> Decimal | None:
        """Left less right; None where one of the two says no amount."""
        left, right = total_of(self.left), total_of(self.right)
        return None if left is None or right is None else left - right


def total_of(companies: Sequence[Company]) -> Decimal | None:
    said = [company.total for company in companies if company.total is not None]
    return sum(said, Decimal(0)) if said else None


def differs(left: Decimal | None, right: Decimal | None, tolerance: Decimal) -> bool:
    """A list without amounts has none to differ."""
    return left is not None and right is not None and abs(left - right) > tolerance
