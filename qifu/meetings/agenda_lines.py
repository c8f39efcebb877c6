"""An agenda as pages show it: what former meetings left open first, then the items in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from qifu.appeals.models import Appeal
from qifu.meetings.models import Item, Meeting, Resolution
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit


@dataclass(frozen=True)
class AgendaLine:
    """`item` is None for a resolution that is not written into the agenda yet, because the meeting is to come.

    `opens` says whether whoever looks may open the appeal.
    """

    number: int
    title: str
    item: Item | None
    former: Resolution | None
    appeal: Appeal | None
    unit: Unit | None
    ground: str
    opens: bool
    first: bool = False  # of those that can be moved
    last: bool = False


def agenda_of(meeting: Meeting, by: Actor) -> list[AgendaLine]:
    items = list(
        meeting.items.select_related("appeal__enterprise", "unit", "former__meeting", "former__unit")
    )
    former = list(Resolution.objects.heading(meeting)) if meeting.is_planned else []
    opened = _visible([row.appeal_id for row in items] + [row.appeal_id for row in former], by)
    lines = [_former(resolution, number, opened) for number, resolution in enumerate(former, start=1)]
    movable = [item.pk for item in items if item.former_id is None]
    for number, item in enumerate(items, start=len(lines) + 1):
        lines.append(
            AgendaLine(
                number,
                item.former.text if item.former else item.title,
                item,
                item.former,
                item.appeal,
                item.unit,
                item.ground,
                item.appeal_id in opened,
                first=movable[:1] == [item.pk],
                last=movable[-1:] == [item.pk],
            )
        )
    return lines


def not_asked(meeting: Meeting, lines: Sequence[AgendaLine]) -> list[Unit]:
    """The units that answer for an item and are not asked to come."""
    asked = {row.unit_id for row in meeting.attendances.all()}
    answering = {line.unit for line in lines if line.unit and line.unit.pk not in asked}
    return sorted(answering, key=lambda unit: (unit.order, unit.pk))


def _former(resolution: Resolution, number: int, opened: set[int]) -> AgendaLine:
    appeal, unit = resolution.appeal, resolution.unit
    return AgendaLine(
        number, resolution.text, None, resolution, appeal, unit, "", resolution.appeal_id in opened
    )


def _visible(appeals: Sequence[int | None], by: Actor) -> set[int]:
    """One query; none where no appeal stands on the agenda."""
    seen = Appeal.objects.visible_to(by).filter(pk__in={pk for pk in appeals if pk}).order_by()
    return set(seen.values_list("pk", flat=True))
