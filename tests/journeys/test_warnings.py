"""A company is warned, puts it right and is not fined."""

from base64 import b64decode
from decimal import Decimal

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
PHONE = {"width": 360, "height": 740}
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def avoided(head):
    """What the unit's warnings have spared companies so far, in yuan."""
    head.opens("/warnings/figures/")
    amounts = head.page.locator("tbody td:last-child")
    return Decimal(amounts.inner_text().replace("—", "0")) if amounts.count() else Decimal(0)


def test_a_unit_warns_the_company_puts_it_right_on_a_telephone_and_the_penalty_is_avoided(visitor, tmp_path):
    head = visitor("water.head")
    before = avoided(head)
    head.opens("/warnings/new/")
    head.fills({
        "告知事项": "二次供水水箱未按期清洗",
        "法律法规": "城市供水条例",
        "条款": "第十四条",
        "问题": "水箱清洗记录已超过半年。",
        "整改要求": "清洗消毒并送检。",
        "可能的处罚": "五千元以上三万元以下罚款。",
        "咨询人": "周工",
        "咨询电话": "0990-7654321",
        "被告知企业": "Q000001",
    })  # fmt: skip
    head.presses("保存草稿")
    head.presses("签发")
    link = head.page.locator(".link-text")
    expect(link).to_be_visible()
    address = head.page.url

    picture = tmp_path / "清洗后.png"
    picture.write_bytes(b64decode(PNG))
    company = visitor(viewport=PHONE, java_script_enabled=False)
    company.opens(link.get_attribute("href"))
    assert company.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    company.fills({"联系人姓名": "刘明"})
    company.presses("确认收到")
    company.sees("谢谢，单位已知悉您收到告知书。")
    company.fills({"联系人姓名": "刘明", "整改情况": "水箱已清洗，送检合格。", "照片": picture})
    company.presses("报告已整改")
    company.sees("感谢您的报告，单位核查后会告知您。")

    head.opens(address)
    head.sees("水箱已清洗，送检合格。", "清洗后.png")
    head.follows("已整改到位")
    head.fills({"避免的罚款（元）": "5000"})
    head.presses("已整改到位")
    head.sees("核查认定已整改，免予处罚")
    assert avoided(head) == before + 5000
