"""A meeting decides, a unit carries it out, and the next meeting sees it done."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from qifu.lib.workdays import LOCAL
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

TASK = "旅程：月底前提出园区供水改造方案"


def plans(office: Visitor, title: str, starts: datetime) -> str:
    """A joint meeting of the water bureau and the housing bureau; its address."""
    office.opens("/meetings/new/")
    office.fills({
        "会议类型": "成员单位联席会",
        "会议名称": title,
        "日期": f"{starts:%Y-%m-%d}",
        "开始时间": f"{starts:%H:%M}",
        "结束时间": f"{starts + timedelta(minutes=20):%H:%M}",
        "地点": "政务中心三楼会议室",
        "主持人": "谭志远",
        "参会单位": "青渡区水务局",
    })  # fmt: skip
    office.presses("安排并通知")
    office.sees("会议已安排并通知各单位，请编排议程。")
    return re.sub(r"agenda/.*$", "", office.page.url)


def test_a_meeting_decides_and_the_next_one_sees_it_done(visitor):
    office, head = visitor("office1"), visitor("water.head", viewport={"width": 360, "height": 740})
    now = datetime.now(LOCAL)
    starts = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    if (starts + timedelta(minutes=20)).date() != now.date():
        pytest.skip("A meeting does not go on over midnight.")

    first = plans(office, "旅程：第一次会议", starts)
    agenda = office.page.locator("#agenda")
    for topic in ("旅程：供水改造", "旅程：排水清淤"):
        office.fills({"议题": topic})
        office.presses("添加议题")
        expect(agenda).to_contain_text(topic)
    office.page.get_by_role("button", name="上移: 旅程：排水清淤").click()
    own = agenda.get_by_text(re.compile("^\\s*旅程：")).all_inner_texts
    expect(agenda.get_by_role("button", name="上移: 旅程：供水改造")).to_be_visible()
    assert [text.strip().splitlines()[0] for text in own()] == ["旅程：排水清淤", "旅程：供水改造"]

    head.opens("/notices/")
    head.sees("会议通知：旅程：第一次会议")

    office.page.wait_for_timeout(max((starts - datetime.now(LOCAL)).total_seconds(), 0) * 1000 + 500)
    office.opens(first)
    office.follows("开始会议记录")
    office.presses("开始会议记录")
    water = office.page.get_by_role("group", name="区水务局")
    water.get_by_label("出席", exact=True).check()
    water.get_by_label("区水务局 参会人员").fill("向局长")
    office.presses("保存出席情况")
    office.sees("出席情况已保存。")
    card = office.page.locator("section").filter(has_text="旅程：供水改造").last
    card.get_by_label("会议纪要").fill("同意由水务局牵头改造。")
    card.get_by_role("button", name="保存记录").click()
    office.sees("该议题的记录已保存。")
    card.get_by_text("添加决议").click()
    office.fills(
        {"决议事项": TASK, "责任单位": "青渡区水务局", "办结时限": f"{now + timedelta(days=10):%Y-%m-%d}"},
        within=card,
    )
    card.get_by_role("button", name="形成决议").click()
    office.sees(TASK)
    office.follows("纪要定稿")
    office.presses("纪要定稿")
    office.sees("同意由水务局牵头改造。", "向局长", TASK)

    following = plans(office, "旅程：第二次会议", starts + timedelta(days=1))
    expect(office.page.locator("#agenda li").filter(has_text=TASK)).to_have_count(1)

    head.opens("/worklist/")
    head.page.get_by_role("link", name=TASK).click()
    head.follows("报告完成")
    head.fills({"落实情况": "方案已经通过评审。"})
    head.presses("报告完成")
    head.sees("已报告完成，待确认")

    office.opens(following)
    office.sees("方案已经通过评审。")
    office.opens("/meetings/resolutions/")
    office.follows(TASK)
    office.follows("确认完成")
    office.presses("确认完成")
    office.sees("已完成")
    office.opens(following)
    office.sees_nothing_of(TASK)
