"""The appeal page: what stands on it, for whom, and at what price."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal
from qifu.appeals.page.buttons import GROUPS
from qifu.appeals.workflow import TRANSITIONS, open_to
from qifu.organisations.models import LogEntry, LogKind


def page_of(client, appeal, query=""):
    response = client.get(f"/appeals/{appeal.number}/{query}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def steps_on(page, appeal):
    return set(re.findall(rf'href="/appeals/{appeal.number}/([a-z_]+)/" hx-get', page))


@pytest.mark.parametrize(
    "person", ["office", "operator", "inspector", "officer.water", "head.water", "officer.trade", "mayor"]
)
def test_the_buttons_are_exactly_the_steps_open_to_the_reader(sign_in, actors, handled, person):
    fresh = Appeal.objects.get(pk=handled.pk)
    expected = {step.verb for step in open_to(fresh, actors[person])}
    assert expected
    assert steps_on(page_of(sign_in(person), handled), handled) == expected


def test_the_step_that_the_nearest_clock_asks_for_is_the_prominent_one(sign_in, actors, handled):
    def main(person):
        return re.findall(
            r'btn-primary" href="/appeals/[\d-]+/([a-z_]+)/"', page_of(sign_in(person), handled)
        )

    assert main("officer.water") == ["contact"]
    assert main("officer.planning") == ["give_opinion"]
    assert main("office") == []
    advance(handled, "contact", by=actors["officer.water"], way="phone", whom="陈静", note="已约定上门")
    assert main("officer.water") == ["plan"]
    advance(handled, "plan", by=actors["officer.water"], note="更换水表", promised_on=timezone.localdate())
    assert main("officer.water") == ["submit_answer"]
    advance(handled, "submit_answer", by=actors["officer.water"], claim="solved", reply="已恢复供水。")
    assert main("head.water") == ["answer"]


def test_clocks_say_kind_unit_light_and_days_left(sign_in, handled):
    page = re.sub(r"<[^>]+>", "", page_of(sign_in("office"), handled))
    assert re.search(r"首次联系企业 水务局\s+临期\s+还剩 1 个工作日", page)
    assert re.search(r"答复 水务局\s+正常\s+还剩 15 个工作日", page)
    assert re.search(r"协办意见 规划局\s+正常\s+还剩 3 个工作日", page)
    assert re.search(r"签收 水务局\s+按时", page)


def test_a_paused_clock_says_so(sign_in, actors, handled):
    advance(handled, "wait", by=actors["officer.water"], note="请提供缴费凭证")
    page = re.sub(r"<[^>]+>", "", page_of(sign_in("office"), handled))
    assert re.search(r"答复 水务局\s+暂停", page)
    assert "请企业补充 请提供缴费凭证" in re.sub(r"\s+", " ", page)


@pytest.fixture
def answered_partly(actors, handled):
    advance(handled, "submit_answer", by=actors["officer.water"], claim="partly", reply="东侧已恢复供水。")
    advance(handled, "answer", by=actors["head.water"])
    return handled


def judge(appeal, by, *, solved, **said):
    grades = {"reply_satisfaction": 4, "solution_satisfaction": 2, "solved": solved}
    advance(appeal, "follow_up", by=by, way="phone", reached=True, **grades, **said)


def verdicts_on(page):
    parts = page.split('<div class="verdict">')[1:4]
    return [re.sub(r"<[^>]+>|\s+", " ", part).split() for part in parts]


def test_three_verdicts_stand_side_by_side(sign_in, actors, answered_partly):
    """The inspector who telephones brings the company's word; the inspector's own is what the inspector found."""
    judge(answered_partly, actors["operator"], solved=True)
    judge(answered_partly, actors["inspector"], solved=False, note="东侧仍停水")
    unit, company, inspector = verdicts_on(page_of(sign_in("office"), answered_partly))
    assert unit[:2] == ["单位自报", "部分解决"]
    assert company[:7] == ["企业评价", "未解决", "答复", "满意", "解决情况", "不满意", "东侧仍停水"]
    assert company[7] == "督查员回访"
    assert inspector[:2] == ["督查核实", "尚未核实"]
    advance(answered_partly, "inspect", by=actors["inspector"], solved=True, note="到现场查看，已通水")
    page = page_of(sign_in("office"), answered_partly)
    assert verdicts_on(page)[1][1] == "未解决"
    assert verdicts_on(page)[2][:3] == ["督查核实", "已解决", "到现场查看，已通水"]


@pytest.mark.parametrize(
    ("who", "word"),
    [("contact", "企业自评"), ("operator", "热线回访"), ("inspector", "督查员回访")],
)
def test_the_companys_verdict_says_who_asked_for_it(sign_in, actors, answered_partly, who, word):
    judge(answered_partly, actors[who], solved=True)
    assert word in verdicts_on(page_of(sign_in("office"), answered_partly))[1]


def test_a_word_says_where_the_verdicts_disagree(sign_in, actors, answered_partly):
    judge(answered_partly, actors["operator"], solved=True)
    advance(answered_partly, "inspect", by=actors["inspector"], solved=True, note="已通水")
    words = "三方结论不一致：一方认为已解决，另一方认为没有。"
    assert words not in page_of(sign_in("office"), answered_partly)
    advance(answered_partly, "inspect", by=actors["inspector"], solved=False, note="复查又停水")
    assert words in page_of(sign_in("office"), answered_partly)


def test_an_inspection_stays_with_the_answer_that_it_looked_at(sign_in, actors, answered_partly):
    advance(answered_partly, "inspect", by=actors["inspector"], solved=False, note="西侧未通")
    advance(answered_partly, "redo", by=actors["office"], note="西侧未通")
    advance(
        answered_partly, "submit_answer", by=actors["officer.water"], claim="solved", reply="西侧已通水。"
    )
    advance(answered_partly, "answer", by=actors["head.water"])
    parts = page_of(sign_in("office"), answered_partly).split('<div class="verdict">')[1:]
    found = [re.sub(r"<[^>]+>|\s+", " ", part).split()[:2] for part in parts]
    assert found == [
        ["单位自报", "已解决"], ["企业评价", "尚未评价"], ["督查核实", "尚未核实"],
        ["单位自报", "部分解决"], ["企业评价", "尚未评价"], ["督查核实", "未解决"],
    ]  # fmt: skip


def test_the_timeline_is_newest_first_and_can_be_turned(sign_in, handled):
    def order(query=""):
        return re.findall(
            r'<li class="event[^"]*" value="(\d+)">', page_of(sign_in("office"), handled, query)
        )

    assert order() == ["4", "3", "2", "1"]
    assert order("?order=oldest") == ["1", "2", "3", "4"]


def test_the_timeline_tells_in_sentences_with_labelled_data(sign_in, handled):
    page = re.sub(r"<[^>]+>", " ", page_of(sign_in("office"), handled))
    words = re.sub(r"\s+", " ", page)
    assert "活动办 office 交办了诉求" in words
    assert "主办单位 水务局 协办单位 规划局、工信局 难易分类 B类（多部门） 办理要求 三日内恢复供水" in words


def test_internal_comments_are_marked_and_hidden_from_the_operator(sign_in, actors, handled):
    advance(handled, "comment", by=actors["office"], note="区领导关注，请抓紧")
    assert "区领导关注，请抓紧" in page_of(sign_in("officer.trade"), handled)
    page = page_of(sign_in("operator"), handled)
    assert "区领导关注" not in page
    assert "作了批注" not in page


@pytest.mark.parametrize("person", ["contact", "system", "security", "audit"])
def test_for_companies_and_administrators_the_page_does_not_exist(sign_in, handled, person):
    assert sign_in(person).get(f"/appeals/{handled.number}/").status_code == 404


def test_for_a_unit_that_was_not_given_it_the_page_does_not_exist(sign_in, file_appeal):
    appeal = file_appeal()
    assert sign_in("officer.water").get(f"/appeals/{appeal.number}/").status_code == 404
    assert sign_in("office").get(f"/appeals/{appeal.number}/").status_code == 200


def test_a_stranger_is_asked_to_sign_in(client, handled):
    response = client.get(f"/appeals/{handled.number}/")
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/sign-in/")


def test_an_assisting_unit_sees_the_whole_appeal(sign_in, handled):
    assert "厂区自周一起停水" in page_of(sign_in("officer.planning"), handled)


def test_names_and_numbers_are_masked_until_a_reason_is_given(sign_in, handled, actors):
    advance(handled, "contact", by=actors["officer.water"], way="phone", whom="陈静", note="已约定上门")
    officer = sign_in("officer.water")
    page = page_of(officer, handled)
    assert "陈静" not in page
    assert "19900001234" not in page
    assert "陈*" in page
    assert "199****1234" in page
    response = officer.post(f"/appeals/{handled.number}/people/", {"reason": "电话联系企业"})
    assert response["Location"] == f"/appeals/{handled.number}/"
    page = page_of(officer, handled)
    assert "19900001234" in page
    entry = LogEntry.objects.get(kind=LogKind.UNMASK)
    assert (entry.reason, entry.what, entry.who) == (
        "电话联系企业",
        f"诉求 {handled.number} 的联系人",
        "水务局 officer.water",
    )


def test_without_the_right_nothing_is_unmasked(sign_in, handled):
    assert (
        sign_in("mayor").post(f"/appeals/{handled.number}/people/", {"reason": "想看一看"}).status_code == 403
    )
    assert not LogEntry.objects.filter(kind=LogKind.UNMASK).exists()


def test_relations_outside_the_scope_are_not_named(sign_in, actors, handled, file_appeal):
    other = file_appeal(title="同一路段停水")
    advance(other, "merge", by=actors["office"], main=handled)
    assert "同一路段停水" in page_of(sign_in("office"), handled)
    assert "同一路段停水" not in page_of(sign_in("officer.water"), handled)


def test_a_city_user_tells_two_districts_with_the_same_number_apart(sign_in, handled, district, actors):
    other = type(district).objects.create(code="990198", name="临山区", parent=district.parent)
    Appeal.objects.create(
        district=other, number=handled.number, title="山里的事", text="-", registered_at=timezone.now(),
        registered_on=timezone.localdate(), month=timezone.localdate().replace(day=1), channel="visit",
    )  # fmt: skip
    city = sign_in("city")
    assert "山里的事" in page_of(city, handled, "?district=990198")
    assert "厂区停水三天" in page_of(city, handled, "?district=990199")
    assert steps_on(page_of(city, handled, "?district=990199"), handled) == set()
    assert "山里的事" not in page_of(sign_in("office"), handled)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_much_hangs_on_the_appeal(
    sign_in, actors, handled, file_appeal, incoming, rows
):
    officer, head, office = actors["officer.water"], actors["head.water"], actors["office"]
    for n in range(rows):
        advance(handled, "attach", by=officer, files=[incoming(f"照片{n}.csv", f"{n}".encode())], public=True)
        advance(handled, "submit_answer", by=officer, claim="solved", reply=f"第{n}次答复")
        advance(handled, "answer", by=head)
        said = {"reply_satisfaction": 4, "solution_satisfaction": 4, "solved": False}
        advance(handled, "follow_up", by=actors["inspector"], way="phone", reached=True, **said)
        advance(handled, "redo", by=office, note="重办")
        advance(file_appeal(title=f"并入{n}"), "merge", by=office, main=handled)
    client = sign_in("office")
    page_of(client, handled)
    with CaptureQueriesContext(connection) as queries:
        page = page_of(client, handled)
    assert page.count('class="related"') == rows
    assert len(queries) == 11


def test_a_listed_appeal_shows_plan_leader_and_review_date(sign_in, actors, handled):
    review = timezone.localdate() + timedelta(days=90)
    advance(
        handled,
        "list",
        by=actors["office"],
        plan="补测、公告、发证",
        leader=actors["deputy"].leader,
        review_on=review,
    )
    page = page_of(sign_in("deputy"), handled)
    assert "补测、公告、发证" in page
    assert "副区长 方正平" in page


def test_every_step_has_a_place_among_the_buttons():
    from_the_portal = {"ask_review", "withdraw", "supplement"}
    placed = {verb for _label, verbs in GROUPS for verb in verbs}
    assert placed == set(TRANSITIONS) - from_the_portal
