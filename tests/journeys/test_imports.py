"""Files go up, are looked through, and are brought in by the background worker while the page counts along."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
WAIT = 60_000  # the worker may have other jobs before it


def a_csv(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def counts(page: Page) -> dict[str, str]:
    tiles = page.locator(".tiles .tile")
    return dict(tile.split("\n") for tile in tiles.all_inner_texts())


def looks_through(somebody: Visitor, address: str, file: Path) -> dict[str, str]:
    somebody.opens(address)
    somebody.fills({"文件": file})
    somebody.presses("预检文件")
    expect(somebody.page.get_by_text("尚未写入任何数据")).to_be_visible(timeout=WAIT)
    return counts(somebody.page)


def brings_in(somebody: Visitor, button: str) -> dict[str, str]:
    somebody.presses(button)
    expect(somebody.page.get_by_text("同一文件再次导入不会重复")).to_be_visible(timeout=WAIT)
    expect(somebody.page.get_by_role("progressbar")).to_have_attribute("value", "100")
    return counts(somebody.page)


def test_a_file_of_appeals_is_looked_through_brought_in_and_changes_nothing_twice(visitor, tmp_path):
    head = ["编号", "标题", "来信时间", "内容", "企业名称", "承办单位", "答复", "答复时间"]
    file = a_csv(
        tmp_path / "来信.csv",
        head,
        ["JR-1", "停水", "2025-03-03", "厂区停水。", "云川往年纺织厂", "区水务局", "已恢复。", "2025-03-05"],
        ["JR-2", "积水", "2025-03-10", "门口积水。", "云川往年纺织厂", "区水务局", "已疏通。", "2025-03-20"],
        ["JR-5", "路灯", "2025-04-07", "路灯不亮。", "云川往年纺织厂", "区城管局", "已修。", "2025-04-11"],
        ["JR-3", "断头路", "2025-04-01", "路没修通。", "云川往年纺织厂", "", "", ""],
        ["JR-4", "无日期", "", "没有日期。", "云川往年纺织厂", "", "", ""],
    )
    office = visitor("office1")
    assert looks_through(office, "/appeals/import/", file) == {
        "新增": "4",
        "更新": "0",
        "无变化": "0",
        "有误": "1",
    }
    assert brings_in(office, "写入 4 行") == {"新增": "4", "更新": "0", "无变化": "0", "有误": "1"}
    together = office.page.locator("tfoot tr")
    assert together.inner_text().split() == ["合计", "4", "3", "4", "10"]

    office.opens("/appeals/")
    office.fills({"编号、标题或企业": "云川往年纺织厂"})
    office.presses("筛选")
    office.sees("共 4 条")
    assert looks_through(office, "/appeals/import/", file)["无变化"] == "4"


def test_a_file_of_enterprises_with_one_bad_row_brings_in_the_good_ones(visitor, tmp_path):
    file = a_csv(
        tmp_path / "企业.csv",
        ["企业名称", "统一社会信用代码", "所属街道", "联系人", "联系电话"],
        ["云川新录灯具厂", "", "渡口街道", "柏青禾", "19900006162"],
        ["云川新录竹器厂", "", "柳堤街道", "", ""],
        ["云川错码印务公司", "91350100M000100Y4Z", "渡口街道", "", ""],
    )
    office = visitor("office1")
    assert looks_through(office, "/enterprises/import/", file) == {
        "新增": "2", "更新": "0", "无变化": "0", "有误": "1",
    }  # fmt: skip
    bad = office.page.get_by_role("row").filter(has_text="91350100M000100Y4Z")
    expect(bad).to_contain_text("统一社会信用代码")
    assert brings_in(office, "写入 2 行")["新增"] == "2"

    office.opens("/enterprises/")
    office.page.get_by_role("searchbox").fill("云川新录")
    office.presses("筛选")
    office.sees("云川新录灯具厂", "云川新录竹器厂")
    office.sees_nothing_of("云川错码印务公司")
