"""What supervision has raised comes onto the agenda of the next meeting."""

from datetime import datetime, timedelta

import pytest

from qifu.meetings import agenda, planning, recording
from qifu.meetings.models import Meeting
from qifu.meetings.planning import Plan
from qifu.meetings.recording import Came
from qifu.meetings.words import MeetingKind
from qifu.organisations.moment import Moment
from qifu.supervision.issuing import order
from qifu.supervision.sweep import sweep
from qifu.supervision.tests.conftest import MONDAY

ESCALATED = MONDAY + timedelta(days=14)  # Monday 27 April: five working days after the answer was due


@pytest.fixture
def plan(district, units, posts, actors):
    def make(starts: datetime) -> Meeting:
        said = Plan(
            kind=MeetingKind.JOINT, title="联席会", starts_at=starts, ends_at=starts + timedelta(hours=1),
            place="会议室", chair=posts["mayor"].leader, units=[units.water],
        )  # fmt: skip
        return planning.plan(said, district=district, by=actors["office"], at=starts - timedelta(days=5))

    return make


def found(meeting, now, rule):
    return [
        (candidate.appeal.title, candidate.ground)
        for candidate in agenda.candidates(meeting, {rule: 0}, Moment(now))
    ]


def test_what_was_escalated_is_for_the_next_meeting_and_not_for_every_later_one(
    ladder, given, plan, district, units, actors
):
    given(title="停水")
    meeting = plan(ESCALATED + timedelta(days=2))
    sweep(district, ESCALATED - timedelta(days=3))
    assert found(meeting, ESCALATED, "escalated") == []
    sweep(district, ESCALATED)
    assert found(meeting, ESCALATED, "escalated") == [("停水", "已提交战线分管领导")]
    chosen = agenda.candidates(meeting, {"escalated": 0}, Moment(ESCALATED))
    agenda.add_appeals(meeting, chosen, by=actors["office"])
    recording.hold(meeting, by=actors["office"], at=meeting.starts_at)
    recording.minute(meeting.items.get(), "限期办结", by=actors["office"])
    recording.attend(meeting, [Came(units.water.pk, "present", "周工")], by=actors["office"])
    recording.finalise(meeting, by=actors["office"], at=meeting.ends_at)
    later = plan(meeting.starts_at + timedelta(days=7))
    assert found(later, meeting.ends_at, "escalated") == []


def test_an_open_supervision_order_is_found_until_it_is_closed(ladder, given, plan, actors):
    appeal, meeting = given(title="停水"), plan(MONDAY + timedelta(days=9))
    assert found(meeting, MONDAY, "ordered") == []
    issued = order(appeal, by=actors["office"], reason="企业再次来电", requirement="书面答复", at=MONDAY)
    assert found(meeting, MONDAY, "ordered") == [("停水", "督办单未办结")]
    type(issued).objects.filter(pk=issued.pk).update(stage="closed")
    assert found(meeting, MONDAY, "ordered") == []
