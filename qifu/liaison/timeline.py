"""One timeline of contact on a company's page: each institution registers a strand, and nothing is stored twice.

    timeline.register(Strand("letters", _("Letters"), lines))

`lines(enterprise, upto, most)` answers with its newest lines that are not younger than `upto`, the newest first, `most` at the most: one
query by an index of (enterprise, time).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge

from django.utils.functional import Promise

from qifu.enterprises.models import Enterprise

PAGE = 20


@dataclass(frozen=True)
class Line:
    """`title` says what happened in a few words; `note` what was said; `who` of us it was."""

    at: datetime
    title: str
    url: str = ""
    note: str = ""
    who: str = ""
    tone: str = ""  # as components/timeline.html knows them


@dataclass(frozen=True)
class Strand:
    name: str
    label: Promise
    lines: Callable[[Enterprise, datetime, int], Sequence[Line]]


_strands: dict[str, Strand] = {}


def register(*strands: Strand) -> None:
    _strands.update({strand.name: strand for strand in strands})


def every() -> list[Strand]:
    return list(_strands.values())


@dataclass(frozen=True)
class Page:
    """`older` is the instant from which the next page goes on; None at the end."""

    lines: list[Line]
    older: datetime | None


def page_of(enterprise: Enterprise, upto: datetime, only: str = "") -> Page:
    """The newest lines. What happened at one instant is never torn apart, so that paging by the instant loses none."""
    chosen = [strand for strand in _strands.values() if only in ("", strand.name)]
    found = list(
        merge(
            *(strand.lines(enterprise, upto, PAGE + 1) for strand in chosen),
            key=lambda line: line.at,
            reverse=True,
        )
    )
    if len(found) <= PAGE:
        return Page(found, None)
    last = found[PAGE].at
    kept = [line for line in found if line.at > last]
    return Page(kept, last) if kept else Page([line for line in found if line.at == last], None)
