"""Meetings of Linjiang: the mayor in the chair, water and trade asked to come."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal
from qifu.meetings import agenda, planning, recording
from qifu.meetings.models import Meeting, Resolution
from qifu.meetings.planning import Plan
from qifu.meetings.recording import Came
from qifu.meetings.words import MeetingKind

WEEK = timedelta(days=7)


def at(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(2026, month, day, hour, minute))  # noqa: DTZ001 - made aware here


@pytest.fixture
def plan_of(units, posts) -> Callable[..., Plan]:
    """In a week's time unless told otherwise."""

    def make(**given: object) -> Plan:
        starts = given.get("starts_at", timezone.now() + WEEK)
        said = {
            "kind": MeetingKind.JOINT,
            "title": "第一次联席会",
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=2),
            "place": "区政府第一会议室",
            "chair": posts["mayor"].leader,
            "units": [units.water, units.trade],
        }
        return Plan(**{**said, **given})  # type: ignore[arg-type]

    return make


@pytest.fixture
def planned(plan_of, district, actors) -> Callable[..., Meeting]:
    """Planned a week before it begins."""

    def make(**given: object) -> Meeting:
        said = plan_of(**given)
        return planning.plan(said, district=district, by=actors["office"], at=said.starts_at - WEEK)

    return make


@pytest.fixture
def held(planned, actors) -> Callable[..., Meeting]:
    """On Wednesday, 15 April 2026, and its record open."""

    def make(**given: object) -> Meeting:
        meeting = planned(**{"starts_at": at(4, 15), **given})
        recording.hold(meeting, by=actors["office"], at=meeting.starts_at)
        meeting.refresh_from_db()
        return meeting

    return make


@pytest.fixture
def resolve(actors, units) -> Callable[..., Resolution]:
    """On a topic of its own, by the water bureau until 30 April, unless told otherwise."""

    def make(meeting: Meeting, **given: object) -> Resolution:
        item = given.pop("item", None) or agenda.add_topic(meeting, "园区供水", by=actors["office"])
        said = {"text": "拿出改造方案", "unit": units.water, "due_on": date(2026, 4, 30)}
        return recording.resolve(item, by=actors["office"], **{**said, **given})

    return make


@pytest.fixture
def finalise(actors, units) -> Callable[[Meeting], Meeting]:
    """Water was there, trade excused; finalised an hour after the meeting."""

    def run(meeting: Meeting) -> Meeting:
        came = [Came(units.water.pk, "present", "周工"), Came(units.trade.pk, "excused", "", "出差")]
        recording.attend(meeting, came, by=actors["office"])
        recording.finalise(meeting, by=actors["office"], at=meeting.ends_at + timedelta(hours=1))
        meeting.refresh_from_db()
        return meeting

    return run


@pytest.fixture
def resolved(held, resolve, finalise) -> Callable[..., Resolution]:
    """A resolution of finalised minutes."""

    def make(meeting: dict[str, object] | None = None, **given: object) -> Resolution:
        found = held(**(meeting or {}))
        resolution = resolve(found, **given)
        finalise(found)
        resolution.refresh_from_db()
        return resolution

    return make


@pytest.fixture
def handled(file_appeal, actors, units, categories) -> Callable[..., Appeal]:
    """Given to a unit on Monday, 13 April 2026, and signed for: the answer is due on Monday, 20 April."""

    def make(lead: str = "water", when: datetime | None = None, **said: object) -> Appeal:
        when = when or at(4, 13)
        appeal = file_appeal(at=when, **said)
        advance(appeal, "accept", by=actors["office"], at=when, category=categories.water)
        advance(
            appeal, "assign", by=actors["office"], at=when, lead=getattr(units, lead), complexity="simple"
        )
        advance(appeal, "sign_for", by=actors[f"officer.{lead}"], at=when)
        return appeal

    return make
