import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_a_changed_unit_stands_in_its_history_and_in_the_logs(visitor):
    admin = visitor("sysadmin")
    admin.opens("/settings/units/")
    admin.fills({"搜索": "石塘镇"})
    admin.presses("筛选")
    admin.page.get_by_role("table").get_by_role("link", name="石塘镇").click()
    before = admin.page.get_by_label("简称").input_value()
    after = "石塘镇政府" if before == "石塘镇" else "石塘镇"
    admin.fills({"简称": after})
    admin.presses("保存")
    admin.page.get_by_role("table").get_by_role("link", name="石塘镇").click()
    history = admin.page.locator(".timeline")
    expect(history.get_by_text("丁峰林").first).to_be_visible()
    expect(history.get_by_text(re.compile(f"{before}.*{after}")).first).to_be_visible()

    auditor = visitor("auditadmin")
    auditor.opens("/logs/")
    auditor.fills({"类型": "设置变更"})
    auditor.presses("筛选")
    line = auditor.page.get_by_role("row").filter(has_text="石塘镇").filter(has_text=after).first
    expect(line).to_contain_text("丁峰林")


def test_a_corrected_day_of_the_calendar_is_kept_with_its_history(visitor):
    admin = visitor("sysadmin")
    admin.opens("/settings/calendar/2027/")
    day = admin.page.get_by_role("link", name=re.compile("^2027-12-30"))
    was_working = "工作日" in (day.get_attribute("aria-label") or "")
    becomes = "休息日" if was_working else "工作日"
    day.click()
    admin.fills({"当日为": becomes, "名称": "迎新调休"})
    admin.presses("更正")
    expect(admin.page.get_by_role("link", name=re.compile(f"^2027-12-30 · {becomes}"))).to_be_visible()
    expect(admin.page.locator(".timeline")).to_contain_text("2027-12-30")

    auditor = visitor("auditadmin")
    auditor.opens("/logs/")
    auditor.fills({"类型": "设置变更"})
    auditor.presses("筛选")
    expect(auditor.page.get_by_role("row").filter(has_text="2027").first).to_contain_text("丁峰林")


def test_nobody_gets_two_of_the_three_administrators_posts(visitor):
    security = visitor("secadmin")
    security.opens("/settings/posts/add/")
    security.fills({"人员": "丁峰林", "角色": "审计管理员"})
    security.presses("保存")
    security.sees("系统、安全、审计三类管理员互斥，且不得兼任其他岗位，请授予其他人员。")
    security.opens("/settings/posts/")
    security.fills({"搜索": "丁峰林"})
    security.presses("筛选")
    expect(security.page.get_by_role("table").get_by_role("row")).to_have_count(
        2
    )  # its head and the one post
