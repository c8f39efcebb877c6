"""A trip written down on a telephone that has no connection: everything is there once it is back, exactly once."""

import re
import struct
import zlib
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qifu.lib.workdays import LOCAL
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

PURPOSE = "旅程：了解用水困难"
ONE, TWO = "旅程：厂区夜间水压不足", "旅程：厂门口路灯不亮"


def photograph(folder: Path) -> Path:
    rows = b"".join(b"\0" + bytes((x * 3, y * 3, 120)) * 1 for y in range(40) for x in range(1))
    head = struct.pack(">IIBBBBB", 1, 40, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I4s", len(each), name) + each + struct.pack(">I", zlib.crc32(name + each))
        for name, each in parts
    )
    path = folder / "photo.png"
    path.write_bytes(content)
    return path


def plans(officer: Visitor, now: datetime) -> str:
    officer.opens("/visits/new/")
    officer.fills({"走访事由": PURPOSE, "日期": f"{now:%Y-%m-%d}", "出发时刻": f"{now:%H:%M}"})
    place = officer.page.locator("#id_stop1-ts-control")
    place.focus()
    place.press_sequentially("Q000001")
    officer.page.get_by_role("option").locator("visible=true").first.click()
    officer.presses("安排并通知")
    officer.sees("已安排，并已通知随行人员。")
    officer.follows("填写记录")
    expect(officer.page).to_have_url(re.compile(r"/visits/stops/\d+/$"))
    return re.sub(r"^https?://[^/]+", "", officer.page.url)


def draws(page: Page) -> None:
    pad = page.locator("canvas[data-signature]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 90, steps=5)
    page.mouse.move(box["x"] + 200, box["y"] + 30, steps=5)
    page.mouse.up()


def finds(officer: Visitor, text: str, outcome: str) -> None:
    form = officer.page.locator("form[data-queue=finding]")
    officer.fills({"发现的问题": text, "如何处理": outcome}, within=form)
    officer.presses("保存问题", within=form)


def test_written_without_a_connection_it_is_there_exactly_once(visitor, tmp_path):
    officer = visitor("water1", viewport={"width": 360, "height": 740}, has_touch=True)
    page = officer.page
    url = plans(officer, datetime.now(LOCAL))
    page.locator("html[data-kept=yes]").wait_for(state="attached")
    queue = page.locator("#queue")

    before = list(officer.troubles)
    officer.context.set_offline(True)
    page.reload()
    officer.presses("签到", within=page.locator("#check-in"))
    expect(queue).to_contain_text("1 条待发送")
    finds(officer, ONE, "转为诉求")
    finds(officer, TWO, "仅作记录")
    officer.presses("保存签字")  # without a name the browser asks for it, without a line the page
    page.locator("#sign").get_by_label("被走访人").fill("陈静")
    officer.presses("保存签字")
    expect(page.locator("[data-complaint]")).to_contain_text("尚未签字")
    draws(page)
    officer.presses("保存签字")
    page.locator("input[type=file][name=pictures]").set_input_files(photograph(tmp_path))
    officer.presses("保存照片")
    officer.presses("结束本站", within=page.locator("#finish"))
    expect(queue).to_contain_text("6 条待发送")

    page.reload()
    expect(queue).to_contain_text("6 条待发送")
    officer.context.set_offline(False)
    expect(queue).to_contain_text("已全部发送")
    expect(page.locator("#found li")).to_have_count(2)

    officer.troubles[:] = before  # without a connection Chromium complains of each attempt

    officer.opens(url)
    expect(page.locator("#found li")).to_have_count(2)
    expect(page.locator("#pictured img")).to_have_count(1)
    expect(page.locator("#signed img")).to_have_count(1)
    officer.sees("应于")
    page.locator("#found").get_by_role("link", name=re.compile(r"\d{6,}")).first.click()
    officer.sees(ONE, "走访中发现")
    page.locator("main").get_by_role("link", name=re.compile("走访中发现")).first.click()
    officer.sees(PURPOSE, TWO)
