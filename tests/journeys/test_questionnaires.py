"""A questionnaire is built and sent to a street; a company answers on a telephone; its problem becomes an appeal that says whence."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

TELEPHONE = {"width": 360, "height": 740}
TITLE = "旅程：用水情况调查表"
PROBLEM = "旅程：夏季高峰时厂区水压不足。"


def test_from_the_first_question_to_the_appeal(visitor):
    officer = visitor("office1")
    page = officer.page
    builds(officer)
    officer.follows("预览")
    hanging = page.get_by_label(re.compile("希望解决的问题"))
    expect(hanging).to_be_hidden()
    page.get_by_label("是", exact=True).check()
    expect(hanging).to_be_visible()
    officer.follows("返回调查表")

    sends_to_one_street(officer)
    officer.opens("/questionnaires/")
    officer.follows(TITLE)
    officer.follows("收件企业")
    page.locator("td a[data-open]").first.click()
    link = page.locator("a.link-text").get_attribute("href")

    company = visitor(viewport=TELEPHONE)
    answers(company, re.sub(r"^https?://[^/]+", "", link))

    officer.opens("/questionnaires/problems/?seen=no")
    row = page.locator("tbody tr").filter(has_text=PROBLEM)
    row.get_by_role("checkbox").check()
    officer.presses("转为诉求")
    officer.sees("已生成 1 件诉求。")
    officer.opens("/questionnaires/problems/?outcome=appeal")
    page.locator("tbody tr").filter(has_text=PROBLEM).locator("a[href^='/appeals/']").click()
    officer.sees(f"企业在调查表“{TITLE}”的答复中提出")


def builds(officer):
    officer.opens("/questionnaires/new/")
    day = timezone.localdate() + timedelta(days=9)
    officer.fills({"标题": TITLE, "截止日期": day.isoformat()})
    officer.presses("下一步：编写题目")
    officer.follows("单选")
    officer.fills({"题目": "用水是否紧张？", "选项": "是\n否", "必填": "on"})
    officer.presses("保存题目")
    officer.follows("希望解决的问题")
    officer.fills({"题目": "希望解决的问题", "仅在选这些答案时显示": "1. 是"})
    officer.presses("保存题目")
    officer.sees("仅当第1题选“是”时填写")


def sends_to_one_street(officer):
    officer.follows("选择企业并发送")
    officer.page.get_by_role("group", name=re.compile("街道")).get_by_role("checkbox").nth(2).check()
    officer.presses("计算企业数")
    officer.sees("现在发送将发给")
    officer.presses("发送")
    expect(officer.page).to_have_url(re.compile("/jobs/"))
    expect(officer.page.locator("main").get_by_text("企业").first).to_be_visible(timeout=30_000)


def answers(company, path):
    company.opens(path)
    page = company.page
    problem = page.get_by_label(re.compile("希望解决的问题"))
    expect(problem).to_be_hidden()
    page.get_by_label("是", exact=True).check()
    problem.fill(PROBLEM)
    page.get_by_label(re.compile("填写人姓名")).fill("陈静")
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    company.presses("提交答复")
    company.sees("谢谢，您的答复已保存。", PROBLEM)
