"""How many working days answers took: the stretches of days that a distribution shows as bars."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

PATTERN = re.compile(r"(\d{1,5})(?:-(\d{1,5})?)?")
SINGLE, BOUNDS = (
    15,
    (20, 30, 45, 60, 90, 180),
)  # each day by itself up to SINGLE, then up to each bound, then the rest


@dataclass(frozen=True)
class Days:
    """From `first` to `last` working days; without end where `last` is None. As the URL says it: 5, 16-20, 181-."""

    first: int
    last: int | None

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return f"{self.first}-{'' if self.last is None else self.last}"

    @property
    def condition(self) -> Q:
        found = Q(working_days__gte=self.first)
        return found if self.last is None else found & Q(working_days__lte=self.last)

    def count(self, days: Mapping[int, int]) -> int:
        return sum(
            n for each, n in days.items() if each >= self.first and (self.last is None or each <= self.last)
        )


def days_in(text: str) -> Days | None:
    """As the URL says it; None where it cannot be read."""
    found = PATTERN.fullmatch(text)
    if not found:
        return None
    first = int(found[1])
    return Days(first, first if "-" not in text else int(found[2]) if found[2] else None)


def bars(days: Mapping[int, int]) -> list[Days]:
    """From the first day on, as far as any answer took."""
    longest = max(days, default=0)
    found = [Days(day, day) for day in range(min(longest, SINGLE) + 1)]
    first = SINGLE + 1
    for bound in BOUNDS:
        if longest >= first:
            found.append(Days(first, bound))
        first = bound + 1
    return [*found, Days(first, None)] if longest >= first else found
