"""What people do with an appeal, in the words of the pages."""

import re

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

PHONE = "19900006161"


def files(somebody: Visitor, text: str, **more: object) -> str:
    """Files it on the portal and returns its number."""
    somebody.opens("/file/")
    somebody.fills({
        "企业名称": "云川晨昱木器厂",
        "联系人姓名": "柏青禾",
        "联系电话": PHONE,
        "诉求内容": text,
        **more,  # type: ignore[dict-item]
    })  # fmt: skip
    somebody.page.get_by_role("checkbox").check()
    somebody.presses("提交诉求")
    return number_on_the_receipt(somebody)


def number_on_the_receipt(somebody: Visitor) -> str:
    expect(somebody.page.get_by_role("heading", level=1, name="诉求已提交")).to_be_visible()
    number = somebody.page.locator(".receipt-number").inner_text().strip()
    assert re.fullmatch(r"\d{4}-\d{6}", number)
    return number


def follows_it(somebody: Visitor, number: str, phone: str = PHONE) -> None:
    somebody.opens("/follow/")
    somebody.fills({"编号": number, "电话": phone})
    somebody.presses("查询")
    expect(somebody.page.get_by_role("heading", name="诉求详情")).to_be_visible()


def opens_it(somebody: Visitor, number: str) -> None:
    somebody.opens(f"/appeals/{number}/")


def takes(somebody: Visitor, step: str, said: dict[str, str] | None = None, *, stage: str) -> None:
    """Takes the step on the appeal's page, and sees at which stage the appeal then stands."""
    page = somebody.page
    page.get_by_role("main").get_by_role("link", name=step, exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", level=2)).to_contain_text(step)
    somebody.fills(said or {}, within=dialog)
    dialog.get_by_role("button", name=step, exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".case-line .stage")).to_have_text(stage)


def from_the_list(somebody: Visitor, number: str, button: str, said: dict[str, str] | None = None) -> None:
    """Ticks it in the list on the page and presses the button below."""
    somebody.page.get_by_role("checkbox", name=number).check()
    somebody.fills(said or {}, within=somebody.page.locator("[data-bulk-bar]"))
    somebody.presses(button)


def is_assigned(visitor, text: str, lead: str = "青渡区水务局", category: str = "水压与水质") -> str:  # type: ignore[no-untyped-def]
    """An appeal that has reached its unit."""
    number = files(visitor(), text)
    office = visitor("office1")
    opens_it(office, number)
    takes(office, "受理", {"类别": category}, stage="待交办")
    takes(office, "交办", {"主办单位": lead, "难易分类": "C类（简单）"}, stage="待签收")
    return number
