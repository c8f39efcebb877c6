"""One page on one appeal, for those who sit at the table: what it is, where it stands, what was done, what was resolved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from qifu.appeals.models import Appeal
from qifu.appeals.page.situation import Situation, situation
from qifu.appeals.page.timeline import Line, timeline
from qifu.appeals.page.verdicts import Judged, judged_answers
from qifu.meetings.models import Item, Resolution
from qifu.organisations.actors import Actor
from qifu.organisations.moment import Moment

EVENTS = 8  # the latest; more would not be a page


@dataclass(frozen=True)
class Brief:
    item: Item
    appeal: Appeal
    moment: Moment
    situation: Situation | None
    judged: Judged | None  # the answer that went out last
    events: Sequence[Line]
    resolutions: Sequence[Resolution]  # of earlier meetings

    @property
    def light(self) -> object:
        return self.moment.light(self.appeal.due_at)

    @property
    def days_left(self) -> int | None:
        return self.moment.days_left(self.appeal.answer_due_at)

    @property
    def units(self) -> list[tuple[str | Promise, object]]:
        return [(each.get_part_display(), each.unit) for each in self.appeal.open_assignments]


def briefs_of(items: Sequence[Item], by: Actor) -> list[Brief]:
    """Of the items whose appeal this person sees; the others have no brief for them."""
    seen = Appeal.objects.visible_to(by).filter(pk__in=[item.appeal_id for item in items if item.appeal_id])
    appeals = {appeal.pk: appeal for appeal in seen.for_detail()}
    resolved: dict[int, list[Resolution]] = {}
    earlier = Resolution.objects.decided().filter(appeal__in=appeals).for_list().order_by("id")
    for resolution in earlier:
        resolved.setdefault(resolution.appeal_id, []).append(resolution)
    moment = Moment()
    return [
        _brief(item, appeal, resolved.get(appeal.pk, []), by, moment)
        for item in items
        if item.appeal_id and (appeal := appeals.get(item.appeal_id))
    ]


def _brief(item: Item, appeal: Appeal, resolutions: list[Resolution], by: Actor, moment: Moment) -> Brief:
    judged = judged_answers(appeal)
    return Brief(
        item=item,
        appeal=appeal,
        moment=moment,
        situation=situation(appeal),
        judged=judged[0] if judged else None,
        events=timeline(appeal, by)[:EVENTS],
        resolutions=[r for r in resolutions if r.meeting_id != item.meeting_id],
    )
