"""The record: attendance, minutes and resolutions; the minutes, finalised and frozen."""

from datetime import date

import pytest

from qifu.appeals.models import Event
from qifu.appeals.sealing import seal_batch, verify
from qifu.meetings import agenda, recording
from qifu.meetings.agenda_lines import agenda_of
from qifu.meetings.models import Resolution
from qifu.meetings.recording import Came
from qifu.meetings.tests.conftest import at
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from tests.pages import text_of


def test_the_record_is_opened_when_the_meeting_begins(planned, actors):
    meeting = planned(starts_at=at(9, 18))
    with pytest.raises(Refused, match="会议2026-09-18 10:00开始，届时方可开始记录。"):
        recording.hold(meeting, by=actors["office"], at=at(9, 18, 9, 59))
    recording.hold(meeting, by=actors["office"], at=at(9, 18))
    meeting.refresh_from_db()
    assert meeting.stage == "held"
    with pytest.raises(Refused, match="不能“开始会议记录”"):
        recording.hold(meeting, by=actors["office"], at=at(9, 18))


def test_what_former_meetings_left_open_is_written_to_the_head(resolved, planned, actors):
    resolved(text="旧决议")
    meeting = planned(title="第二次", starts_at=at(5, 15))
    agenda.add_topic(meeting, "新议题", by=actors["office"])
    recording.hold(meeting, by=actors["office"], at=at(5, 15))
    meeting.refresh_from_db()
    assert [item.title for item in meeting.items.all()] == ["旧决议", "新议题"]
    with pytest.raises(Refused, match="以往会议的决议在完成或撤销前须保留在议程中。"):
        agenda.remove(meeting.items.first(), by=actors["office"])


def test_who_was_present_has_a_name(held, actors, units):
    meeting = held()
    with pytest.raises(Refused, match="请填写水务局出席人员姓名。"):
        recording.attend(meeting, [Came(units.water.pk, "present")], by=actors["office"])
    recording.attend(
        meeting, [Came(units.water.pk, "present", "周工")], by=actors["office"], others="专家刘某"
    )
    assert meeting.attendances.get(unit=units.water).name == "周工"


def test_of_two_who_write_one_items_minutes_the_second_reads_what_the_first_wrote(held, actors):
    item = agenda.add_topic(held(), "供水", by=actors["office"])
    recording.minute(item, "先写的", by=actors["office"], version=0)
    with pytest.raises(Refused, match="其他人刚刚记录了该议题：“先写的”。请合并内容后再次保存。"):
        recording.minute(item, "后写的", by=actors["office"], version=0)
    item.refresh_from_db()
    assert item.minutes == "先写的"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": " "}, "决议内容不能为空"),
        ({"unit": None}, "决议没有责任单位就无人落实"),
        ({"due_on": date(2026, 4, 14)}, "决议时限2026-04-14早于会议日期（2026-04-15）"),
    ],
)
def test_a_resolution_needs_words_an_owner_and_a_date_after_the_meeting(held, resolve, given, sentence):
    with pytest.raises(Refused, match=sentence):
        resolve(held(), **given)
    assert Resolution.objects.count() == 0


def test_a_draft_is_nobodys_task_yet(held, resolve, sign_in, planned, actors):
    draft = resolve(held())
    assert "拿出改造方案" not in text_of(sign_in("head.water").get("/worklist/owed/"))
    assert sign_in("head.water").get(f"/meetings/resolutions/{draft.pk}/").status_code == 404
    assert agenda_of(planned(), actors["office"]) == []
    assert not Notice.objects.filter(kind="resolution-given").exists()


def test_drafts_are_revised_and_taken_back_without_leaving_a_gap(held, resolve, actors, units):
    meeting = held()
    first, second, _third = (resolve(meeting, text=text) for text in "甲乙丙")
    recording.revise(second, text="乙改", unit=units.trade, due_on=date(2026, 5, 6), by=actors["office"])
    recording.take_back(first, by=actors["office"])
    rows = meeting.resolutions.values_list("number", "text", "unit__short_name")
    assert list(rows) == [(1, "乙改", "工信局"), (2, "丙", "水务局")]
    with pytest.raises(Refused, match="其他人已撤回该决议。"):
        recording.take_back(first, by=actors["office"])


def test_minutes_without_attendance_or_words_are_not_finalised(held, resolve, actors, units, finalise):
    meeting = held()
    with pytest.raises(Refused, match="请登记水务局、工信局是出席、请假还是缺席。"):
        recording.finalise(meeting, by=actors["office"])
    with pytest.raises(Refused, match="纪要内容为空"):
        finalise(meeting)


def test_finalised_minutes_have_a_number_without_gaps_and_are_frozen(resolved, actors):
    numbers = [resolved({"title": title}).meeting.number for title in "甲乙"]
    assert numbers == ["〔2026〕1号", "〔2026〕2号"]
    resolution = Resolution.objects.first()
    item = resolution.item
    for change in (
        lambda: recording.minute(item, "改", by=actors["office"]),
        lambda: recording.attend(item.meeting, [], by=actors["office"]),
        lambda: recording.revise(
            resolution, text="改", unit=resolution.unit, due_on=date(2026, 5, 1), by=actors["office"]
        ),
        lambda: recording.take_back(resolution, by=actors["office"]),
        lambda: agenda.add_topic(item.meeting, "新", by=actors["office"]),
    ):
        with pytest.raises(Refused, match="会议目前“纪要已定稿”"):
            change()


def test_a_correction_stands_below_the_minutes_and_is_told(resolved, actors, sign_in):
    meeting = resolved().meeting
    recording.correct(meeting, by=actors["office"], note="时限应为5月30日")
    page = text_of(sign_in("head.trade").get(f"/meetings/{meeting.pk}/minutes/"))
    assert page.index("拿出改造方案") < page.index("时限应为5月30日")
    assert Notice.objects.filter(kind="minutes-corrected").count() == 5


def test_an_appeal_that_was_discussed_remembers_it_once_in_its_chain(
    held, handled, resolve, finalise, actors, sign_in, district
):
    appeal, passed_over = handled(), handled(title="没轮到")
    meeting = held()
    for each in (appeal, passed_over):
        agenda.add_appeal(meeting, each, by=actors["office"])
    item = meeting.items.get(appeal=appeal)
    recording.minute(item, "要求加快。", by=actors["office"])
    resolve(meeting, item=item)
    finalise(meeting)
    event = Event.objects.get(verb="discussed")
    assert (event.appeal, event.note, event.source, event.target) == (
        appeal,
        "要求加快。",
        "handling",
        "handling",
    )
    assert event.data == {
        "meeting": "第一次联席会",
        "minutes": "〔2026〕1号",
        "resolved": ["拿出改造方案（水务局，2026-04-30）"],
    }
    while seal_batch(district):
        pass
    assert verify(district) is None
    page = text_of(sign_in("officer.water").get(f"/appeals/{appeal.number}/"))
    assert "会议研究了此件" in page
    panel = text_of(sign_in("officer.water").get(f"/meetings/of-appeal/{appeal.number}/"))
    assert "要求加快。" in panel
    assert "拿出改造方案" in panel
    beside = text_of(sign_in("officer.water").get(f"/meetings/of-appeal/{passed_over.number}/"))
    assert "没有会议研究过这件诉求。" in beside


def test_the_company_reads_nothing_of_it(held, handled, finalise, actors, sign_in):
    appeal, meeting = handled(), held()
    agenda.add_appeal(meeting, appeal, by=actors["office"])
    recording.minute(meeting.items.get(), "内部意见", by=actors["office"])
    finalise(meeting)
    page = text_of(sign_in("contact").get(f"/p/990199/appeal/{appeal.number}/"))
    assert appeal.title in page
    assert "内部意见" not in page
    assert "第一次联席会" not in page


def test_the_record_page_is_worked_through_on_one_page(held, actors, units, sign_in):
    meeting = held()
    item = agenda.add_topic(meeting, "供水", by=actors["office"])
    meeting.refresh_from_db()
    client, url = sign_in("office"), f"/meetings/{meeting.pk}/record/"
    attendance = {
        f"u{units.water.pk}-presence": "present",
        f"u{units.water.pk}-name": "周工",
        f"u{units.trade.pk}-presence": "absent",
        "others": "企业代表陈某",
        "version": meeting.version,
    }
    nameless = client.post(f"{url}attendance/", {**attendance, f"u{units.water.pk}-name": ""})
    assert nameless.status_code == 422
    assert "请填写出席人员姓名。" in text_of(nameless)
    assert client.post(f"{url}attendance/", attendance).status_code == 302
    assert client.post(f"{url}{item.pk}/minutes/", {"text": "一致同意", "version": 0}).status_code == 302
    late = client.post(f"{url}{item.pk}/minutes/", {"text": "我的话", "version": 0})
    assert late.status_code == 409
    assert "其他人刚刚记录了该议题：“一致同意”。" in text_of(late)
    assert "我的话" in late.content.decode()
    resolution = {"text": "月底前完成", "unit": units.trade.pk, "due_on": "2026-04-30"}
    for _twice in range(2):
        said = {**resolution, "key": "0f0e0d0c-0000-4000-8000-000000000002"}
        assert client.post(f"{url}{item.pk}/resolve/", said).status_code == 302
    ownerless = client.post(f"{url}{item.pk}/resolve/", {**resolution, "unit": ""})
    assert ownerless.status_code == 422
    assert "决议没有责任单位就无人落实，请选择责任单位。" in text_of(ownerless)
    early = client.post(f"{url}{item.pk}/resolve/", {**resolution, "due_on": "2026-04-01"})
    assert early.status_code == 409
    assert "决议时限2026-04-01早于会议日期（2026-04-15）" in text_of(early)
    assert Resolution.objects.count() == 1
    assert sign_in("head.water").get(f"/meetings/{meeting.pk}/minutes/").status_code == 404
    assert client.post(f"/meetings/{meeting.pk}/finalise/").status_code == 302
    minutes = text_of(sign_in("head.water").get(f"/meetings/{meeting.pk}/minutes/"))
    for said in ("出席", "水务局 周工", "缺席", "工信局", "企业代表陈某", "一致同意", "月底前完成"):
        assert said in minutes
    assert client.get(url)["Location"] == f"/meetings/{meeting.pk}/minutes/"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_record_costs_the_same_however_many_items(
    held, actors, sign_in, django_assert_num_queries, rows, resolve
):
    meeting = held()
    for _each in range(rows):
        resolve(meeting)
    client = sign_in("office")
    url = f"/meetings/{meeting.pk}/record/"
    client.get(url)
    with django_assert_num_queries(10):
        assert len(client.get(url).context["cards"]) == rows
