"""The three passes: by code, by name, by likeness. Swapping the lists swaps the sides of the result and nothing else."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from qifu.lib.names import name_key
from qifu.lib.reconciling.likeness import alike
from qifu.lib.reconciling.places import Company, How, Kind, Place, Row, differs, total_of

LEAST_LIKENESS = 80
CERTAIN = 100


@dataclass(frozen=True)
class Found:
    places: tuple[Place, ...]

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(place.kind for place in self.places)
        return {kind.value: counted[kind] for kind in Kind}


def reconcile(
    left: Iterable[Row],
    right: Iterable[Row],
    *,
    tolerance: Decimal = Decimal(0),
    least: int = LEAST_LIKENESS,
) -> Found:
    ones, others = companies_of(left), companies_of(right)
    places: list[Place] = []
    ones, others = _by_code(ones, others, tolerance, places)
    ones, others = _by_name(ones, others, tolerance, places)
    ones, others = _by_likeness(ones, others, least, places)
    places += [Place(Kind.ONLY_LEFT, How.NONE, 0, (company,), ()) for company in ones]
    places += [Place(Kind.ONLY_RIGHT, How.NONE, 0, (), (company,)) for company in others]
    return Found(tuple(places))


def companies_of(rows: Iterable[Row]) -> list[Company]:
    """Rows of one code are one company. A row without a code joins the one company of its name, where the list has just one."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    by_key: dict[str, list[Row]] = defaultdict(list)
    codes: dict[str, set[str]] = defaultdict(set)
    key_of = cache(name_key)  # a name is read several times
    for row in rows:
        if row.code:
            by_code[row.code].append(row)
            codes[key_of(row.name)].add(row.code)
        else:
            by_key[key_of(row.name)].append(row)
    for key in [key for key in by_key if key and len(codes[key]) == 1]:
        by_code[next(iter(codes[key]))] += by_key.pop(key)
    named = [_company(code, members, key_of) for code, members in by_code.items()]
    named += [Company("", key, _in_order(members)) for key, members in by_key.items()]
    return sorted(named, key=lambda company: (company.order, company.rows[0].line))


def _company(code: str, rows: list[Row], key_of: Callable[[str], str]) -> Company:
    first = min((key_of(row.name) for row in rows if row.name), default="")
    return Company(code, first, _in_order(rows))


def _in_order(rows: list[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: row.line))


def pair(one: Company, other: Company, how: How, score: int, tolerance: Decimal) -> Place:
    kind = Kind.AMOUNTS if differs(one.total, other.total, tolerance) else Kind.MATCHED
    return Place(kind, how, score, (one,), (other,))


Sides = tuple[list[Company], list[Company]]


def _by_code(
    ones: Sequence[Company], others: Sequence[Company], tolerance: Decimal, places: list[Place]
) -> Sides:
    theirs = {company.code: company for company in others if company.code}
    met = set()
    for company in ones:
        if company.code in theirs:
            met.add(company.code)
            places.append(pair(company, theirs[company.code], How.CODE, CERTAIN, tolerance))
    return _without(ones, met), _without(others, met)


def _without(companies: Sequence[Company], met: set[str]) -> list[Company]:
    return [company for company in companies if not company.code or company.code not in met]


def _by_name(
    ones: Sequence[Company], others: Sequence[Company], tolerance: Decimal, places: list[Place]
) -> Sides:
    """Two codes are two companies, whatever they are called: those wait for a person, as what is only alike does."""
    mine, theirs = _by_key(ones), _by_key(others)
    met = set()
    for key in mine.keys() & theirs.keys():
        here, there = mine[key], theirs[key]
        if len(here) == len(there) == 1:
            if not (here[0].code and there[0].code):
                met.add(key)
                places.append(pair(here[0], there[0], How.NAME, CERTAIN, tolerance))
        elif not all(company.code for company in (*here, *there)):
            met.add(key)
            places.append(Place(Kind.AMBIGUOUS, How.NAME, CERTAIN, tuple(here), tuple(there)))
    places.sort(key=lambda place: (place.how, min(c.order for c in (*place.left, *place.right))))
    return (
        [company for company in ones if company.key not in met],
        [company for company in others if company.key not in met],
    )


def _by_key(companies: Sequence[Company]) -> dict[str, list[Company]]:
    by: dict[str, list[Company]] = defaultdict(list)
    for company in companies:
        if company.key:
            by[company.key].append(company)
    return by


def _by_likeness(
    ones: Sequence[Company], others: Sequence[Company], least: int, places: list[Place]
) -> Sides:
    pairs = alike(ones, others, least)
    places += [Place(Kind.LIKENESS, How.LIKENESS, score, (one,), (other,)) for score, one, other in pairs]
    left = {one.order for _score, one, _other in pairs}
    right = {other.order for _score, _one, other in pairs}
    return (
        [company for company in ones if company.order not in left],
        [company for company in others if company.order not in right],
    )


__all__ = ["CERTAIN", "LEAST_LIKENESS", "Found", "companies_of", "pair", "reconcile", "total_of"]
