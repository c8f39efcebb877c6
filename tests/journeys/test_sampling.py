"""A sample is looked at beforehand, drawn, shared out, inspected with a finding, and drawn again by the head it concerns."""

import re
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.journey

TELEPHONE = {"width": 360, "height": 740}


def test_a_finding_comes_from_a_draw_that_anybody_can_make_again(visitor):
    inspector = visitor("inspector1")
    inspector.opens("/inspections/draw/")
    page = inspector.page
    page.get_by_label("包括以往已抽中的").check()
    inspector.fills({"每单位至少抽取": "1", "种子": "旅程2026"})
    inspector.presses("预览各单位抽取件数")
    foreseen = page.get_by_role("status").get_by_text(re.compile(r"将抽取\d+件"))
    drawn = re.search(r"将抽取(\d+)件", foreseen.inner_text())[1]
    inspector.presses("抽取")
    number = re.search(r"第(\S+)次抽检", page.get_by_role("heading", level=1).inner_text())[1]
    inspector.sees(f"已抽取{drawn}件")
    page.get_by_role("group", name=re.compile("督查员")).get_by_role("checkbox").first.check()
    inspector.presses("平均分派")
    inspector.sees(f"已分派{drawn}件")

    inspector.follows("全部抽中件")
    first = page.locator("tr[data-row], tbody tr").first
    first.get_by_role("link").first.click()
    for points in page.locator("input[type=number]").all():
        points.fill(points.get_attribute("max") or "")
    inspector.fills({"据您判断是否已解决": "是", "核实情况": "旅程：佐证缺页", "发现问题": "是"})
    inspector.fills({"问题及依据": "旅程：缺少企业签字", "问题如何处理": "予以记录"})
    inspector.presses("保存结论")
    inspector.sees("的检查结论已记录。")
    case, unit = page.url, page.locator(".row-line .quiet").first.inner_text()
    inspector.sees("100/100")

    mayor = visitor("district.head", viewport=TELEPHONE)
    mayor.opens(urlsplit(case).path)
    mayor.sees("旅程：缺少企业签字")
    mayor.follows(f"第{number}次抽检")
    mayor.follows("重抽核验")
    mayor.sees(f"核验一致：由种子和抽样框重新抽出相同的{drawn}件")
    mayor.sees(unit)
