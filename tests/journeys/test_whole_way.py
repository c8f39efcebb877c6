"""An appeal's life, each step pressed on the page of the one whose step it is."""

import pytest
from playwright.sync_api import expect

from tests.journeys.appeals import files, follows_it, from_the_list, is_assigned, opens_it, takes

pytestmark = pytest.mark.journey

CALL = {"方式": "电话", "联系对象": "柏青禾", "沟通情况": "已约定上门查看。"}
ANSWER = {"单位自报结果": "已解决", "答复内容": "管道已更换，水压恢复正常。"}
HAPPY = {
    "方式": "电话",
    "联系结果": "已联系上",
    "对答复的满意度": "非常满意",
    "对解决情况的满意度": "满意",
    "问题是否解决": "已解决",
}


def is_answered(visitor, number: str) -> None:
    """By the water bureau, from the assignment on."""
    officer, head = visitor("water1"), visitor("water.head")
    opens_it(officer, number)
    takes(officer, "签收", stage="办理中")
    takes(officer, "报送答复", ANSWER, stage="待审签")
    opens_it(head, number)
    takes(head, "签发答复", stage="已答复")


def test_an_appeal_goes_its_whole_way_and_the_company_reads_the_answer(visitor):
    stranger = visitor()
    number = files(stranger, "全程：车间水压不足，锅炉一开就停。")

    office = visitor("office1")
    office.opens("/inbox/?section=review&text=全程")
    goes_to_the_page_of(office, number)
    from_the_list(
        office,
        number,
        "受理并交办",
        {"类别": "管网堵塞溢流", "主办单位": "青渡区水务局", "难易分类": "B类（多部门）"},
    )
    office.sees("“受理并交办”：已办理 1 件。")

    officer = visitor("water1")
    officer.opens("/worklist/")
    officer.fills({"编号、标题或企业": number})
    officer.presses("筛选")
    from_the_list(officer, number, "签收")
    officer.sees("“签收”：已办理 1 件。")
    opens_it(officer, number)
    takes(officer, "联系企业", CALL, stage="办理中")
    takes(officer, "制定方案", {"办理措施": "更换主管道。", "承诺日期": "2027-01-08"}, stage="办理中")
    takes(officer, "报送答复", ANSWER, stage="待审签")

    head = visitor("water.head")
    opens_it(head, number)
    head.sees("管道已更换，水压恢复正常。")
    takes(head, "签发答复", stage="已答复")

    inspector = visitor("inspector1")
    opens_it(inspector, number)
    takes(inspector, "回访", HAPPY, stage="已答复")

    opens_it(office, number)
    takes(office, "销号", stage="已销号")

    follows_it(stranger, number)
    stranger.sees(
        "已办结", "管道已更换，水压恢复正常。", "承办单位认为：问题已经解决。", "办理单位已与您联系。"
    )


def goes_to_the_page_of(office, number: str) -> None:
    """Oldest first: what was filed just now stands on the inbox's last page."""
    row = office.page.get_by_role("checkbox", name=number)
    further = office.page.get_by_role("navigation", name="分页").get_by_role("link", name="下一页")
    expect(office.page.get_by_role("table")).to_be_visible()
    while not row.count() and further.count():
        further.click()
        office.page.wait_for_load_state()


def test_the_company_rates_the_answer_itself_and_has_it_reopened(visitor):
    number = is_assigned(visitor, "评价：仓库门口的水管还在漏。")
    is_answered(visitor, number)

    stranger = visitor()
    follows_it(stranger, number)
    stranger.fills({
        "您对答复是否满意？": "满意",
        "您对问题的解决是否满意？": "不满意",
        "您的问题是否已经解决？": "否",
    })  # fmt: skip
    stranger.presses("提交评价")
    stranger.sees("感谢您的评价，已记录在案。", "问题未解决。")

    office = visitor("office1")
    opens_it(office, number)
    takes(office, "销号", stage="已销号")

    follows_it(stranger, number)
    stranger.page.locator("summary").filter(has_text="申请重新办理").click()
    stranger.fills({"尚未解决的问题": "换过的接头又漏了。"})
    stranger.presses("重新办理")
    stranger.sees("已重新办理，原承办单位继续负责。", "正在办理")


def test_the_office_overrules_an_objection_and_the_unit_has_it_for_good(visitor):
    number = is_assigned(visitor, "异议一：围挡占了卸货口。")
    head, office = visitor("water.head"), visitor("office1")
    opens_it(head, number)
    takes(head, "提出异议", {"异议理由": "围挡由城管部门审批。"}, stage="异议待裁")

    opens_it(office, number)
    office.sees("围挡由城管部门审批。")
    takes(office, "异议不成立", {"裁定理由": "围挡是水务工程所设。"}, stage="待签收")

    opens_it(head, number)
    head.sees("围挡是水务工程所设。")
    expect(head.page.get_by_role("link", name="提出异议", exact=True)).to_have_count(0)
    takes(head, "签收", stage="办理中")


def test_the_office_upholds_an_objection_and_another_unit_gets_it(visitor):
    number = is_assigned(visitor, "异议二：路灯不亮。")
    head, office = visitor("water.head"), visitor("office1")
    opens_it(head, number)
    takes(head, "提出异议", {"异议理由": "路灯不归水务局管。"}, stage="异议待裁")

    opens_it(office, number)
    takes(office, "异议成立", {"裁定理由": "路灯由城管局维护。"}, stage="待交办")
    takes(office, "交办", {"主办单位": "青渡区城市管理局", "难易分类": "C类（简单）"}, stage="待签收")

    other = visitor("municipal1")
    opens_it(other, number)
    takes(other, "签收", stage="办理中")


def test_of_two_officers_who_sign_at_once_one_gets_a_sentence(visitor):
    number = is_assigned(visitor, "同时：两人一起签收。")
    first, second = visitor("water1"), visitor("water2")
    for officer in (first, second):
        opens_it(officer, number)
        officer.page.get_by_role("main").get_by_role("link", name="签收", exact=True).click()
        expect(officer.page.get_by_role("dialog").get_by_role("button", name="签收")).to_be_visible()
    for officer in (first, second):
        officer.page.get_by_role("dialog").get_by_role("button", name="签收").click(no_wait_after=True)

    told = [officer.page.locator(".case-line .stage, main [role=alert] li") for officer in (first, second)]
    for answer in told:
        expect(answer).not_to_have_text("待签收")
    refused, signed = sorted((told[0].inner_text(), told[1].inner_text()), key=len, reverse=True)
    assert signed == "办理中"
    assert refused.endswith(("可能已有人先行处理，请查看最新情况。", "请查看最新情况后再作处理。"))
