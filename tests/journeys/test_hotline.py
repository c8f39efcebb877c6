"""The hotline's desk without a mouse: from a part of the company's name to the number that is read out."""

import re

import pytest
from playwright.sync_api import Page, expect

from qifu.demonstration.enterprises import enterprises

pytestmark = pytest.mark.journey

COMPANY = enterprises()[5]
PART = "昀宏纺织"


def test_an_operator_registers_one_call_and_answers_the_next_at_once_with_keys_alone(visitor):
    page = visitor("hotline1").page
    page.goto("/hotline/")
    names_the_company(page)
    expect(page.locator("#history")).to_contain_text(COMPANY.name)
    page.keyboard.press("Tab")
    page.keyboard.type("林小满")
    page.keyboard.press("Enter")
    page.keyboard.type("19900004321")
    page.keyboard.press("F4")
    page.keyboard.type("键盘登记：厂门口路灯坏了一周，夜班不安全。")
    chooses_a_category(page, "路灯")
    page.keyboard.press("F8")
    expect(page.locator(".big-number")).to_have_text(re.compile(r"^\d{4}-\d{6}$"))
    number = page.locator(".big-number").inner_text()

    page.keyboard.press("F2")
    expect(page.get_by_role("heading", level=1, name="热线受理台")).to_be_visible()
    expect(page.get_by_label("来电内容")).to_have_value("")
    names_the_company(page)
    expect(page.locator("#history")).to_contain_text(number)
    page.keyboard.press("F4")
    page.keyboard.type("我们这片企业停水了，多久恢复？")
    expect(page.locator("#knowledge")).to_contain_text("企业停水了怎么办")
    page.keyboard.press("F6")
    page.keyboard.press("Enter")
    expect(page.get_by_label("答复内容")).to_be_focused()
    expect(page.get_by_label("答复内容")).to_have_value(re.compile("先看供水公告"))
    chooses_a_category(page, "水压与水质")
    page.keyboard.press("F9")
    expect(page.locator(".big-number")).to_have_text(re.compile(r"^\d{4}-\d{6}$"))
    expect(page.get_by_text("已当场答复，编号")).to_be_visible()
    expect(page.get_by_role("link", name="企业停水了怎么办，多久恢复")).to_be_visible()

    page.keyboard.press("F2")
    expect(page.get_by_role("heading", level=1, name="热线受理台")).to_be_visible()
    page.keyboard.press("Alt+q")
    page.keyboard.type(number)
    expect(page.locator("#asked")).to_contain_text("键盘登记")


def names_the_company(page: Page) -> None:
    page.keyboard.press("F2")
    page.keyboard.type(PART)
    expect(page.get_by_role("option", name=re.compile(COMPANY.name)).first).to_be_visible()
    page.keyboard.press("Enter")


def chooses_a_category(page: Page, word: str) -> None:
    page.keyboard.press("F7")
    page.keyboard.type(word)
    expect(page.get_by_role("option", name=re.compile(word)).locator("visible=true").first).to_be_visible()
    page.keyboard.press("Enter")
