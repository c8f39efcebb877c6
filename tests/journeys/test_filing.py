import pytest

from tests.journeys.appeals import PHONE, files, follows_it, number_on_the_receipt

pytestmark = pytest.mark.journey


def test_a_stranger_files_with_a_file_by_a_double_click_and_follows_the_one_appeal(visitor, tmp_path):
    picture = tmp_path / "门前积水.txt"
    picture.write_text("七月三日，积水没过路沿。", encoding="utf-8")
    stranger = visitor()
    stranger.opens("/")
    stranger.page.get_by_role("main").get_by_role("link", name="提交诉求").click()
    stranger.fills({
        "企业名称": "云川双击包装厂",
        "联系人姓名": "柏青禾",
        "联系电话": PHONE,
        "诉求内容": "双击：厂门口雨后积水，货车进不来。",
        "附件": picture,
    })  # fmt: skip
    stranger.sees("门前积水.txt")
    stranger.page.get_by_role("checkbox").check()
    stranger.page.get_by_role("button", name="提交诉求", exact=True).dblclick()
    number = number_on_the_receipt(stranger)

    follows_it(stranger, number)
    stranger.sees("已收到，正在审核", "厂门口雨后积水，货车进不来", "门前积水.txt", number)

    office = visitor("office1")
    office.opens("/appeals/")
    office.fills({"编号、标题或企业": "双击：厂门口"})
    office.presses("筛选")
    office.sees("共 1 条", number)
    office.follows(number)
    with office.page.expect_download() as fetched:
        office.follows("门前积水.txt")
    assert fetched.value.path().read_text(encoding="utf-8") == "七月三日，积水没过路沿。"


def test_whoever_gives_another_telephone_sees_nothing(visitor):
    stranger = visitor()
    number = files(stranger, "电话核对：排水沟堵了。")
    stranger.context.clear_cookies()
    stranger.opens("/follow/")
    stranger.fills({"编号": number, "电话": "19900000000"})
    stranger.presses("查询")
    stranger.sees_nothing_of("电话核对")


def test_without_javascript_one_files_and_follows(visitor):
    stranger = visitor(java_script_enabled=False)
    number = files(stranger, "无脚本：用电报装三周没有答复。")
    follows_it(stranger, number)
    stranger.sees("已收到，正在审核", "无脚本：用电报装三周没有答复")


def test_what_was_typed_survives_a_lost_connection_and_is_gone_once_sent(visitor):
    stranger = visitor()
    page = stranger.page
    stranger.opens("/file/")
    address = page.url
    stranger.fills({"企业名称": "云川断线纸业", "诉求内容": "断线：燃气接驳排期一拖再拖。"})
    stranger.context.set_offline(True)
    stranger.presses("提交诉求")
    page.wait_for_url("chrome-error://**")
    stranger.context.set_offline(False)
    stranger.troubles.clear()  # the browser itself complains of the lost connection

    page.goto(address)
    stranger.sees("上次填写的内容保存在本浏览器中，现已恢复。")
    assert page.get_by_label("企业名称").input_value() == "云川断线纸业"
    assert page.get_by_label("诉求内容").input_value() == "断线：燃气接驳排期一拖再拖。"
    page.reload()
    assert page.get_by_label("企业名称").input_value() == "云川断线纸业"

    stranger.fills({"联系人姓名": "柏青禾", "联系电话": PHONE})
    page.get_by_role("checkbox").check()
    stranger.presses("提交诉求")
    number_on_the_receipt(stranger)
    stranger.opens("/file/")
    stranger.sees_nothing_of("上次填写的内容")
    assert page.get_by_label("企业名称").input_value() == ""
