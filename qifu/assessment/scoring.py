"""From figures to a score. Exact: fractions throughout, and the score is rounded once, half up, to two decimals.

By weights: each indicator that is counted attains a share of its weight, and the weight of those that are not is spread over
the others. By deductions: each indicator takes points from 100. Too few cases decide nothing: below its minimum denominator a
rate is not counted. A unit of whose rates none is counted, or by weights less than half, has no score, neither 100 nor 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

FULL = 100
Key = TypeVar("Key")


class Mode(StrEnum):
    WEIGHTS = "weights"
    DEDUCTIONS = "deductions"


class Kind(StrEnum):
    RATE = "rate"
    COUNT = "count"
    HAND = "hand"


class State(StrEnum):
    """Of a part, and of a unit."""

    COUNTED = "counted"
    TOO_FEW = "too_few"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Terms:
    """How one indicator is judged.

    `points`: what one case takes (of the weight, or from 100), or one percentage point below `target`. `cap`: the most that is
    deducted. `floor`: by weights, a share (in per cent) below which nothing is attained. `minimum`: the least denominator.
    """

    kind: Kind
    more_is_better: bool = True
    weight: Decimal = Decimal(0)
    points: Decimal = Decimal(0)
    cap: Decimal | None = None
    floor: Decimal | None = None
    target: Decimal = Decimal(FULL)
    minimum: int = 1


@dataclass(frozen=True)
class Figure:
    """`amount`: the numerator, the number of cases, or the mark given by hand (None: none was given)."""

    amount: Decimal | int | None
    total: int | None = None


@dataclass(frozen=True)
class Part:
    """`weight` as it is after spreading; `points` attained of it, or (negative) deducted."""

    state: State
    weight: Fraction = Fraction(0)
    points: Fraction = Fraction(0)


@dataclass(frozen=True)
class Scored:
    state: State
    score: Decimal | None
    parts: Mapping[str, Part]


def score(mode: Mode, terms: Mapping[str, Terms], figures: Mapping[str, Figure]) -> Scored:
    states = {name: _state(each, figures[name]) for name, each in terms.items()}
    parts = (_weighed if mode == Mode.WEIGHTS else _deducted)(terms, figures, states)
    state = _assessed(terms, figures, states)
    if state != State.COUNTED:
        return Scored(state, None, parts)
    sum_of_points = sum((part.points for part in parts.values()), Fraction(0))
    whole = sum_of_points if mode == Mode.WEIGHTS else max(Fraction(0), FULL + sum_of_points)
    return Scored(state, rounded(whole), parts)


def rounded(value: Fraction, decimals: int = 2) -> Decimal:
    """Half up, away from zero."""
    unit: int = 10**decimals
    digits = int(abs(value) * unit + Fraction(1, 2))
    signed = Decimal(digits if value >= 0 else -digits)
    return (signed / unit).quantize(Decimal(1) / unit)


def ranks(scores: Mapping[Key, Decimal | None]) -> dict[Key, int | None]:
    """1, 2, 2, 4: who has the same score has the same rank; without a score there is none."""
    falling = sorted((each for each in scores.values() if each is not None), reverse=True)
    return {key: None if each is None else falling.index(each) + 1 for key, each in scores.items()}


def _state(terms: Terms, figure: Figure) -> State:
    if terms.kind == Kind.RATE:
        total = figure.total or 0
        return State.NOTHING if total == 0 else State.TOO_FEW if total < terms.minimum else State.COUNTED
    return State.NOTHING if figure.amount is None else State.COUNTED


def _assessed(
    terms: Mapping[str, Terms], figures: Mapping[str, Figure], states: Mapping[str, State]
) -> State:
    deciding = [name for name, each in terms.items() if each.kind == Kind.RATE] or list(terms)
    together = sum((terms[name].weight for name in deciding), Decimal(0))
    weight = sum((terms[name].weight for name in deciding if states[name] == State.COUNTED), Decimal(0))
    counted = any(states[name] == State.COUNTED for name in deciding)
    if counted and weight * 2 >= together:
        return State.COUNTED
    anything = any(figure.total or figure.amount for figure in figures.values())
    return State.TOO_FEW if anything else State.NOTHING


def _weighed(
    terms: Mapping[str, Terms], figures: Mapping[str, Figure], states: Mapping[str, State]
) -> dict[str, Part]:
    counted = [name for name in terms if states[name] == State.COUNTED]
    together = sum((Fraction(terms[name].weight) for name in counted), Fraction(0))
    parts = {}
    for name, each in terms.items():
        if name not in counted or not together:
            parts[name] = Part(states[name])
            continue
        weight = Fraction(each.weight) * FULL / together
        parts[name] = Part(State.COUNTED, weight, weight * _attained(each, figures[name]))
    return parts


def _attained(terms: Terms, figure: Figure) -> Fraction:
    """The share of its weight, from 0 to 1."""
    amount = Fraction(figure.amount or 0)
    if terms.kind == Kind.COUNT:
        lost = amount * Fraction(terms.points) / Fraction(terms.weight) if terms.weight else Fraction(0)
        return max(Fraction(0), 1 - lost)
    share = amount / FULL if terms.kind == Kind.HAND else _good(terms, figure)
    below = terms.floor is not None and share * FULL < Fraction(terms.floor)
    return Fraction(0) if below else min(Fraction(1), max(Fraction(0), share))


def _deducted(
    terms: Mapping[str, Terms], figures: Mapping[str, Figure], states: Mapping[str, State]
) -> dict[str, Part]:
    parts = {}
    for name, each in terms.items():
        if states[name] != State.COUNTED:
            parts[name] = Part(states[name])
            continue
        cases = Fraction(figures[name].amount or 0)
        if each.kind == Kind.RATE:
            cases = max(Fraction(0), Fraction(each.target) - _good(each, figures[name]) * FULL)
        lost = cases * Fraction(each.points)
        most = FULL if each.cap is None else Fraction(each.cap)
        parts[name] = Part(State.COUNTED, Fraction(most), -min(lost, Fraction(most)))
    return parts


def _good(terms: Terms, figure: Figure) -> Fraction:
    """The share that is wished for."""
    share = Fraction(figure.amount or 0) / (figure.total or 1)
    return share if terms.more_is_better else 1 - share
