"""Open assignments of a unit that was merged into another one: they go over with their clocks, one by one, each with an event."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from qifu.appeals.clocks import Clocks
from qifu.appeals.entering import held
from qifu.appeals.involving import involve
from qifu.appeals.models import Appeal, Assignment
from qifu.appeals.recording import append, record
from qifu.appeals.words import Part
from qifu.organisations.actors import system
from qifu.organisations.models import Unit


def hand_over_of_merged() -> int:
    """Returns how many assignments went over. May run twice, and again after having been killed."""
    open_ones = Assignment.objects.filter(ended_at=None, unit__merged_into__isnull=False)
    found = list(open_ones.order_by("pk").values_list("pk", flat=True))
    return sum(_hand_over_one(pk, timezone.now()) for pk in found)


def _hand_over_one(pk: int, at: datetime) -> bool:
    with transaction.atomic():
        appeal = held(Appeal(pk=Assignment.objects.values_list("appeal_id", flat=True).get(pk=pk)))
        mine = Assignment.objects.select_related("unit__merged_into").get(pk=pk)
        into = mine.unit.merged_into
        if mine.ended_at or into is None:
            return False
        before, clocks, source = appeal.counted(), Clocks(appeal), appeal.stage
        there = next((a for a in appeal.open_assignments if a.unit_id == into.pk), None)
        if there:  # one part is enough, and leading is more than assisting
            given_up = there if mine.part == Part.LEAD else mine
            clocks.release(given_up, at)
            Assignment.objects.filter(pk=given_up.pk).update(ended_at=at, due_at=None, due_kind=None)
        if there is None or mine.part == Part.LEAD:
            Assignment.objects.filter(pk=mine.pk).update(unit=into)
        if mine.part == Part.LEAD:
            appeal.lead_unit = into
        involve(appeal, into.pk)
        appeal.forget_assignments()
        clocks.write()
        data = {
            "unit": mine.unit.short_name,
            "lead" if mine.part == Part.LEAD else "assist": _said(into, mine),
        }
        event = record(
            appeal, "hand_over", by=system(appeal.district), at=at, source=source, data=data, before=before
        )
        changed = ("lead_unit_id", "due_at", "events", "head")
        Appeal.objects.filter(pk=appeal.pk).update(**{name: getattr(appeal, name) for name in changed})
        append(event, appeal)
        return True


def _said(into: Unit, mine: Assignment) -> object:
    return into.short_name if mine.part == Part.LEAD else [into.short_name]
