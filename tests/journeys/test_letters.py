"""On a phone: an officer delivers a letter with one tap, writes down what the company needs, and it becomes an appeal; coverage counts up."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

TELEPHONE = {"width": 360, "height": 740}
NEED = "旅程：厂门口路面塌陷，货车进不来"


def delivered(page: Page) -> int:
    return int(re.search(r"(\d+)/\d+", page.locator(".covered").first.inner_text())[1])


def test_an_officer_delivers_a_letter_and_what_the_company_needs_becomes_an_appeal(visitor):
    officer = visitor("xingang1", viewport=TELEPHONE)
    officer.opens("/letters/mine/")
    page = officer.page
    before = delivered(page)
    company = page.locator(".door-card .door-name strong").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]

    page.get_by_role("button", name=f"已送达：{company}").click()
    expect(page.locator("#last")).to_contain_text(company)
    assert delivered(page) == before + 1
    officer.follows("企业有反馈")
    officer.fills({"企业反馈": "感谢上门", "企业需求": NEED})
    officer.presses("保存")
    officer.sees(f"已送达{company}，企业需求已记录在下方。")

    officer.follows("转为诉求")
    officer.presses("转为诉求")
    number = page.get_by_role("link", name=re.compile(r"^\d{4}-\d{6}$")).first
    number.click()
    officer.sees(NEED)
    officer.sees("送达“致港区和石塘企业的一封信”时反映")
    officer.opens("/letters/mine/")
    assert delivered(page) == before + 1
