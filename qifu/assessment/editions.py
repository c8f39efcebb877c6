"""The editions of a month's result: each is written once, and the next one says what it changed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from qifu.assessment import indicators
from qifu.assessment.computing import Entry, entries_in, latest, mark, write
from qifu.assessment.indicators import Case
from qifu.assessment.ledger import store
from qifu.assessment.models import Result, Round
from qifu.assessment.scoring import Kind
from qifu.assessment.words import Cause, ChangeKind
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused


@dataclass(frozen=True)
class Change:
    """What a contest or a correction changes of a stored result, and nothing else."""

    unit: int
    indicator: str
    kind: str
    cases: Sequence[Case] = ()
    value: Decimal | None = None

    def as_json(self) -> dict[str, Any]:
        value = None if self.value is None else str(self.value)
        return {**vars(self), "kind": str(self.kind), "cases": list(self.cases), "value": value}


def change_edition(
    round_: Round,
    change: Change,
    cause: Cause,
    *,
    by: Actor,
    at: datetime,
    why: str,
    approved_by: str = "",
    key: uuid.UUID | None = None,
) -> Result:
    """The stored result with this change, scored and ranked anew; everything else stays as it was found. The round is held."""
    before = latest(round_)
    if before is None:
        raise Refused(_("This month has not been computed yet."))
    entries = entries_in(before)
    _apply(change, entries)
    said = {"change": change.as_json(), "why": why, "approved_by": approved_by, "key": key}
    result = _like(before, cause, **said)
    return add_edition(round_, result, entries, by=by, at=at)


def give_marks(round_: Round, *, by: Actor, at: datetime) -> Result:
    """The draft with what has been given by hand since; nothing else is counted anew. The round is held."""
    before = latest(round_)
    if before is None:
        raise Refused(_("This month has not been computed yet."))
    entries = entries_in(before)
    mark(entries, before.scheme_version, round_.hand_items.all())
    return add_edition(round_, _like(before, Cause.COMPUTED), entries, by=by, at=at)


def _apply(change: Change, entries: Sequence[Entry]) -> None:
    entry = next((each for each in entries if each.unit == change.unit), None)
    found = entry.found.get(change.indicator) if entry else None
    if found is None:
        raise Refused(_("The unit or the indicator does not stand in this month."))
    indicator = indicators.get(change.indicator)
    by_hand = indicator is not None and indicator.kind == Kind.HAND
    if change.kind == ChangeKind.VALUE:
        if not by_hand or change.value is None:
            raise Refused(_("Only what is given by hand gets another value: write it down."))
        found.mark = change.value
        return
    if by_hand or not change.cases:
        raise Refused(_("Choose the cases that are counted differently."))
    is_rate = indicator is None or indicator.kind == Kind.RATE
    if change.kind == ChangeKind.COUNT_AS_MET and not is_rate:
        raise Refused(_("Of a number of cases one can only leave some out."))
    for case in change.cases:
        _move(case, found.cases, change.kind)


def _move(case: Case, cases: Any, kind: str) -> None:
    met, unmet = case in cases.met, case in cases.unmet
    if (not met and not unmet) or (kind == ChangeKind.COUNT_AS_MET and met):
        raise Refused(_("%(case)s is not among the cases that this would change.") % {"case": case})
    (cases.met if met else cases.unmet).remove(case)
    if kind == ChangeKind.COUNT_AS_MET:
        cases.met.append(case)
    else:
        (cases.out_met if met else cases.out_unmet).append(case)


def _like(before: Result, cause: Cause, **said: Any) -> Result:
    """Another edition on the same ground."""
    return Result(
        scheme_version=before.scheme_version,
        cause=cause,
        rules=before.rules,
        calendar=before.calendar,
        cut_off=before.cut_off,
        **said,
    )


def add_edition(
    round_: Round, result: Result, entries: Sequence[Entry], *, by: Actor, at: datetime
) -> Result:
    before = latest(round_)
    result.round, result.number, result.at = round_, round_.edition + 1, at
    result.by, result.who, result.previous = by.user, by.label, before.digest if before else ""
    write(result, entries)
    round_.edition = result.number
    store(round_)
    return result
