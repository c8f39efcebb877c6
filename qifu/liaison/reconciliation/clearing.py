"""What people do with a difference: confirm a likeness, give it to an owner, clear it, check it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.models import Appeal
from qifu.liaison.findings import raise_appeal, write_finding
from qifu.liaison.reconciliation.models import Difference, DifferenceEvent, Run
from qifu.liaison.reconciliation.words import ANSWERED, TO_CLEAR, ClearingStage, DifferenceKind, MatchedBy
from qifu.lib.reconciling.places import differs
from qifu.lib.workdays import end_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit, User
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

SOURCE = "difference"


def confirm(difference: Difference, *, by: Actor, at: datetime | None = None) -> Difference:
    """The two are one company: they agree, or their amounts differ."""
    with transaction.atomic():
        row = _likeness(difference, by)
        apart = differs(row.left_total, row.right_total, row.run.tolerance)
        row.kind = DifferenceKind.AMOUNTS if apart else DifferenceKind.MATCHED
        row.stage = ClearingStage.OPEN if apart else ClearingStage.NONE
        row.how = MatchedBy.PERSON
        row.save(update_fields=["kind", "stage", "how"])
        _write_down(row, "confirm", by, at)
    return row


def reject(difference: Difference, *, by: Actor, at: datetime | None = None) -> tuple[Difference, Difference]:
    """The two are different companies: each stands on one side only."""
    with transaction.atomic():
        row = _likeness(difference, by)
        other = Difference(
            district_id=row.district_id, run=row.run, kind=DifferenceKind.ONLY_RIGHT, stage=ClearingStage.OPEN,
            right_name=row.right_name, right_total=row.right_total, right_rows=row.right_rows, at=row.at,
        )  # fmt: skip
        other.save()
        row.kind, row.stage, row.how, row.score = DifferenceKind.ONLY_LEFT, ClearingStage.OPEN, "", 0
        row.right_name, row.right_total, row.right_rows = "", None, []
        row.save()
        for each in (row, other):
            _write_down(each, "reject", by, at)
    return row, other


def assign(
    run: Run,
    chosen: Collection[int],
    *,
    unit: Unit,
    due_on: date,
    by: Actor,
    owner: User | None = None,
    at: datetime | None = None,
) -> int:
    """Those of the chosen that are still to be cleared; returns how many."""
    at = at or timezone.now()
    if due_on < timezone.localdate(at):
        raise Refused(_("The day by which it is to be cleared is over: choose a later one."))
    with transaction.atomic():
        rows = list(
            Difference.objects.select_for_update(of=("self",))
            .filter(run=run, pk__in=chosen, stage=ClearingStage.OPEN)
            .select_related("run")
        )
        if rows and not rows[0].is_shared_out_by(by):
            raise Refused(
                _("The office, or the unit that laid the lists side by side, shares the differences out.")
            )
        for row in rows:
            row.unit, row.owner, row.due_at = unit, owner, end_of_day(due_on)
        Difference.objects.bulk_update(rows, ["unit", "owner", "due_at"])
        note = f"{unit.short_name} {owner or ''} {due_on}"
        DifferenceEvent.objects.bulk_create(_event(row, "assign", by, at, note) for row in rows)
    return len(rows)


def explain(difference: Difference, *, by: Actor, note: str, at: datetime | None = None) -> None:
    _clear(difference, "explain", ClearingStage.EXPLAINED, by, note, at)


def correct(difference: Difference, *, by: Actor, note: str, at: datetime | None = None) -> None:
    _clear(difference, "correct", ClearingStage.CORRECTED, by, note, at)


def make_appeal(difference: Difference, *, by: Actor, note: str, at: datetime | None = None) -> Appeal:
    at = at or timezone.now()
    with transaction.atomic():
        row = _clear(difference, "appeal", ClearingStage.APPEAL, by, note, at)
        finding = write_finding(
            SOURCE, row.pk, by=by, district=row.run.district, day=timezone.localdate(at), text=note,
            enterprise=row.enterprise, at=at,
        )  # fmt: skip
        said: dict[str, Any] = {} if row.enterprise else {"enterprise_name": str(row)[:100]}
        return raise_appeal(finding, by=by, at=at, **said)


def check(difference: Difference, *, by: Actor, note: str = "", at: datetime | None = None) -> None:
    _judge(difference, "check", ClearingStage.CHECKED, by, note, at)


def send_back(difference: Difference, *, by: Actor, note: str, at: datetime | None = None) -> None:
    if not note.strip():
        raise Refused(_("Write down why it goes back."))
    _judge(difference, "send_back", ClearingStage.OPEN, by, note, at)


def _likeness(difference: Difference, by: Actor) -> Difference:
    row = _held(difference)
    if not row.is_shared_out_by(by):
        raise Refused(_("The office, or the unit that laid the lists side by side, decides on likeness."))
    if row.kind != DifferenceKind.LIKENESS:
        raise Refused(_("Somebody has decided on this likeness already: load the page again."))
    return row


def _clear(
    difference: Difference, verb: str, stage: ClearingStage, by: Actor, note: str, at: datetime | None
) -> Difference:
    if not note.strip():
        raise Refused(_("Write down what the difference comes from and what was done."))
    with transaction.atomic():
        row = _held(difference)
        if not row.is_worked_by(by):
            raise Refused(_("Only the owner unit clears a difference."))
        if row.kind not in TO_CLEAR or row.stage != ClearingStage.OPEN:
            raise Refused(_("It is no longer to be cleared: load the page again."))
        return _moved(row, verb, stage, by, note, at)


def _judge(
    difference: Difference, verb: str, stage: ClearingStage, by: Actor, note: str, at: datetime | None
) -> None:
    with transaction.atomic():
        row = _held(difference)
        if by.role != Role.OFFICE or by.district != row.run.district:
            raise Refused(_("The programme office checks what was cleared."))
        if row.stage not in ANSWERED:
            raise Refused(_("There is nothing to check: load the page again."))
        if verb == "send_back" and row.stage == ClearingStage.APPEAL:
            raise Refused(_("It has become an appeal, which takes its own way: it is not sent back here."))
        _moved(row, verb, stage, by, note, at)


def _moved(
    row: Difference, verb: str, stage: ClearingStage, by: Actor, note: str, at: datetime | None
) -> Difference:
    row.stage = stage
    row.save(update_fields=["stage"])
    _write_down(row, verb, by, at, note)
    return row


def _held(difference: Difference) -> Difference:
    rows = Difference.objects.select_for_update(of=("self",))
    return rows.select_related("run__district", "enterprise").get(pk=difference.pk)


def _write_down(row: Difference, verb: str, by: Actor, at: datetime | None, note: str = "") -> None:
    _event(row, verb, by, at or timezone.now(), note).save()


def _event(row: Difference, verb: str, by: Actor, at: datetime, note: str) -> DifferenceEvent:
    return DifferenceEvent(difference=row, verb=verb, at=at, by=by.user, who=by.label, note=note.strip())
