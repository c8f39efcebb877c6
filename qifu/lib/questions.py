"""Which questions of a questionnaire are shown, and what of the answers counts.

A question may have one condition on an earlier one. What is hidden is never required and never kept, and a question that hangs on
a hidden one is hidden too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

IS, AT_LEAST, AT_MOST = "is", "at_least", "at_most"


@dataclass(frozen=True)
class Condition:
    """`values` are the options of which one must be chosen, or the one number that is compared with."""

    key: str
    op: str
    values: tuple[str, ...]

    def holds(self, value: object) -> bool:
        if is_empty(value):
            return False
        if self.op == IS:
            chosen = value if isinstance(value, tuple) else (value,)
            return any(_same(each, wanted) for each in chosen for wanted in self.values)
        number, bound = _number(value), _number(self.values[0] if self.values else None)
        if number is None or bound is None:
            return False
        return number >= bound if self.op == AT_LEAST else number <= bound


@dataclass(frozen=True)
class Asked:
    key: str
    required: bool = False
    condition: Condition | None = None


@dataclass(frozen=True)
class Judged:
    """`kept` holds what was answered of what is shown, `missing` the required ones that were not."""

    shown: frozenset[str]
    kept: dict[str, Any]
    missing: tuple[str, ...]


def judged(questions: Iterable[Asked], values: Mapping[str, Any]) -> Judged:
    shown: set[str] = set()
    kept: dict[str, Any] = {}
    missing: list[str] = []
    for question in questions:
        condition = question.condition
        if condition and not condition.holds(kept.get(condition.key)):
            continue
        shown.add(question.key)
        value = values.get(question.key)
        if not is_empty(value):
            kept[question.key] = value
        elif question.required:
            missing.append(question.key)
    return Judged(frozenset(shown), kept, tuple(missing))


def joined(versions: Sequence[Sequence[str]]) -> list[str]:
    """The keys of all versions, the newest version's first and in its order; what only older ones asked follows."""
    return list(dict.fromkeys(key for version in reversed(versions) for key in version))


def is_empty(value: object) -> bool:
    return value is None or value in ("", (), [])


def middle(counts: Mapping[Decimal, int]) -> Decimal | None:
    """The median of values of which each occurs so many times."""
    total = sum(counts.values())
    if not total:
        return None
    return (_nth(counts, (total - 1) // 2) + _nth(counts, total // 2)) / 2


def mean(counts: Mapping[Decimal, int]) -> Decimal | None:
    total = sum(counts.values())
    return sum((value * count for value, count in counts.items()), Decimal(0)) / total if total else None


def _nth(counts: Mapping[Decimal, int], n: int) -> Decimal:
    for value in sorted(counts):
        n -= counts[value]
        if n < 0:
            return value
    raise IndexError(n)


def _same(value: object, wanted: str) -> bool:
    if isinstance(value, Decimal):
        return value == _number(wanted)
    return str(value) == wanted


def _number(value: object) -> Decimal | None:
    try:
        return None if value is None or isinstance(value, tuple) else Decimal(str(value))
    except InvalidOperation:
        return None
