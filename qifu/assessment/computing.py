"""From the ledger to a month's result: what every indicator finds for every unit at the cut-off, scored and ranked.

The rates of appeals are told from the events alone, so that a month computed late, or again, is the month as it stood then.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qifu.appeals.figures.measures import Rate
from qifu.appeals.figures.periods import Period
from qifu.appeals.figures.stood import Stood, stood_at
from qifu.appeals.models import Appeal
from qifu.assessment import indicators
from qifu.assessment.indicators import Cases, Window
from qifu.assessment.models import HandItem, Line, Part, Result, Round, SchemeVersion
from qifu.assessment.schemes import Group, labels_of, terms_of
from qifu.assessment.scoring import FULL, Figure, Kind, Mode, Scored, Terms, ranks, rounded, score
from qifu.assessment.words import Span
from qifu.lib.months import end_of_month, first_of
from qifu.lib.workdays import end_of_day, local_date
from qifu.organisations.calendar import calendar
from qifu.organisations.models import CalendarYear

Report = Callable[[int, int], None]


@dataclass
class Found:
    """What one indicator found for one unit; `mark` is what was given by hand."""

    cases: Cases = field(default_factory=Cases)
    mark: Decimal | None = None


@dataclass
class Entry:
    """One unit in a league, under the names that it has there, with what each indicator found."""

    unit: int
    name: str
    short_name: str
    group: str
    position: int
    found: dict[str, Found]


def window_of(version: SchemeVersion, month: date) -> Period:
    first = first_of(month)
    return Period(first.replace(month=1) if version.span == Span.YEAR else first, end_of_month(month))


def cut_off_of(version: SchemeVersion, month: date) -> datetime:
    """24:00 of the month's last day, or of a working day after it. Raises YearNotLoaded."""
    last = end_of_month(month)
    calendar().is_workday(last)
    if not version.cut_off_days:
        return end_of_day(last)
    return end_of_day(calendar().add(last, version.cut_off_days))


def calendar_words() -> str:
    """Which calendar of which day the deadlines rest on."""
    years = CalendarYear.objects.order_by("year").values_list("year", "loaded_at")
    return "; ".join(f"{year} ({local_date(at)})" for year, at in list(years)[-4:])


def entries_of(
    version: SchemeVersion, groups: Sequence[Group], window: Window, report: Report | None = None
) -> list[Entry]:
    """What is given by hand is not in it yet."""
    terms = terms_of(version)
    found = found_by(version.population, terms, window, report)
    return [
        Entry(
            unit.pk,
            unit.name,
            unit.short_name,
            group.name,
            group.position,
            {name: Found(found.get(name, {}).get(unit.pk, Cases())) for name in terms},
        )
        for group in groups
        for unit in group.units
    ]


def found_by(
    population: str, names: Iterable[str], window: Window, report: Report | None = None
) -> dict[str, indicators.Found]:
    """Indicator -> unit -> its cases. One pass over the appeals, however many rates are asked for."""
    chosen = {name: indicator for name in names if (indicator := indicators.get(name))}
    found: dict[str, indicators.Found] = {
        name: indicator.source(window) for name, indicator in chosen.items() if indicator.source
    }
    rates = {name: indicator.rate for name, indicator in chosen.items() if indicator.rate}
    if not rates:
        return found
    period = Period(window.first, window.last)
    registered = Appeal.objects.filter(district=window.district).registered_within(period.first, period.last)
    numbers = dict(registered.values_list("pk", "number"))
    told = (lambda n: report(n, len(numbers))) if report else (lambda n: None)
    stood = stood_at(window.district, period, window.at, told)
    return found | {name: _cases(stood, population, rate, numbers) for name, rate in rates.items()}


def _cases(stood: Stood, population: str, rate: Rate, numbers: Mapping[int, str]) -> indicators.Found:
    """Unit -> the appeals that the rate counts there, those that count first, in the order of their keys."""
    found: defaultdict[int, Cases] = defaultdict(Cases)
    for excluded in (False, True):
        above = stood.keys_by(population, rate.numerator, "lead_unit", excluded=excluded)
        below = stood.keys_by(population, rate.denominator, "lead_unit", excluded=excluded)
        for unit, keys in below.items():
            if unit is not None:
                met = set(above.get(unit, ()))
                for pk in sorted(keys):
                    _list_of(found[unit], excluded=excluded, met=pk in met).append(numbers[pk])
    return found


def _list_of(cases: Cases, *, excluded: bool, met: bool) -> list[Any]:
    if excluded:
        return cases.out_met if met else cases.out_unmet
    return cases.met if met else cases.unmet


def mark(entries: Iterable[Entry], version: SchemeVersion, hand: Iterable[HandItem]) -> None:
    """Write in what was given by hand: of each title the last, several added up.

    By deductions nothing given means that nothing happened; by weights, that it is not judged yet.
    """
    given: dict[tuple[int, str], dict[str, Decimal]] = {}
    for item in hand:
        given.setdefault((item.unit_id, item.indicator), {})[item.title] = item.value
    by_weights = version.mode == Mode.WEIGHTS
    by_hand = [name for name, each in terms_of(version).items() if each.kind == Kind.HAND]
    for entry in entries:
        for name in by_hand:
            values = given.get((entry.unit, name))
            together = sum(values.values(), Decimal(0)) if values else None if by_weights else Decimal(0)
            entry.found[name].mark = min(together, Decimal(FULL)) if by_weights and together else together


def figure_of(terms: Terms, found: Found) -> Figure:
    if terms.kind == Kind.RATE:
        return Figure(len(found.cases.met), len(found.cases.met) + len(found.cases.unmet))
    return Figure(len(found.cases.met) if terms.kind == Kind.COUNT else found.mark)


Standing = tuple[Scored, int | None]


def standings(
    mode: str, terms: Mapping[str, Terms], figures: Mapping[int, tuple[str, Mapping[str, Figure]]]
) -> dict[int, Standing]:
    """Unit -> its score and its rank in its group; `figures`: unit -> group and figures."""
    scored = {unit: score(Mode(mode), terms, own) for unit, (_group, own) in figures.items()}
    places: dict[int, int | None] = {}
    for group in {group for group, _own in figures.values()}:
        members = {unit: scored[unit].score for unit, (each, _own) in figures.items() if each == group}
        places |= ranks(members)
    return {unit: (scored[unit], places[unit]) for unit in figures}


def write(result: Result, entries: Sequence[Entry]) -> Result:
    """Store an edition with its lines and parts, sealed. Inside the caller's transaction."""
    version = result.scheme_version
    terms, labels = terms_of(version), labels_of(version)
    figures = {
        entry.unit: (entry.group, {name: figure_of(terms[name], entry.found[name]) for name in terms})
        for entry in entries
    }
    standing = standings(version.mode, terms, figures)
    lines = [_line(result, entry, standing[entry.unit]) for entry in sorted(entries, key=lambda e: e.unit)]
    by_unit = {entry.unit: entry for entry in entries}
    parts = [
        _part(
            line,
            n,
            name,
            labels[name],
            terms[name],
            by_unit[line.unit_id].found[name],
            standing[line.unit_id][0],
        )
        for line in lines
        for n, name in enumerate(terms)
    ]
    result.digest = result.sealed(lines, parts)
    result.save(force_insert=True)
    Line.objects.bulk_create(lines)
    Part.objects.bulk_create(parts)
    return result


def _line(result: Result, entry: Entry, standing: Standing) -> Line:
    scored, rank = standing
    return Line(
        result=result,
        unit_id=entry.unit,
        unit_name=entry.name,
        unit_short_name=entry.short_name,
        group=entry.group,
        group_position=entry.position,
        state=scored.state.value,
        score=scored.score,
        rank=rank,
    )


def _part(
    line: Line, position: int, name: str, label: str, terms: Terms, found: Found, scored: Scored
) -> Part:
    cases, part = found.cases, scored.parts[name]
    is_rate = terms.kind == Kind.RATE
    counted = terms.kind != Kind.HAND
    met, out = len(cases.met), len(cases.out_met)
    total = met + len(cases.unmet)
    return Part(
        line=line,
        position=position,
        name=name,
        label=label,
        kind=terms.kind.value,
        state=part.state.value,
        numerator=met if counted else None,
        denominator=total if is_rate else None,
        before_numerator=met + out if counted else None,
        before_denominator=total + out + len(cases.out_unmet) if is_rate else None,
        mark=None if found.mark is None else found.mark.quantize(Decimal("0.01")),
        weight=rounded(part.weight, 4),
        points=rounded(part.points, 4),
        cases={name: each for name, each in vars(cases).items() if each},
    )


def entries_in(result: Result) -> list[Entry]:
    """What an edition was computed from, as stored."""
    entries = []
    for line in result.lines.prefetch_related("parts"):
        found = {part.name: Found(Cases(**part.cases), part.mark) for part in line.parts.all()}
        entries.append(
            Entry(line.unit_id, line.unit_name, line.unit_short_name, line.group, line.group_position, found)
        )
    return entries


def latest(round_: Round) -> Result | None:
    return round_.results.select_related("scheme_version__scheme").filter(number=round_.edition).first()
