"""The life of a month: computed, published to the heads for contest, frozen; and corrected in a new edition."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.figures.measures import RULES
from qifu.assessment import announcing, indicators
from qifu.assessment.computing import (
    Entry,
    calendar_words,
    cut_off_of,
    entries_in,
    entries_of,
    latest,
    window_of,
    write,
)
from qifu.assessment.indicators import Case, Window
from qifu.assessment.models import Result, Round, RoundEvent, Scheme
from qifu.assessment.schemes import groups_of, in_force
from qifu.assessment.scoring import Kind
from qifu.assessment.words import Cause, ChangeKind, RoundStage
from qifu.lib.months import first_of
from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar, cannot_count
from qifu.organisations.models import District
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


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


def compute(scheme: Scheme, month: date, *, by: Actor, at: datetime | None = None) -> Round:
    """The month's result as it stood at the cut-off; again as long as nobody has seen it."""
    at, month = at or timezone.now(), first_of(month)
    check_keeper(scheme.district, by, system=True)
    version = in_force(scheme)
    if version is None:
        raise Refused(_("The scheme has no version yet."))
    try:
        cut_off = cut_off_of(version, month)
    except YearNotLoaded as missing:
        raise cannot_count(missing) from missing
    if cut_off > at:
        raise Refused(
            _(
                "The month is counted at %(time)s, which is still to come. The preview shows how it stands now."
            )
            % {"time": f"{timezone.localtime(cut_off):%Y-%m-%d %H:%M}"}
        )
    groups = groups_of(version, scheme.district)
    if not groups:
        raise Refused(_("No unit is assessed: there is none, or the scheme's groups are empty."))
    with transaction.atomic():
        round_ = held(_open(scheme, month))
        if not round_.is_draft:
            raise Refused(
                _(
                    "This month has been published: it is computed no more. What is wrong is contested or corrected."
                )
            )
        period = window_of(version, month)
        window = Window(scheme.district, period.first, period.last, cut_off, version.population)
        entries = entries_of(version, groups, window, round_.hand_items.all())
        result = Result(
            scheme_version=version,
            cause=Cause.COMPUTED,
            rules=RULES,
            calendar=calendar_words(),
            cut_off=cut_off,
        )
        _add_edition(round_, result, entries, by=by, at=at)
        write_down(round_, "compute", by=by, at=at)
        announcing.computed(round_, at)
    return round_


def publish(round_: Round, *, by: Actor, version: int | None = None, at: datetime | None = None) -> Round:
    at = at or timezone.now()
    check_keeper(round_.district, by)
    with transaction.atomic():
        round_ = held(round_, version)
        result = latest(round_)
        if not round_.is_draft or result is None:
            raise Refused(_("This month has been published already."))
        try:
            until = calendar().deadline(at, result.scheme_version.contest_days)
        except YearNotLoaded as missing:
            raise cannot_count(missing) from missing
        round_.stage, round_.published_at, round_.contest_until = RoundStage.PUBLISHED, at, until
        round_.published_edition = round_.edition
        store(round_)
        write_down(round_, "publish", by=by, at=at)
        announcing.published(round_, at)
    return round_


def freeze(round_: Round, *, by: Actor, version: int | None = None, at: datetime | None = None) -> Round:
    at = at or timezone.now()
    check_keeper(round_.district, by)
    with transaction.atomic():
        round_ = held(round_, version)
        if not round_.is_published:
            raise Refused(_("Only a published month is frozen: publish it first, and only once."))
        if round_.may_be_contested(at):
            raise Refused(
                _("Units may contest until %(time)s: freeze it after that.")
                % {"time": f"{timezone.localtime(round_.contest_until):%Y-%m-%d %H:%M}"}
            )
        if waiting := round_.contests.filter(ruling=None).count():
            raise Refused(_("Contests are open (%(count)s): rule on them first.") % {"count": waiting})
        round_.stage, round_.frozen_at, round_.frozen_edition = RoundStage.FROZEN, at, round_.edition
        store(round_)
        write_down(round_, "freeze", by=by, at=at)
        announcing.frozen(round_, at)
    return round_


def correct(
    round_: Round,
    change: Change,
    *,
    why: str,
    approved_by: str,
    by: Actor,
    key: uuid.UUID | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> Result:
    """A frozen month is not changed: the correction is another edition, which names what, why and who approved."""
    at = at or timezone.now()
    check_keeper(round_.district, by)
    if not why.strip() or not approved_by.strip():
        raise Refused(_("A correction says why, and who has approved it."))
    with transaction.atomic():
        round_ = held(round_)
        earlier: Result | None = round_.results.filter(key=key).first() if key else None
        if earlier:
            return earlier
        check_version(round_, version)
        if not round_.is_frozen:
            raise Refused(_("Only a frozen month is corrected; before that it is contested."))
        result = change_edition(
            round_, change, Cause.CORRECTION, why=why, approved_by=approved_by, key=key, by=by, at=at
        )
        write_down(round_, "correct", by=by, at=at, note=why)
        announcing.corrected(round_, result, at)
    return result


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
    result = Result(
        scheme_version=before.scheme_version,
        cause=cause,
        rules=before.rules,
        calendar=before.calendar,
        cut_off=before.cut_off,
        change=change.as_json(),
        why=why,
        approved_by=approved_by,
        key=key,
    )
    return _add_edition(round_, result, entries, by=by, at=at)


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


def _add_edition(
    round_: Round, result: Result, entries: Sequence[Entry], *, by: Actor, at: datetime
) -> Result:
    before = latest(round_)
    result.round, result.number, result.at = round_, round_.edition + 1, at
    result.by, result.who, result.previous = by.user, by.label, before.digest if before else ""
    write(result, entries)
    round_.edition = result.number
    store(round_)
    return result


def _open(scheme: Scheme, month: date) -> Round:
    """Of two who compute a month at once, both find the same one."""
    about = {"scheme": scheme, "month": month}
    found: Round | None = Round.objects.filter(**about).first()
    if found:
        return found
    try:
        with transaction.atomic():
            made: Round = Round.objects.create(district_id=scheme.district_id, **about)
    except IntegrityError:
        made = Round.objects.get(**about)
    return made


def held(round_: Round, version: int | None = None) -> Round:
    """The month as it is now; nobody else changes it until the caller's transaction has ended."""
    rows = Round.objects.select_for_update(of=("self",)).select_related("scheme", "district")
    found: Round = rows.get(pk=round_.pk)
    check_version(found, version)
    return found


def check_version(round_: Round, version: int | None) -> None:
    if version is not None and version != round_.version:
        raise Refused(
            _("Somebody else has changed this month since you opened the page. Look at it and decide anew.")
        )


def store(round_: Round) -> None:
    round_.version += 1
    round_.save()


def check_keeper(district: District, by: Actor, *, system: bool = False) -> None:
    keeps = by.role == Role.OFFICE or (system and by.role == Role.SYSTEM)
    if not keeps or by.district != district:
        raise Refused(_("Only the programme office of the district keeps the assessment."))


def write_down(round_: Round, verb: str, *, by: Actor, at: datetime, note: str = "") -> None:
    RoundEvent.objects.create(round=round_, verb=verb, at=at, by=by.user, who=by.label, note=note)
