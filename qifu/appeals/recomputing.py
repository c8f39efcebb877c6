"""Open clocks after a corrected calendar: computed anew from their start, with an event that says so."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.clocks import DUE_COLUMNS, Clocks, deadline_after
from qifu.appeals.models import Appeal, Clock
from qifu.appeals.recording import append, record
from qifu.lib.workdays import YearNotLoaded, due_date
from qifu.organisations.actors import system
from qifu.organisations.calendar import forget


def recompute(year: int) -> int:
    """Returns how many appeals changed. A clock that a person set to a date, or that stands still, keeps its date."""
    forget()
    return sum(_recompute_one(pk) for pk in _touched(year))


def _touched(year: int) -> Iterator[int]:
    """Appeals with an open clock that runs through that year, found by key so that a million need no memory."""
    open_clocks = Clock.objects.filter(
        stopped_at=None, paused_at=None, fixed=False, started_at__year__lte=year, due_at__year__gte=year
    )
    pks = open_clocks.order_by("appeal_id").values_list("appeal_id", flat=True).iterator(chunk_size=1000)
    return (pk for pk, _same in groupby(pks))


def _counted(clock: Clock) -> datetime:
    """Its old date where the calendar does not reach that far any more: one clock must not stop the others."""
    try:
        return deadline_after(clock.counted_from, clock.working_days)
    except YearNotLoaded:
        return clock.due_at


def _recompute_one(pk: int) -> bool:
    at = timezone.now()
    with transaction.atomic():
        appeal = Appeal.objects.select_for_update(of=("self",)).select_related("district").get(pk=pk)
        seen, before = appeal.events, appeal.counted()
        clocks = Clocks(appeal)
        moved = []
        for clock in clocks.open:
            if clock.paused_at or clock.fixed:
                continue
            due = _counted(clock)
            if due != clock.due_at:
                moved.append(
                    {
                        "clock": clock.kind,
                        "before": due_date(clock.due_at).isoformat(),
                        "after": due_date(due).isoformat(),
                    }
                )
                clocks.set_due(clock, due)
        if not moved:
            return False
        clocks.write()
        event = record(
            appeal,
            "clocks_recomputed",
            by=system(appeal.district),
            at=at,
            source=appeal.stage,
            data={"clocks": moved},
            note=_("The working-day calendar was corrected."),
            before=before,
        )
        moved_to = ("due_at", *DUE_COLUMNS.values(), "events", "head")
        Appeal.objects.filter(pk=pk, events=seen).update(**{name: getattr(appeal, name) for name in moved_to})
        append(event, appeal)
        return True
