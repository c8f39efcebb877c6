"""An inspector's verdict on a drawn case: the scored form, solved or not, a defect with its grounds and what follows from it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.advancing import advance
from qifu.appeals.entering import enter, held
from qifu.appeals.models import Appeal
from qifu.appeals.words import Stage
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.supervision.models import Inspection, Verdict
from qifu.supervision.sampling import announcing
from qifu.supervision.words import Consequence, InspectionState

AGAIN = {Stage.CLOSED: "reopen", Stage.ANSWERED: "redo"}  # by which step it is handled again
SAID = ("solved", "note", "defect", "grounds", "consequence")


@dataclass(frozen=True)
class Said:
    """`points` by the item's key; `consequence` only of a defect."""

    points: Mapping[int, int]
    solved: bool
    note: str
    defect: bool = False
    grounds: str = ""
    consequence: str = ""
    remarks: Mapping[int, str] = field(default_factory=dict)


def inspect(
    inspection: Inspection, said: Said, *, by: Actor, key: uuid.UUID | None = None, at: datetime | None = None
) -> Verdict:
    """Once a drawn case; a `key` seen before returns the verdict that it made."""
    with transaction.atomic():
        appeal, inspection = _held(inspection, by)
        if earlier := _made_by(inspection, key):
            return earlier
        if not inspection.is_open:
            raise Refused(
                _("It is inspected already, or its draw is cancelled. What was found can be corrected.")
            )
        if inspection.inspector and inspection.inspector != by.user:
            raise Refused(
                _("%(who)s inspects this case: take it over first.") % {"who": inspection.inspector.name}
            )
        return _judge(inspection, appeal, said, "", by, key, at or timezone.now())


def correct(
    inspection: Inspection,
    said: Said,
    *,
    why: str,
    by: Actor,
    seen: int | None = None,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Verdict:
    """A further version; the earlier one stays. `seen` is the version that the page showed."""
    with transaction.atomic():
        appeal, inspection = _held(inspection, by)
        if earlier := _made_by(inspection, key):
            return earlier
        if not inspection.is_done:
            raise Refused(_("There is nothing to correct: it is not inspected yet."))
        if seen is not None and seen != inspection.version:
            raise Refused(
                _("Somebody else has corrected this meanwhile. Look at it as it is now and decide anew.")
            )
        if not why.strip():
            raise Refused(_("Say why it is corrected: the earlier version stays beside it."))
        return _judge(inspection, appeal, said, why, by, key, at or timezone.now())


def _held(inspection: Inspection, by: Actor) -> tuple[Appeal, Inspection]:
    """The appeal first, as everybody does."""
    if by.role != Role.INSPECTOR or by.district is None or by.district.pk != inspection.district_id:
        raise Refused(_("Drawn cases are inspected by the inspectors."))
    appeal = held(inspection.appeal)
    rows = Inspection.objects.select_for_update(of=("self",)).select_related("draw__checklist", "district")
    found: Inspection = rows.select_related("inspector").get(pk=inspection.pk)
    found.appeal = appeal
    return appeal, found


def _made_by(inspection: Inspection, key: uuid.UUID | None) -> Verdict | None:
    return inspection.verdicts.filter(key=key).first() if key else None


def _judge(
    inspection: Inspection,
    appeal: Appeal,
    said: Said,
    why: str,
    by: Actor,
    key: uuid.UUID | None,
    at: datetime,
) -> Verdict:
    most = _check(inspection, said)
    score = sum(said.points.values())
    points = {str(pk): [given, said.remarks.get(pk, "")] for pk, given in said.points.items()}
    told = {name: getattr(said, name) for name in SAID}
    verdict = Verdict.objects.create(
        district=inspection.district, inspection=inspection, version=inspection.version + 1, points=points, score=score,
        most=most, **told, why=why, at=at, by=by.user, who=by.label, key=key,
    )  # fmt: skip
    inspection.state, inspection.due_at = InspectionState.DONE, None
    inspection.done_at = inspection.done_at or at
    inspection.inspector = inspection.inspector or by.user
    for name in ("version", "solved", "defect", "score", "most"):
        setattr(inspection, name, getattr(verdict, name))
    again = said.consequence == Consequence.REOPENED and stands(inspection)
    inspection.consequence = said.consequence
    inspection.save()
    _tell_the_ledger(appeal, verdict, again, by, at)
    return verdict


def stands(inspection: Inspection) -> bool:
    """Whether the answer that was drawn still stands: it was not taken back since, and no other was given."""
    appeal, draw = inspection.appeal, inspection.draw
    return appeal.stage in AGAIN and appeal.answered_at is not None and appeal.answered_at <= draw.at


def _check(inspection: Inspection, said: Said) -> int:
    """The most points that there are."""
    items = {item.pk: item for item in inspection.draw.checklist.items.all()}
    if set(said.points) != set(items):
        raise Refused(_("Every item of the form gets its points, and no other."))
    for pk, given in said.points.items():
        if not 0 <= given <= items[pk].points:
            raise Refused(
                _("“%(item)s” gets between 0 and %(points)s points.")
                % {"item": items[pk].text, "points": items[pk].points}
            )
    if not said.note.strip():
        raise Refused(_("Write down what was found."))
    if said.defect and not said.grounds.strip():
        raise Refused(_("A defect needs its grounds: the unit reads them."))
    if said.defect != (said.consequence in Consequence.values):
        raise Refused(_("A defect is either handled again or noted; without a defect there is neither."))
    again_before = inspection.consequence == Consequence.REOPENED
    if said.consequence == Consequence.REOPENED and not stands(inspection) and not again_before:
        raise Refused(
            _(
                "The drawn answer does not stand any more, so the appeal is not handled again for it: note the finding."
            )
        )
    return sum(item.points for item in items.values())


def _tell_the_ledger(appeal: Appeal, verdict: Verdict, again: bool, by: Actor, at: datetime) -> None:
    """The finding itself, then the inspector's verdict on the answer that stands, then what follows.

    Where the drawn answer does not stand any more: the finding alone.
    """
    facts = {
        "draw": verdict.inspection.draw.number,
        "score": f"{verdict.score}/{verdict.most}",
        "defect": verdict.defect,
        "why": verdict.why,
    }
    enter(appeal, "sampled", by=by, at=at, note=verdict.grounds or verdict.note, data=facts)
    if not stands(verdict.inspection):
        return
    advance(appeal, "inspect", by=by, at=at, solved=verdict.solved, note=verdict.note)
    if again:
        advance(appeal, AGAIN[Stage(appeal.stage)], by=by, at=at, note=verdict.grounds)
        announcing.reopened(verdict)
