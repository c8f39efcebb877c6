"""Holding a company's warning while it moves, and writing down that it did."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from qifu.liaison.warnings.models import Warned, WarnedEvent
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused


def held(row: Warned, sources: Sequence[str]) -> Warned:
    rows = Warned.objects.select_for_update(of=("self",))
    found = rows.select_related("text", "unit", "enterprise", "district").get(pk=row.pk)
    if found.stage not in sources:
        raise Refused(
            _("This is no longer possible: it stands at “%(stage)s”. Load the page again.")
            % {"stage": found.get_stage_display()}
        )
    return found


def move(
    row: Warned, verb: str, stage: str, *, by: Actor, at: datetime, note: str = "", **changes: Any
) -> None:
    row.stage = stage
    for name, value in changes.items():
        setattr(row, name, value)
    if verb == "issue":
        row.at = at
    row.save()
    write_down(row, verb, by, at, note)


def write_down(row: Warned, verb: str, by: Actor, at: datetime, note: str = "") -> None:
    WarnedEvent.objects.create(warned=row, verb=verb, at=at, by=by.user, who=by.label, note=note.strip())
