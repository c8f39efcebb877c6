"""The agenda: drawn from what is stuck, opened by what was resolved before, put in order by hand."""

import re

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal
from qifu.meetings import agenda, planning
from qifu.meetings.agenda_lines import agenda_of
from qifu.meetings.tests.conftest import at
from qifu.organisations.moment import Moment
from qifu.organisations.refusals import Refused
from tests.pages import said_by, text_of


def found_by(meeting, when=None, **chosen):
    return [
        (candidate.appeal.title, candidate.ground)
        for candidate in agenda.candidates(meeting, chosen, Moment(when or at(4, 24, 12)))
    ]


def titles(meeting, actors, who="office"):
    return [line.title for line in agenda_of(meeting, actors[who])]


def test_overdue_counts_working_days(planned, handled):
    handled(title="超期四天")
    handled(title="超期三天", when=at(4, 14))
    meeting = planned()
    assert found_by(meeting, overdue=3) == [
        ("超期四天", "答复超期4个工作日"),
        ("超期三天", "答复超期3个工作日"),
    ]
    assert found_by(meeting, overdue=4) == [("超期四天", "答复超期4个工作日")]
    assert found_by(meeting, overdue=5) == []


def test_disputed_returned_waiting_unhappy_and_review(
    planned, handled, file_appeal, actors, categories, units, posts
):
    disputed = file_appeal(title="有异议", at=at(4, 20))
    advance(disputed, "accept", by=actors["office"], at=at(4, 20), category=categories.water)
    advance(disputed, "assign", by=actors["office"], at=at(4, 20), lead=units.water, complexity="simple")
    advance(disputed, "object", by=actors["head.water"], at=at(4, 21), note="不归我局")
    returned = handled(title="重办两次")
    Appeal.objects.filter(pk=returned.pk).update(redos=2)
    waiting = handled(title="等补充")
    advance(waiting, "wait", by=actors["officer.water"], at=at(4, 14), note="请补充图纸")
    unhappy = handled(title="不满意")
    Appeal.objects.filter(pk=unhappy.pk).update(stage="answered", follow_up_solved=False, due_at=None)
    review = handled(title="挂账")
    Appeal.objects.filter(pk=review.pk).update(stage="listed", review_on=at(4, 24).date(), due_at=None)
    meeting = planned()
    assert found_by(meeting, disputed=0) == [("有异议", "主办单位提出异议")]
    assert found_by(meeting, returned=1) == [("重办两次", "已重办2次")]
    assert found_by(meeting, returned=2) == []
    assert found_by(meeting, waiting=8) == [("等补充", "长时间等待企业补充")]
    assert found_by(meeting, waiting=9) == []
    assert found_by(meeting, unhappy=0) == [("不满意", "企业认为未解决")]
    assert found_by(meeting, review=0) == [("挂账", "挂账事项到期复核")]
    assert found_by(meeting, review=0, when=at(4, 23)) == []


def test_what_meets_two_rules_stands_once_with_both_grounds(planned, handled):
    appeal = handled()
    Appeal.objects.filter(pk=appeal.pk).update(redos=2)
    assert found_by(planned(), overdue=1, returned=1) == [("厂区停水三天", "答复超期4个工作日；已重办2次")]


def test_a_special_report_meeting_draws_from_its_front(planned, handled, units):
    handled(title="水务的")
    handled(title="工信的", lead="trade")
    meeting = planned(kind="special_report", front=units.trade.front)
    assert found_by(meeting, overdue=1) == [("工信的", "答复超期4个工作日")]


def test_what_is_on_the_agenda_is_not_found_again(planned, handled, actors):
    appeal, meeting = handled(), planned()
    agenda.add_appeal(meeting, appeal, by=actors["office"])
    assert found_by(meeting, overdue=1) == []
    with pytest.raises(Refused, match=f"{appeal.number}已在议程中。"):
        agenda.add_appeal(meeting, appeal, by=actors["office"])


def test_open_resolutions_of_the_same_kind_and_front_head_the_agenda(planned, resolved, units, actors):
    resolved(text="联席会定的")
    building = {"kind": "special_report", "front": units.water.front}
    resolved({**building, "title": "城建专题"}, text="城建定的")
    joint = planned(title="下一次")
    agenda.add_topic(joint, "新议题", by=actors["office"])
    assert titles(joint, actors) == ["联席会定的", "新议题"]
    assert titles(planned(**building), actors) == ["城建定的"]
    assert titles(planned(kind="special_report", front=units.trade.front), actors) == []
    assert titles(planned(title="更早", starts_at=at(4, 1)), actors) == []


def test_items_go_up_down_and_to_the_head(planned, actors):
    meeting = planned()
    items = {title: agenda.add_topic(meeting, title, by=actors["office"]) for title in "甲乙丙"}
    agenda.move(items["丙"], "up", by=actors["office"])
    assert titles(meeting, actors) == ["甲", "丙", "乙"]
    agenda.move(items["甲"], "down", by=actors["office"])
    assert titles(meeting, actors) == ["丙", "甲", "乙"]
    agenda.move(items["乙"], "first", by=actors["office"])
    agenda.move(items["乙"], "up", by=actors["office"])
    assert titles(meeting, actors) == ["乙", "丙", "甲"]
    agenda.remove(items["丙"], by=actors["office"])
    assert titles(meeting, actors) == ["乙", "甲"]


def test_of_two_who_move_at_once_the_second_is_told(planned, actors):
    meeting = planned()
    first, second = (agenda.add_topic(meeting, title, by=actors["office"]) for title in "甲乙")
    meeting.refresh_from_db()
    agenda.move(second, "up", by=actors["office"], version=meeting.version)
    with pytest.raises(Refused, match="您打开页面后，已有其他人修改了这次会议"):
        agenda.move(first, "down", by=actors["office"], version=meeting.version)
    assert titles(meeting, actors) == ["乙", "甲"]


def test_who_answers_for_an_item_and_is_not_asked_to_come_is_named(planned, handled, sign_in, actors, units):
    meeting = planned(units=[units.trade])
    agenda.add_appeal(meeting, handled(), by=actors["office"])
    client, url = sign_in("office"), f"/meetings/{meeting.pk}/agenda/"
    assert "以下单位有议题汇报，但不在参会单位中： 水务局" in text_of(client.get(url))
    meeting.attendances.create(unit=units.water, district=meeting.district)
    assert "不在参会单位中" not in text_of(client.get(url))


def test_a_cancelled_meeting_has_no_new_items(planned, actors):
    meeting = planned()
    planning.cancel(meeting, by=actors["office"], note="改期")
    with pytest.raises(Refused, match="会议目前“已取消”，议程不再改动。"):
        agenda.add_topic(meeting, "甲", by=actors["office"])


def test_the_page_finds_what_is_stuck_and_puts_the_ticked_on_the_agenda(planned, handled, sign_in, actors):
    stuck, left = handled(title="停水"), handled(title="停电", when=at(4, 14))
    meeting, client = planned(), sign_in("office")
    url = f"/meetings/{meeting.pk}/agenda/"
    overdue = f"{url}?chosen_once=yes&use_overdue=on&n_overdue=1"
    assert [c.appeal.title for c in client.get(overdue).context["candidates"]] == ["停水", "停电"]
    assert client.get(f"{url}?chosen_once=yes&use_disputed=on").context["candidates"] == []
    response = client.post(url, {"chosen": [stuck.pk]})
    assert said_by(response) == ["已将1件诉求列入议程。"]
    assert titles(meeting, actors) == ["停水"]
    assert [c.appeal.title for c in client.get(url).context["candidates"]] == ["停电"]
    added = client.post(f"{url}appeal/", {"number": left.number})
    assert (added.status_code, titles(meeting, actors)) == (302, ["停水", "停电"])


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("12", "请填写完整编号，例如2026-000123。"), ("2026-999999", "没有编号为2026-999999的诉求。")],
)
def test_a_number_that_leads_to_no_appeal_is_said(planned, sign_in, number, sentence):
    response = sign_in("office").post(f"/meetings/{planned().pk}/agenda/appeal/", {"number": number})
    assert response.status_code == 422
    assert sentence in text_of(response)


def test_without_javascript_a_button_moves_and_a_stale_one_is_told(planned, actors, sign_in):
    meeting = planned()
    items = [agenda.add_topic(meeting, title, by=actors["office"]) for title in "甲乙"]
    meeting.refresh_from_db()
    client, url = sign_in("office"), f"/meetings/{meeting.pk}/agenda/{items[1].pk}/up/"
    assert client.post(url, {"version": meeting.version}).status_code == 302
    late = client.post(f"/meetings/{meeting.pk}/agenda/{items[0].pk}/remove/", {"version": meeting.version})
    assert late.status_code == 409
    assert "您打开页面后，已有其他人修改了这次会议。" in text_of(late)
    assert titles(meeting, actors) == ["乙", "甲"]


@pytest.mark.parametrize("rows", [1, 3])
def test_composing_costs_the_same_however_many_are_stuck(
    planned, handled, actors, sign_in, django_assert_num_queries, rows
):
    meeting = planned()
    for _each in range(rows):
        handled()
        agenda.add_topic(meeting, "议题", by=actors["office"])
    client = sign_in("office")
    url = f"/meetings/{meeting.pk}/agenda/"
    client.get(url)
    with django_assert_num_queries(15):
        assert len(client.get(url).context["candidates"]) == rows


def test_a_brief_is_for_those_who_see_the_appeal(planned, handled, actors, sign_in):
    meeting = planned()
    agenda.add_appeal(meeting, handled(), by=actors["office"])
    item = meeting.items.get()
    url = f"/meetings/{meeting.pk}/briefs/"
    assert "厂区自周一起停水，锅炉不能开车。" in text_of(sign_in("head.water").get(f"{url}{item.pk}/"))
    assert sign_in("head.trade").get(f"{url}{item.pk}/").status_code == 404
    assert "没有可查看的简报" in text_of(sign_in("head.trade").get(url))


def test_a_brief_sets_the_three_verdicts_side_by_side(planned, handled, actors, sign_in):
    appeal = handled()
    advance(appeal, "submit_answer", by=actors["officer.water"], claim="solved", reply="已恢复供水。")
    advance(appeal, "answer", by=actors["head.water"])
    advance(appeal, "inspect", by=actors["inspector"], solved=False, note="厂区仍停水")
    meeting = planned()
    agenda.add_appeal(meeting, appeal, by=actors["office"])
    page = text_of(sign_in("office").get(f"/meetings/{meeting.pk}/briefs/"))
    assert "三方结论不一致" in page
    assert re.search(r"单位自报\s+已解决\s+企业评价\s+尚未评价\s+督查核实\s+未解决\s+厂区仍停水", page)


def test_the_appeals_page_puts_it_on_an_agenda_and_names_its_meetings(planned, handled, sign_in, actors):
    appeal, meeting = handled(), planned()
    office = sign_in("office")
    panel = f"/meetings/of-appeal/{appeal.number}/"
    assert panel in office.get(f"/appeals/{appeal.number}/").content.decode()
    assert "没有会议研究过这件诉求。" in text_of(office.get(panel))
    response = office.post(f"{panel}agenda/", {"meeting": meeting.pk})
    assert said_by(response) == ["已列入“第一次联席会”议程。"]
    assert titles(meeting, actors) == ["厂区停水三天"]
    shown = office.get(panel)
    assert f'href="/meetings/{meeting.pk}/"' in shown.content.decode()
    assert shown.context["form"] is None
    assert timezone.localdate(meeting.starts_at).isoformat() in text_of(shown)
