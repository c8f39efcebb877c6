"""How many appeals go which way, and which stories fit: the table that lives.py deals out."""

from collections.abc import Callable
from dataclasses import dataclass

from qifu.demonstration import patterns, today
from qifu.demonstration.matters import Matter
from qifu.demonstration.patterns import Pattern


@dataclass(frozen=True)
class Row:
    pattern: Pattern
    count: int
    fits: Callable[[Matter], bool]
    ages: tuple[int, ...] = ()  # empty: spread over the year
    population: str = "assigned"


def kind(*kinds: str) -> Callable[[Matter], bool]:
    return lambda matter: matter.kind in kinds


def usual(matter: Matter) -> bool:
    return matter.kind in {"ordinary", "project"}


def words_only(row: Row) -> bool:
    """Questions, and what is declined, come in writing or by telephone."""
    return row.population == "notified" or row.pattern in {patterns.declined, patterns.declined_then_reviewed}


def of_class(complexity: str) -> Callable[[Matter], bool]:
    return lambda matter: (
        matter.complexity == complexity and matter.kind in {"ordinary", "project", "leftover"}
    )


ROWS = (
    Row(patterns.plain, 111, usual),
    Row(patterns.plain, 56, usual, population="self_found"),
    Row(patterns.plain, 16, kind("caller")),
    Row(patterns.plain, 5, kind("leftover")),
    Row(patterns.late, 46, usual),
    Row(patterns.late, 5, kind("caller", "leftover")),
    Row(patterns.late, 7, usual, population="self_found"),
    Row(patterns.rated, 16, usual),
    Row(patterns.no_answer_first, 18, kind("ordinary", "project", "caller")),
    Row(patterns.extended, 22, lambda m: usual(m) and bool(m.extension)),
    Row(patterns.extended, 4, lambda m: m.kind == "leftover" and bool(m.extension)),
    Row(patterns.extension_refused, 8, lambda m: usual(m) and bool(m.extension)),
    Row(patterns.disputed_upheld, 12, lambda m: usual(m) and bool(m.mistaken)),
    Row(patterns.disputed_overruled, 8, lambda m: bool(m.reluctant)),
    Row(patterns.waited, 18, lambda m: usual(m) and bool(m.missing)),
    Row(patterns.sent_back, 12, usual),
    Row(patterns.redone, 14, lambda m: usual(m) and bool(m.again)),
    Row(patterns.redone_twice, 3, lambda m: usual(m) and bool(m.again)),
    Row(patterns.reopened, 8, lambda m: usual(m) and bool(m.again)),
    Row(patterns.told, 30, kind("consult"), population="notified"),
    Row(patterns.declined, 18, kind("refused")),
    Row(patterns.declined_then_reviewed, 4, lambda m: bool(m.review_reason), (5, 6, 4, 7)),
    Row(patterns.withdrawn, 10, usual),
    Row(patterns.split, 4, kind("bundle")),
    Row(patterns.listed, 15, kind("leftover")),
    Row(patterns.listed_then_done, 3, kind("leftover")),
    Row(today.now_registered, 12, usual, (1, 1, 2, 1, 3, 2, 1, 4, 1, 2, 6, 3)),
    Row(today.now_accepted, 8, usual, (2, 3, 2, 2, 3, 4, 2, 3)),
    Row(today.now_assigned, 11, usual, (3, 4, 4, 3, 5, 3, 4, 4, 6, 3, 4)),
    Row(today.now_disputed, 5, lambda m: bool(m.mistaken or m.reluctant), (4, 4, 5, 4, 5)),
    Row(today.now_handling, 16, of_class("simple"), (4, 5, 4, 6, 5, 7, 4, 8, 5, 6, 5, 9, 4, 6, 12, 5)),
    Row(today.now_handling, 14, of_class("several"), (6, 8, 11, 14, 17, 9, 20, 12, 16, 10, 24, 13, 7, 31)),
    Row(today.now_handling, 6, of_class("left_over"), (12, 22, 31, 29, 36, 18)),
    Row(today.now_handling, 4, kind("caller"), (5, 6, 5, 8)),
    Row(today.now_asking, 4, lambda m: of_class("several")(m) and bool(m.extension), (16, 16, 15, 17)),
    Row(today.now_waiting, 8, lambda m: usual(m) and bool(m.missing), (7, 8, 9, 7, 10, 8, 12, 7)),
    Row(today.now_signing, 8, of_class("simple"), (5, 6, 5, 6, 5, 7, 8, 5)),
    Row(today.now_answered, 16, of_class("simple"), (9, 8, 9, 10, 8, 9, 8, 11, 9, 10, 8, 9, 11, 10, 9, 8)),
    Row(today.now_redoing, 2, lambda m: of_class("simple")(m) and bool(m.unhappy), (11, 12)),
)
MERGING = (
    "power-trips",
    "flood-road",
    "gas-connect",
)  # stories of a whole road, each told by three companies

CHANNELS = (
    "portal",
    "hotline",
    "portal",
    "visit",
    "hotline",
    "questionnaire",
    "portal",
    "symposium",
    "hotline",
    "on_site",
    "portal",
    "letter",
    "hotline",
    "portal",
    "leader",
    "questionnaire",
    "hotline",
    "visit",
    "portal",
    "import",
)
