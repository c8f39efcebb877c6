"""Paging by key: page 10,000 costs what page 1 costs, and a row that arrives meanwhile shifts nothing.

The key of a row is the values of the order's columns, as JSON in base64, in the URL as `after` or `before`.
"""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
PAGE = 50
COUNT_LIMIT = 1000


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: Sequence[Row]
    previous: str | None
    next: str | None

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def keyset(
    rows: QuerySet[Row], order: Sequence[str], query: Mapping[str, str], size: int = PAGE
) -> Page[Row]:
    """One page of `rows` ordered by `order` (columns, "-" before a falling one; the last is unique; none is null).

    A key in `query` that cannot be read is passed over: the first page is shown.
    """
    before = _from(rows, query.get("before"), order, backwards=True)
    after = _from(rows, query.get("after"), order, backwards=False) if before is None else None
    backwards = before is not None
    for part in (before, after):
        rows = rows if part is None else part
    found = list(rows.order_by(*(_turn(order) if backwards else order))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    return Page(
        found,
        previous=_key(found[0], order) if found and (more if backwards else after is not None) else None,
        next=_key(found[-1], order) if found and (backwards or more) else None,
    )


def count_up_to(rows: QuerySet[Any], limit: int = COUNT_LIMIT) -> int:
    """The number of rows, but never more than limit + 1: enough to write "1000+" without counting millions."""
    return rows.order_by()[: limit + 1].count()


def _from(
    rows: QuerySet[Row], text: str | None, order: Sequence[str], *, backwards: bool
) -> QuerySet[Row] | None:
    """None without a key, and for one whose values are not of the columns' kind."""
    key = _read(text, order)
    try:
        return rows.filter(_beyond(order, key, backwards)) if key else None
    except (TypeError, ValueError, ValidationError):
        return None


def _beyond(order: Sequence[str], key: Sequence[Any], backwards: bool) -> Q:
    """(a, b) > (x, y), written so that an index on (a, b) serves it: a >= x and not (a = x and b <= y)."""
    condition = Q()
    for column, value in reversed(list(zip(order, key, strict=True))):
        name = column.removeprefix("-")
        falling = column.startswith("-") != backwards
        strict, loose = ("lt", "lte") if falling else ("gt", "gte")
        here = Q(**{f"{name}__{strict}": value})
        condition = (
            Q(**{f"{name}__{loose}": value}) & (here | Q(**{name: value}) & condition) if condition else here
        )
    return condition


def _turn(order: Sequence[str]) -> list[str]:
    return [column.removeprefix("-") if column.startswith("-") else f"-{column}" for column in order]


def _key(row: Model, order: Sequence[str]) -> str:
    values = [_plain(getattr(row, column.removeprefix("-"))) for column in order]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _plain(value: object) -> object:
    return {"at": value.isoformat()} if isinstance(value, datetime | date) else value


def _read(key: str | None, order: Sequence[str]) -> list[Any] | None:
    if not key:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)))
        found = [datetime.fromisoformat(v["at"]) if isinstance(v, dict) else v for v in values]
    except (ValueError, KeyError, TypeError):
        return None
    return found if len(found) == len(order) else None
