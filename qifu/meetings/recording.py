"""The record of a meeting: who came, what was said on each item, what was resolved; and the minutes, finalised and frozen."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.entering import enter
from qifu.appeals.entering import held as held_appeal
from qifu.lib.workdays import end_of_day
from qifu.meetings import announcing
from qifu.meetings.ledger import held, store, write_down
from qifu.meetings.models import Item, Meeting, Resolution
from qifu.meetings.steps import MEETING_STEPS, check, is_kept_by
from qifu.meetings.words import MeetingStage, Presence, ResolutionStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import NumberSeries, Unit
from qifu.organisations.refusals import Refused


@dataclass(frozen=True)
class Came:
    """What is recorded of one unit."""

    unit_id: int
    presence: str
    name: str = ""
    note: str = ""


def hold(meeting: Meeting, *, by: Actor, at: datetime | None = None) -> None:
    """Open the record. What former meetings left open is now written into the agenda, at its head."""
    at = at or timezone.now()
    with transaction.atomic():
        meeting = held(meeting)
        check(meeting, MEETING_STEPS["hold"], by)
        if not meeting.has_begun(at):
            raise Refused(
                _("The meeting begins at %(time)s: its record is opened then.")
                % {"time": f"{timezone.localtime(meeting.starts_at):%Y-%m-%d %H:%M}"}
            )
        _carry_over(meeting)
        meeting.stage = MeetingStage.HELD
        store(meeting)
        write_down(meeting, "hold", by=by, at=at)


def _carry_over(meeting: Meeting) -> None:
    former = list(Resolution.objects.heading(meeting))
    meeting.items.update(position=F("position") + len(former))
    Item.objects.bulk_create(
        Item(
            district_id=meeting.district_id,
            meeting=meeting,
            position=position,
            former=resolution,
            appeal=resolution.appeal,
            unit=resolution.unit,
            title=resolution.text[:100],
        )
        for position, resolution in enumerate(former, start=1)
    )


def attend(
    meeting: Meeting, came: Sequence[Came], *, by: Actor, others: str = "", version: int | None = None
) -> None:
    with transaction.atomic():
        meeting = _recorded(meeting, by, version)
        said = {each.unit_id: each for each in came}
        rows = list(meeting.attendances.select_related("unit"))
        for row in rows:
            if each := said.get(row.unit_id):
                if each.presence == Presence.PRESENT and not each.name.strip():
                    raise Refused(
                        _("Who came for %(unit)s? Write the name of the person who was present.")
                        % {"unit": row.unit.short_name}
                    )
                row.presence, row.name, row.note = each.presence, each.name, each.note
        meeting.attendances.bulk_update(rows, ["presence", "name", "note"])
        meeting.others = others
        store(meeting)


def minute(item: Item, text: str, *, by: Actor, version: int | None = None) -> None:
    """`version` is the item's: two may write the minutes of two items at once, but not of one."""
    with transaction.atomic():
        _recorded(item.meeting, by)
        found = item.meeting.items.select_for_update().get(pk=item.pk)
        if version is not None and found.version != version:
            raise Refused(
                _(
                    "Somebody else has written minutes on this item meanwhile: “%(text)s”. Put both together and store again."
                )
                % {"text": found.minutes}
            )
        found.minutes, found.version = text, found.version + 1
        found.save(update_fields=["minutes", "version"])


def resolve(
    item: Item, *, text: str, unit: Unit | None, due_on: date, by: Actor, key: uuid.UUID | None = None
) -> Resolution:
    with transaction.atomic():
        meeting = _recorded(item.meeting, by)
        sent: Resolution | None = meeting.resolutions.filter(key=key).first() if key else None
        if sent:
            return sent
        owner = check_resolution(meeting, text, unit, due_on)
        last = meeting.resolutions.aggregate(last=Max("number"))["last"] or 0
        return Resolution.objects.create(
            district_id=meeting.district_id,
            meeting=meeting,
            item=item,
            appeal_id=item.appeal_id,
            number=last + 1,
            text=text,
            unit=owner,
            due_at=end_of_day(due_on),
            key=key,
        )


def revise(resolution: Resolution, *, text: str, unit: Unit | None, due_on: date, by: Actor) -> None:
    """While the minutes are being written."""
    with transaction.atomic():
        meeting = _recorded(resolution.meeting, by)
        check_resolution(meeting, text, unit, due_on)
        changed = meeting.resolutions.filter(pk=resolution.pk).update(
            text=text, unit=unit, due_at=end_of_day(due_on)
        )
        if not changed:
            raise Refused(_("Somebody else has taken this resolution back already."))


def take_back(resolution: Resolution, *, by: Actor) -> None:
    """While the minutes are being written; the others move up, so that the numbers have no gap."""
    with transaction.atomic():
        meeting = _recorded(resolution.meeting, by)
        if not meeting.resolutions.filter(pk=resolution.pk).delete()[0]:
            raise Refused(_("Somebody else has taken this resolution back already."))
        for later in meeting.resolutions.filter(number__gt=resolution.number).order_by("number"):
            meeting.resolutions.filter(pk=later.pk).update(number=later.number - 1)


def check_resolution(meeting: Meeting, text: str, unit: Unit | None, due_on: date) -> Unit:
    """The owner, who is there then."""
    if not text.strip():
        raise Refused(_("A resolution without words resolves nothing: write what is to be done."))
    if unit is None:
        raise Refused(_("A resolution without an owner is nobody's: choose the unit that carries it out."))
    if due_on < meeting.day:
        raise Refused(
            _("The resolution is due on %(due)s, before the meeting itself (%(day)s): give a later date.")
            % {"due": due_on, "day": meeting.day}
        )
    return unit


def finalise(meeting: Meeting, *, by: Actor, version: int | None = None, at: datetime | None = None) -> None:
    """The minutes get their number and are frozen; resolutions become tasks; each appeal discussed remembers it."""
    at = at or timezone.now()
    with transaction.atomic():
        meeting = held(meeting, version)
        check(meeting, MEETING_STEPS["finalise"], by)
        items = list(meeting.items.prefetch_related("resolutions__unit"))
        _check_complete(meeting, items)
        meeting.year = timezone.localdate(at).year
        meeting.serial = NumberSeries.next_in(meeting.district_id, Meeting.SERIES, meeting.year)
        meeting.stage, meeting.finalised_at = MeetingStage.FINALISED, at
        store(meeting)
        meeting.resolutions.update(stage=ResolutionStage.OPEN)
        write_down(meeting, "finalise", by=by, at=at, note=meeting.number)
        resolutions = list(meeting.resolutions.select_related("unit", "district", "meeting"))
        for resolution in resolutions:
            write_down(meeting, "resolve", by=by, at=at, resolution=resolution)
        _enter_in_appeals(meeting, items, by, at)
        announcing.finalised(meeting, at)
        for resolution in resolutions:
            announcing.given(resolution, at)


def _check_complete(meeting: Meeting, items: Sequence[Item]) -> None:
    unsaid = [row.unit.short_name for row in meeting.attendances.filter(presence="").select_related("unit")]
    if unsaid:
        raise Refused(
            _(
                "The attendance is not complete: say of %(units)s whether they were present, excused or absent."
            )
            % {"units": "、".join(unsaid)}
        )
    if not any(was_discussed(item) for item in items):
        raise Refused(_("The minutes are empty: write down what was said or resolved on at least one item."))


def was_discussed(item: Item) -> bool:
    return bool(item.minutes) or bool(item.resolutions.all())


def _enter_in_appeals(meeting: Meeting, items: Sequence[Item], by: Actor, at: datetime) -> None:
    """One event an appeal, though it may stand on the agenda twice; always in the same order, so that nobody waits in a ring."""
    discussed: dict[int, list[Item]] = {}
    for item in items:
        if item.appeal_id and was_discussed(item):
            discussed.setdefault(item.appeal_id, []).append(item)
    for _pk, about in sorted(discussed.items()):
        appeal = about[0].appeal
        assert appeal is not None  # noqa: S101 - grouped by it
        resolved = [
            f"{resolution.text}（{resolution.unit.short_name}，{resolution.due_on}）"
            for item in about
            for resolution in item.resolutions.all()
        ]
        data = {"meeting": meeting.title, "minutes": meeting.number, "resolved": resolved}
        note = "\n".join(item.minutes for item in about if item.minutes)
        enter(held_appeal(appeal), "discussed", by=by, at=at, note=note, data=data)


def correct(meeting: Meeting, *, by: Actor, note: str, at: datetime | None = None) -> None:
    """The minutes stay as they are; the correction stands below them and its readers are told."""
    at = at or timezone.now()
    with transaction.atomic():
        meeting = held(meeting)
        check(meeting, MEETING_STEPS["correct"], by, note)
        store(meeting)
        write_down(meeting, "correct", by=by, at=at, note=note)
        announcing.corrected(meeting, note, at)


def _recorded(meeting: Meeting, by: Actor, version: int | None = None) -> Meeting:
    meeting = held(meeting, version)
    if not is_kept_by(by, meeting.district):
        raise Refused(_("Only the programme office keeps the record."))
    if not meeting.is_held:
        raise Refused(
            _("The meeting stands at “%(stage)s”: its record is not open.")
            % {"stage": meeting.get_stage_display()}
        )
    return meeting
