import re

import pytest
from playwright.sync_api import expect

from tests.journeys.appeals import is_assigned, opens_it, takes

pytestmark = pytest.mark.journey
PHONE = {"width": 360, "height": 740}


def is_answered(visitor, text):
    number = is_assigned(visitor, text)
    officer, head = visitor("water1"), visitor("water.head")
    opens_it(officer, number)
    takes(officer, "签收", stage="办理中")
    said = {"单位自报结果": "已解决", "答复内容": "已更换老化阀门，水压恢复正常，并回访了周边企业。"}
    takes(officer, "报送答复", said, stage="待审签")
    opens_it(head, number)
    takes(head, "签发答复", stage="已答复")
    return number


def test_an_officer_answers_the_company_judges_by_link_on_a_telephone_and_the_office_closes(visitor):
    number = is_answered(visitor, "链接评价：车间水压不足，清洗设备不能用。")
    hotline = visitor("hotline1")
    hotline.opens(f"/follow-ups/?call={number}")
    link = hotline.page.locator(".link-text")
    expect(link).to_be_visible()
    expect(hotline.page.locator(".qr svg")).to_be_visible()

    company = visitor(viewport=PHONE, java_script_enabled=False)
    company.opens(link.get_attribute("href"))
    company.sees("已更换老化阀门，水压恢复正常，并回访了周边企业。")
    assert company.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    company.fills({
        "您对答复是否满意？": "满意",
        "您对问题的解决是否满意？": "非常满意",
        "您的问题是否已经解决？": "是",
    })  # fmt: skip
    company.presses("提交评价")
    company.sees("感谢您的评价，已记录在案。")

    office = visitor("office1")
    opens_it(office, number)
    office.sees("企业自评")
    takes(office, "销号", stage="已销号")


def test_the_desk_is_worked_by_figures_and_leads_from_call_to_call(visitor):
    number = is_answered(visitor, "按键回访：厂区消防水压不足。")
    hotline = visitor("hotline1")
    hotline.opens(f"/follow-ups/?call={number}")
    page = hotline.page
    form = page.locator("form[data-digits]")
    expect(form).to_be_visible()
    page.locator("#call-title").focus()
    for figure in (
        "1",
        "2",
        "1",
        "1",
    ):  # reached, satisfied, very satisfied, solved; the way is chosen already
        page.keyboard.press(figure)
    expect(form.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    hotline.sees("待回访")
    opens_it(hotline, number)
    hotline.sees("热线回访")
    verdict = page.locator(".verdict").nth(1)
    expect(verdict).to_contain_text(re.compile(r"已解决\s*答复\s*满意\s*解决情况\s*非常满意"))


def test_choosing_a_row_opens_the_call_beside_the_list(visitor):
    hotline = visitor("hotline1")
    hotline.opens("/follow-ups/")
    hotline.page.keyboard.press("j")
    hotline.page.keyboard.press("Enter")
    expect(hotline.page.locator("#call .panel").first).to_be_visible()
    expect(hotline.page).to_have_url(re.compile(r"call=\d{4}-\d{6}"))
