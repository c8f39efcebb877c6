"""What is stuck climbs to the district head; what was disputed is known the next time; what is news arrives."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from qifu.demonstration.government import UNITS
from qifu.lib.workdays import LOCAL
from tests.journeys.appeals import files, is_assigned, opens_it, takes

pytestmark = pytest.mark.journey

TELEPHONE = {"width": 360, "height": 740}
SENT = 30  # seconds that the worker may take


def test_an_appeal_goes_red_and_climbs_to_the_district_head(visitor):
    """The demonstration's sweeps have raised it morning by morning; the district head's word brings it down again."""
    leader = visitor("district.head", viewport=TELEPHONE)
    leader.opens("/my-companies/")
    case = (
        leader.page.locator("article")
        .filter(has=leader.page.get_by_role("link", name=re.compile("^移交函")))
        .first
    )
    expect(case.get_by_text(re.compile(r"超期 \d+ 个工作日"))).to_be_visible()
    number = re.sub("^case-", "", case.get_attribute("id") or "")
    case.get_by_role("link", name=re.compile("^移交函")).click()
    leader.sees("谭志远")
    unit = (
        leader.page.locator("dt", has_text="单位").first.locator("xpath=following-sibling::dd").inner_text()
    )

    opens_it(leader, number)
    timeline = leader.page.locator(".case-time")
    climbed = [
        timeline.get_by_text(sentence).locator("visible=true")
        for sentence in ("移交区主要领导", "提请分管区领导督办并列入联席会议", "下达督办单", "发出催办通知")
    ]
    heights = [step.first.bounding_box()["y"] for step in climbed]  # type: ignore[index]
    assert heights == sorted(heights)  # newest first
    expect(timeline.get_by_text("移交区主要领导")).to_have_count(1)

    leader.opens("/my-companies/")
    case = leader.page.locator(f"#case-{number}").first
    case.get_by_text("作批示").click()
    case.get_by_label("自行填写").fill("旅程：三日内当面答复企业，结果报我。")
    case.get_by_label("同时下达督办单").check()
    case.get_by_role("button", name="提交批示").click()
    leader.sees("旅程：三日内当面答复企业，结果报我。")

    key = next(each.key for each in UNITS if each.name == unit)
    head = visitor(f"{key}.head")
    head.opens("/worklist/")
    owed = head.page.locator("tr").filter(has_text="答复督办单").filter(has_text=title_of(head, number))
    expect(owed.first).to_be_visible()
    office = visitor("office1")
    office.opens("/supervision/orders/?stage=open")
    office.sees(number)


def title_of(somebody, number: str) -> str:
    page = somebody.context.new_page()
    page.goto(f"/appeals/{number}/")
    title = page.get_by_role("heading", level=1).inner_text()
    page.close()
    return title


def test_a_dispute_is_overruled_and_the_next_appeal_of_that_category_is_suggested_to_that_unit(visitor):
    category = "水费计量"
    number = is_assigned(visitor, "目录一：水表读数偏高，请求校验。", category=category)
    head, office = visitor("water.head"), visitor("office1")
    opens_it(head, number)
    takes(head, "提出异议", {"异议理由": "水表由供水公司管理。"}, stage="异议待裁")
    office.opens("/inbox/?section=disputes")
    office.sees(number)
    opens_it(office, number)
    office.sees("异议裁定")  # its clock, to the end of the day
    takes(office, "异议不成立", {"裁定理由": "计量争议由水务局协调。"}, stage="待签收")

    office.opens(f"/catalogue/?text={category}")
    row = office.page.get_by_role("row").filter(has_text=category)
    expect(row).to_contain_text("区水务局")
    expect(row).to_contain_text("计量争议由水务局协调。")
    expect(row.get_by_role("link", name=number)).to_be_visible()

    today = datetime.now(LOCAL)
    because = f"依据职责目录：{today.month}月{today.day}日裁定（{number}）"
    second = files(visitor(), "目录二：水费单与水表读数对不上。")
    opens_it(office, second)
    takes(office, "受理", {"类别": category}, stage="待交办")
    office.page.get_by_role("main").get_by_role("link", name="交办", exact=True).click()
    dialog = office.page.get_by_role("dialog")
    expect(dialog.get_by_text(because)).to_be_visible()
    expect(dialog.locator("#id_lead option:checked")).to_have_text("青渡区水务局")
    dialog.get_by_role("button", name="交办", exact=True).click()
    expect(office.page.locator(".case-line .stage")).to_have_text("待签收")

    third = files(visitor(), "目录三：停用的水表仍在收费。")
    opens_it(office, third)
    takes(office, "受理", {"类别": category}, stage="待交办")
    office.opens("/inbox/?section=assign")
    row = office.page.get_by_role("row").filter(has_text=third)
    expect(row.get_by_text(because)).to_be_visible()
    row.get_by_role("button", name="交区水务局主办").click()
    office.sees("“交办”：已办理 1 件。")
    opens_it(office, third)
    office.sees("待签收", "区水务局")


def test_a_notice_arrives_at_the_company_and_leads_to_its_appeal(visitor):
    company = visitor("company1")
    company.opens("/file/")
    company.fills({"诉求内容": "通知：厂区供水压力时高时低。"})
    company.page.get_by_role("checkbox").check()
    company.presses("提交诉求")
    number = company.page.locator(".receipt-number").inner_text()
    office, officer = visitor("office1"), visitor("water1")
    opens_it(office, number)
    takes(office, "受理", {"类别": "水压与水质"}, stage="待交办")
    takes(office, "交办", {"主办单位": "青渡区水务局", "难易分类": "C类（简单）"}, stage="待签收")
    opens_it(officer, number)
    takes(officer, "签收", stage="办理中")
    takes(officer, "请企业补充", {"需补充的内容": "请提供近三日的水压记录。"}, stage="待企业补充")

    arrived = company.page.get_by_role("link", name=re.compile(f"您的诉求{number}需要补充材料"))
    for _second in range(SENT):
        company.opens("/notices/")
        if arrived.count():
            break
        company.page.wait_for_timeout(1000)
    arrived.first.click()
    company.sees("请提供近三日的水压记录。", number)
