"""Planning a meeting, changing and cancelling it, and who hears of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from qifu.meetings import planning
from qifu.meetings.models import Meeting
from qifu.meetings.reminding import remind
from qifu.meetings.tests.conftest import at
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from tests.pages import text_of

WATER_TRADE_CHAIR = {"head.water", "officer.water", "head.trade", "officer.trade", "mayor"}


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def test_the_units_asked_and_the_leader_in_the_chair_are_told(planned):
    planned(starts_at=at(9, 18), remark="请带清单")
    assert told("meeting-planned") == WATER_TRADE_CHAIR
    notice = Notice.objects.get(user__username="head.water")
    assert notice.title == "会议通知：第一次联席会"
    assert notice.text == "定于2026年9月18日 10:00在区政府第一会议室召开，请准时参加。\n请带清单"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ends_at": at(9, 18, 9)}, "结束时间早于或等于开始时间，请更正。"),
        ({"ends_at": at(9, 18, 10)}, "结束时间早于或等于开始时间，请更正。"),
        ({"units": []}, "没有参会单位，请选择单位。"),
        ({"kind": "special_report"}, "专题汇报会须选择一个战线，联席会不选战线。"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_a_sentence(planned, given, sentence):
    with pytest.raises(Refused, match=sentence):
        planned(**{"starts_at": at(9, 18), **given})
    assert Meeting.objects.count() == 0


def test_a_meeting_in_the_past_is_refused(plan_of, district, actors):
    with pytest.raises(Refused, match="会议时间已过，请填写将来的时间。现在是2026-09-18 10:00。"):
        planning.plan(plan_of(starts_at=at(9, 18)), district=district, by=actors["office"], at=at(9, 18))


def test_a_unit_that_is_asked_twice_is_refused(planned, units):
    with pytest.raises(Refused, match="水务局重复列入参会单位，每个单位只能列一次。"):
        planned(units=[units.water, units.trade, units.water])


def test_only_the_office_plans(plan_of, district, actors):
    with pytest.raises(Refused, match="会议由本区活动办公室安排。"):
        planning.plan(plan_of(), district=district, by=actors["head.water"])


def test_a_change_says_what_changed_to_those_who_stay_and_asks_or_releases_the_others(
    planned, plan_of, units, actors
):
    meeting = planned(starts_at=at(9, 18))
    said = plan_of(starts_at=at(9, 21), place="区政府第二会议室", units=[units.water, units.planning])
    assert planning.change(meeting, said, by=actors["office"], at=at(9, 14))
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.place) == (1, "区政府第二会议室")
    assert told("meeting-changed") == {"head.water", "officer.water", "mayor"}
    assert told("meeting-not-asked") == {"head.trade", "officer.trade"}
    assert {"head.planning", "officer.planning"} <= told("meeting-planned")
    changes = Notice.objects.get(kind="meeting-changed", user__username="head.water").text
    assert "开始时间：2026-09-18 10:00 → 2026-09-21 10:00" in changes
    assert "地点：区政府第一会议室 → 区政府第二会议室" in changes


def test_a_change_that_changes_nothing_tells_nobody(planned, plan_of, actors):
    meeting = planned(starts_at=at(9, 18))
    assert not planning.change(meeting, plan_of(starts_at=at(9, 18)), by=actors["office"], at=at(9, 14))
    assert told("meeting-changed") == set()
    meeting.refresh_from_db()
    assert meeting.sequence == 0


def test_of_two_who_change_it_at_once_the_second_is_told(planned, plan_of, actors):
    meeting = planned()
    seen = meeting.version
    planning.change(meeting, plan_of(place="甲"), by=actors["office"], version=seen)
    with pytest.raises(Refused, match="您打开页面后，已有其他人修改了这次会议"):
        planning.change(meeting, plan_of(place="乙"), by=actors["office"], version=seen)
    meeting.refresh_from_db()
    assert meeting.place == "甲"


def test_a_cancelled_meeting_says_why_and_is_changed_no_more(planned, plan_of, actors):
    meeting = planned()
    planning.cancel(meeting, by=actors["office"], note="与常委会冲突")
    assert told("meeting-cancelled") == WATER_TRADE_CHAIR
    assert "与常委会冲突" in Notice.objects.filter(kind="meeting-cancelled").first().text
    with pytest.raises(Refused, match="不能“调整会议”：目前的状态是“已取消”。"):
        planning.change(meeting, plan_of(place="乙"), by=actors["office"])


def test_a_meeting_is_not_cancelled_without_a_reason(planned, actors):
    with pytest.raises(Refused, match="“取消会议”需要填写说明"):
        planning.cancel(planned(), by=actors["office"], note=" ")


def test_one_is_reminded_on_the_last_working_day_before_and_once(planned):
    planned(starts_at=at(4, 20))  # a Monday
    remind(at(4, 16, 8))
    assert told("meeting-tomorrow") == set()
    for _run in range(2):
        remind(at(4, 17, 8))
    assert told("meeting-tomorrow") == WATER_TRADE_CHAIR
    assert Notice.objects.filter(kind="meeting-tomorrow").count() == 5


def test_the_office_is_reminded_of_minutes_that_are_not_finalised(held, planned, resolved):
    resolved({"starts_at": at(4, 13)})
    held(title="没有纪要")
    remind(at(4, 17, 12))
    assert told("minutes-awaited") == set()
    remind(at(4, 20, 12))
    assert told("minutes-awaited") == {"office"}
    assert Notice.objects.get(kind="minutes-awaited").title == "会议纪要待定稿：没有纪要"


@pytest.fixture
def typed(units, posts):
    day = timezone.localdate() + timedelta(days=10)
    return {
        "kind": "joint",
        "title": "第二次联席会",
        "day": day.isoformat(),
        "begins": "09:30",
        "ends": "11:00",
        "place": "第一会议室",
        "chair": posts["mayor"].leader.pk,
        "units": [units.water.pk],
        "key": "0f0e0d0c-0000-4000-8000-000000000001",
    }


def test_the_form_plans_one_meeting_however_often_it_is_sent(sign_in, typed):
    client = sign_in("office")
    for _twice in range(2):
        response = client.post("/meetings/new/", typed)
        assert response.status_code == 302
    meeting = Meeting.objects.get()
    assert response["Location"] == f"/meetings/{meeting.pk}/agenda/"
    assert f"{timezone.localtime(meeting.starts_at):%H:%M}" == "09:30"


def test_everyone_asks_every_unit_of_the_front(sign_in, typed, units):
    said = {**typed, "kind": "special_report", "front": units.water.front_id, "units": [], "everyone": "on"}
    assert sign_in("office").post("/meetings/new/", said).status_code == 302
    asked = Meeting.objects.get().attendances.values_list("unit__short_name", flat=True)
    assert list(asked) == ["水务局", "规划局"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ends": "09:00"}, "结束时间早于或等于开始时间，请更正。"),
        ({"day": "2026-01-05"}, "会议时间已过，请填写将来的时间。"),
        ({"units": []}, "没有参会单位，请选择单位。"),
        ({"kind": "special_report"}, "专题汇报会须选择一个战线，联席会不选战线。"),
    ],
)
def test_what_was_typed_is_kept_when_it_is_refused(sign_in, typed, given, sentence):
    response = sign_in("office").post("/meetings/new/", {**typed, **given})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert 'value="第二次联席会"' in response.content.decode()
    assert Meeting.objects.count() == 0


def test_a_unit_that_is_ticked_twice_is_said_beside_the_field(sign_in, typed, units):
    said = {**typed, "units": [units.water.pk, units.water.pk]}
    response = sign_in("office").post("/meetings/new/", said)
    assert "同一单位重复选择，每个单位只能选一次。" in text_of(response)
    assert Meeting.objects.count() == 0


def test_the_change_page_tells_the_second_and_the_cancel_page_asks_for_the_reason(planned, sign_in, typed):
    meeting, client = planned(), sign_in("office")
    said = {**typed, "version": meeting.version}
    assert client.post(f"/meetings/{meeting.pk}/change/", said).status_code == 302
    late = client.post(f"/meetings/{meeting.pk}/change/", {**said, "title": "另一个"})
    assert "您打开页面后，已有其他人修改了这次会议。" in text_of(late)
    assert client.post(f"/meetings/{meeting.pk}/cancel/", {"note": ""}).status_code == 422
    meeting.refresh_from_db()
    assert (meeting.title, meeting.stage) == ("第二次联席会", "planned")


def test_the_meeting_page_says_who_has_been_told(planned, sign_in):
    meeting = planned()
    page = text_of(sign_in("head.water").get(f"/meetings/{meeting.pk}/"))
    assert "head.water、officer.water" in page
