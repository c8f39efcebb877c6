import pytest
from playwright.sync_api import Page, expect

from tests.journeys.appeals import is_assigned

pytestmark = pytest.mark.journey

# Waited for, because an outline may fade in.
OUTLINED = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
}"""


def test_an_officer_signs_in_finds_the_appeal_and_signs_for_it_without_a_mouse(visitor):
    number = is_assigned(visitor, "键盘：请只用键盘签收。")
    officer = visitor()
    page = officer.page
    page.goto("/sign-in/")
    expect(page.get_by_label("用户名")).to_be_focused()
    page.keyboard.type("water1")
    page.keyboard.press("Tab")
    page.wait_for_function(OUTLINED)
    page.keyboard.type("Qifu-2006")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="工作清单")).to_be_visible()

    page.keyboard.press("/")
    expect(page.get_by_label("编号、标题或企业")).to_be_focused()
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    expect(page.get_by_role("table").get_by_role("link", name=number)).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("tr.is-here").get_by_role("link").first).to_be_focused()
    page.wait_for_function(OUTLINED)
    page.keyboard.press("j")  # the last row stays, and k leads back
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator(".case-line .number")).to_be_visible()

    tabs_to(page, "签收")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="签收")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    tabs_to(page, "签收")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="签收")).to_be_visible()
    tabs_to(page, "签收")
    page.keyboard.press("Enter")
    expect(page.locator(".case-line .stage")).to_have_text("办理中")


def tabs_to(page: Page, name: str) -> None:
    """With Tab alone; the place that is reached shows that it is."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == name:
            page.wait_for_function(OUTLINED)
            return
    raise AssertionError(f"Tab never reaches {name}")
