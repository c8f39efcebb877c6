"""Planning a meeting, changing and cancelling it; whoever it concerns is told."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.meetings import announcing
from qifu.meetings.ledger import held, store, write_down
from qifu.meetings.models import Attendance, Meeting
from qifu.meetings.steps import MEETING_STEPS, check, is_kept_by
from qifu.meetings.words import MeetingKind, MeetingStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Front, Leader, Unit
from qifu.organisations.once import once
from qifu.organisations.refusals import Refused


@dataclass(frozen=True)
class Plan:
    """What is said of a meeting beforehand. `units` are asked to come."""

    kind: MeetingKind
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    chair: Leader
    units: Sequence[Unit]
    front: Front | None = None
    remark: str = ""


# What a change is told by, in the order in which it is told.
TOLD = {
    "title": pgettext_lazy("meeting", "Title"),
    "starts_at": pgettext_lazy("meeting", "Starts"),
    "ends_at": pgettext_lazy("meeting", "Ends"),
    "place": pgettext_lazy("meeting", "Place"),
    "chair": gettext_lazy("In the chair"),
    "remark": gettext_lazy("What to bring and prepare"),
}


def plan(
    said: Plan, *, district: District, by: Actor, key: uuid.UUID | None = None, at: datetime | None = None
) -> Meeting:
    """`key`: a form that is sent twice plans one meeting."""
    at = at or timezone.now()
    if not is_kept_by(by, district):
        raise Refused(_("Only the programme office of the district plans meetings."))
    check_plan(said, at)

    def make() -> Meeting:
        meeting = Meeting(district=district, kind=said.kind, front=said.front, key=key, changed_at=at)
        _take_over(meeting, said)
        meeting.save()
        _ask(meeting, said.units)
        write_down(meeting, "plan", by=by, at=at)
        announcing.planned(meeting, said.units, at)
        return meeting

    return once(Meeting.objects.filter(district=district), key, make)


def change(
    meeting: Meeting, said: Plan, *, by: Actor, version: int | None = None, at: datetime | None = None
) -> bool:
    """False when nothing differs. Kind and front stay: another kind is another meeting."""
    at = at or timezone.now()
    with transaction.atomic():
        meeting = held(meeting, version)
        check(meeting, MEETING_STEPS["change"], by)
        check_plan(said, at)
        before = {row.unit_id: row.unit for row in meeting.attendances.select_related("unit")}
        lines = _differences(meeting, said)
        asked = {unit.pk: unit for unit in said.units}
        newly = [unit for pk, unit in asked.items() if pk not in before]
        no_longer = [unit for pk, unit in before.items() if pk not in asked]
        if not (lines or newly or no_longer):
            return False
        _take_over(meeting, said)
        meeting.sequence, meeting.changed_at = meeting.sequence + 1, at
        store(meeting)
        meeting.attendances.filter(unit__in=no_longer).delete()
        _ask(meeting, newly)
        write_down(meeting, "change", by=by, at=at, note="\n".join([*lines, *_comings(newly, no_longer)]))
        staying = [unit for pk, unit in asked.items() if pk in before]
        announcing.changed(meeting, lines, staying=staying, newly=newly, no_longer=no_longer, at=at)
    return True


def cancel(
    meeting: Meeting, *, by: Actor, note: str, version: int | None = None, at: datetime | None = None
) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        meeting = held(meeting, version)
        check(meeting, MEETING_STEPS["cancel"], by, note)
        meeting.stage, meeting.cancel_reason = MeetingStage.CANCELLED, note
        meeting.sequence, meeting.changed_at = meeting.sequence + 1, at
        store(meeting)
        write_down(meeting, "cancel", by=by, at=at, note=note)
        announcing.cancelled(meeting, at)


def check_plan(said: Plan, at: datetime) -> None:
    if said.ends_at <= said.starts_at:
        raise Refused(_("The meeting ends before it starts: correct the two times."))
    if said.starts_at <= at:
        raise Refused(
            _("The meeting lies in the past: give a time that is still to come. Now it is %(now)s.")
            % {"now": f"{timezone.localtime(at):%Y-%m-%d %H:%M}"}
        )
    if (said.kind == MeetingKind.SPECIAL_REPORT) != (said.front is not None):
        raise Refused(_("A special report meeting is of one front, a joint meeting of none."))
    if not said.units:
        raise Refused(_("Nobody is asked to come: choose the units."))
    twice = next((unit for unit in said.units if list(said.units).count(unit) > 1), None)
    if twice:
        raise Refused(_("%(unit)s is asked to come twice: name each unit once.") % {"unit": twice.short_name})


def _take_over(meeting: Meeting, said: Plan) -> None:
    for name in TOLD:
        setattr(meeting, name, getattr(said, name))


def _ask(meeting: Meeting, units: Sequence[Unit]) -> None:
    Attendance.objects.bulk_create(
        Attendance(district_id=meeting.district_id, meeting=meeting, unit=unit) for unit in units
    )


def _differences(meeting: Meeting, said: Plan) -> list[str]:
    return [
        f"{label}：{_in_words(getattr(meeting, name))} → {_in_words(getattr(said, name))}"
        for name, label in TOLD.items()
        if getattr(meeting, name) != getattr(said, name)
    ]


def _in_words(value: object) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return str(value) or "—"


def _comings(newly: Sequence[Unit], no_longer: Sequence[Unit]) -> list[str]:
    parts = ((_("Asked to come as well"), newly), (_("No longer asked to come"), no_longer))
    return [f"{label}：{'、'.join(unit.short_name for unit in units)}" for label, units in parts if units]
