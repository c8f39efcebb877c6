"""Trips and stops as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.liaison.models import Finding
from qifu.liaison.visits.models import Note, Picture, Stop, Visit
from qifu.lib.workdays import Light
from qifu.organisations.moment import Moment


@dataclass
class StopRow:
    """A stop with everything that was written down there."""

    stop: Stop
    light: Light | None
    left: int | None
    notes: list[Note] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def stops_of(visit: Visit) -> list[StopRow]:
    """Four queries, however many stops there are."""
    stops = list(visit.stops.for_list().select_related("signature", "checked_in_by", "enterprise__street"))
    for stop in stops:
        stop.visit = visit
    return with_contents(stops, visit.kind)


def with_contents(stops: Iterable[Stop], kind: str) -> list[StopRow]:
    moment = Moment()
    rows = {stop.pk: row_of(stop, moment) for stop in stops}
    for note in Note.objects.filter(stop__in=rows).select_related("by"):
        rows[note.stop_id].notes.append(note)
    for picture in Picture.objects.filter(stop__in=rows):
        rows[picture.stop_id].pictures.append(picture)
    for finding in Finding.objects.from_(kind, *rows).for_list().order_by("id"):
        rows[finding.source_id].findings.append(finding)
    return list(rows.values())


def row_of(stop: Stop, moment: Moment) -> StopRow:
    due = stop.feedback_due_at if stop.owes_feedback else None
    return StopRow(stop, moment.light(due), moment.days_left(due))


def facts_of(visit: Visit) -> list[tuple[str, object]]:
    by_unit: dict[str, list[str]] = {}
    for goer in visit.goers.all():
        by_unit.setdefault(goer.unit.short_name, []).append(goer.user.name)
    who = "；".join(f"{unit} {'、'.join(names)}" for unit, names in by_unit.items())
    return [
        (pgettext("trip", "Kind"), visit.get_kind_display()),
        (_("Lead official"), f"{visit.unit.short_name} {visit.lead.name}"),
        (_("Officials who go"), who),
        (_("Leader who goes along"), visit.leader),
    ]
