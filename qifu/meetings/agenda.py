"""Composing an agenda: what is stuck by the chosen rules, what is added by hand, and the order of it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from qifu.appeals.models import Appeal
from qifu.appeals.querysets import AppealQuerySet
from qifu.meetings import rules
from qifu.meetings.ledger import held, store
from qifu.meetings.models import Item, Meeting
from qifu.meetings.steps import is_kept_by
from qifu.meetings.words import MeetingStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit
from qifu.organisations.moment import Moment
from qifu.organisations.refusals import Refused

MOST = 40  # an agenda is for one meeting
BEING_COMPOSED = (MeetingStage.PLANNED, MeetingStage.HELD)
UP, DOWN, FIRST = "up", "down", "first"


@dataclass
class Candidate:
    appeal: Appeal
    grounds: list[str] = field(default_factory=list)

    @property
    def ground(self) -> str:
        return "；".join(self.grounds)[:200]


def candidates(meeting: Meeting, chosen: Mapping[str, int], moment: Moment) -> list[Candidate]:
    """What the chosen rules (name -> number) find and the agenda does not hold yet, the longest overdue first.

    One query a rule, each on an index of its own, and one for the appeals themselves.
    """
    appeals = _in_reach(meeting)
    found: dict[int, list[rules.Rule]] = {}
    for rule in rules.every():
        if rule.name in chosen:
            met = appeals.filter(rule.condition(moment, chosen[rule.name]))
            for pk in met.order_by("answer_due_at", "pk").values_list("pk", flat=True)[:MOST]:
                found.setdefault(pk, []).append(rule)
    rows = Appeal.objects.filter(pk__in=found).for_list().order_by("answer_due_at", "pk")[:MOST]
    return [Candidate(appeal, [rule.ground(appeal, moment) for rule in found[appeal.pk]]) for appeal in rows]


def _in_reach(meeting: Meeting) -> AppealQuerySet:
    there = meeting.items.filter(former=None, appeal__isnull=False).values("appeal")
    appeals: AppealQuerySet = Appeal.objects.filter(district=meeting.district_id).exclude(pk__in=there)
    return appeals.filter(lead_unit__front=meeting.front_id) if meeting.front_id else appeals


def add_appeals(meeting: Meeting, chosen: Sequence[Candidate], *, by: Actor) -> int:
    """How many were added: one that is there already is passed over."""
    with transaction.atomic():
        meeting = _composed(meeting, by)
        there = set(meeting.items.filter(former=None).values_list("appeal", flat=True))
        new = [candidate for candidate in chosen if candidate.appeal.pk not in there]
        position = _last(meeting)
        Item.objects.bulk_create(
            Item(
                district_id=meeting.district_id,
                meeting=meeting,
                position=position + n,
                appeal=candidate.appeal,
                unit=candidate.appeal.lead_unit,
                title=candidate.appeal.title,
                ground=candidate.ground,
            )
            for n, candidate in enumerate(new, start=1)
        )
        store(meeting)
    return len(new)


def add_appeal(meeting: Meeting, appeal: Appeal, *, by: Actor, ground: str = "") -> None:
    if appeal.district_id != meeting.district_id:
        raise Refused(_("The appeal belongs to another district."))
    if not add_appeals(meeting, [Candidate(appeal, [ground or _("Put on by the office")])], by=by):
        raise Refused(_("%(number)s is on the agenda already.") % {"number": appeal.number})


def add_topic(meeting: Meeting, title: str, *, by: Actor, unit: Unit | None = None) -> Item:
    with transaction.atomic():
        meeting = _composed(meeting, by)
        item = Item.objects.create(
            district_id=meeting.district_id,
            meeting=meeting,
            position=_last(meeting) + 1,
            title=title,
            unit=unit,
        )
        store(meeting)
    return item


def remove(item: Item, *, by: Actor, version: int | None = None) -> None:
    with transaction.atomic():
        meeting = _composed(item.meeting, by, version)
        found = meeting.items.select_for_update().filter(pk=item.pk).first()
        if found is None:
            raise Refused(_("Somebody else has taken this item off already."))
        if found.former_id:
            raise Refused(
                _("What a former meeting has resolved stays on the agenda until it is done or dropped.")
            )
        if found.minutes or found.resolutions.exists():
            raise Refused(_("There are minutes or resolutions on this item already: it stays."))
        found.delete()
        store(meeting)


def move(item: Item, where: str, *, by: Actor, version: int | None = None) -> None:
    """Up, down, or to the head of what is movable; at the end already, nothing happens."""
    with transaction.atomic():
        meeting = _composed(item.meeting, by, version)
        if not meeting.is_planned:
            raise Refused(_("The meeting is being recorded: its items keep their order."))
        order = list(meeting.items.filter(former=None).values_list("pk", flat=True))
        if item.pk not in order:
            raise Refused(_("Somebody else has taken this item off already."))
        here = order.index(item.pk)
        there = {UP: max(here - 1, 0), DOWN: min(here + 1, len(order) - 1), FIRST: 0}[where]
        order.insert(there, order.pop(here))
        rows = [Item(pk=pk, position=position) for position, pk in enumerate(order, start=1)]
        Item.objects.bulk_update(rows, ["position"])
        store(meeting)


def _composed(meeting: Meeting, by: Actor, version: int | None = None) -> Meeting:
    meeting = held(meeting, version)
    if not is_kept_by(by, meeting.district):
        raise Refused(_("Only the programme office composes the agenda."))
    if meeting.stage not in BEING_COMPOSED:
        raise Refused(
            _("The meeting stands at “%(stage)s”: its agenda is no longer changed.")
            % {"stage": meeting.get_stage_display()}
        )
    return meeting


def _last(meeting: Meeting) -> int:
    return meeting.items.aggregate(last=Max("position"))["last"] or 0
