import pytest

from tests.journeys.appeals import opens_it, takes

pytestmark = pytest.mark.journey


def test_a_company_with_an_account_adds_to_its_appeal_and_rates_reply_and_solution_apart(visitor):
    company = visitor("company1")
    company.opens("/file/")
    company.fills({"诉求内容": "账号：厂区水表计量偏高，请求校表。"})
    company.page.get_by_role("checkbox").check()
    company.presses("提交诉求")
    number = company.page.locator(".receipt-number").inner_text()

    company.opens("/my-appeals/")
    company.page.get_by_role("link", name="账号：厂区水表计量偏高").first.click()
    company.page.locator("summary").filter(has_text="补充情况").click()
    company.fills({"补充内容": "附上近三个月的水费单。"})
    company.presses("补充")
    company.sees("已补充。")

    office, officer, head = visitor("office1"), visitor("water1"), visitor("water.head")
    opens_it(office, number)
    takes(office, "受理", {"类别": "水费计量"}, stage="待交办")
    takes(office, "交办", {"主办单位": "青渡区水务局", "难易分类": "C类（简单）"}, stage="待签收")
    opens_it(officer, number)
    officer.sees("附上近三个月的水费单。")
    takes(officer, "签收", stage="办理中")
    takes(
        officer,
        "报送答复",
        {"单位自报结果": "部分解决", "答复内容": "水表已送检，偏差部分下月退还。"},
        stage="待审签",
    )
    opens_it(head, number)
    takes(head, "签发答复", stage="已答复")

    company.opens("/my-appeals/")
    waiting = company.page.get_by_role("region", name="待您处理")
    waiting.get_by_role("link", name="账号：厂区水表计量偏高").click()
    company.sees("水表已送检，偏差部分下月退还。")
    company.fills({
        "您对答复是否满意？": "非常满意",
        "您对问题的解决是否满意？": "基本满意",
        "您的问题是否已经解决？": "是",
    })  # fmt: skip
    company.presses("提交评价")
    company.sees("感谢您的评价，已记录在案。", "“非常满意”", "“基本满意”")


def test_a_company_sees_every_appeal_of_its_own_and_none_of_others(visitor):
    office, company = visitor("office1"), visitor("company1")
    company.opens("/my-appeals/?show=all")
    names = set(company.page.locator("td .quiet").filter(has_text="·").all_inner_texts())
    companies = {line.split(" · ")[1] for line in names}
    assert len(companies) == 1
    office.opens("/appeals/")
    office.fills({"编号、标题或企业": companies.pop()})
    office.presses("筛选")
    counted = office.page.locator("main .count").first.inner_text()
    assert company.page.locator(".lead .count").inner_text() == counted
