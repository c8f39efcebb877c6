"""E-mail to a company's people who have no account."""

from datetime import date

from qifu.notices.letters import Letter, write_all
from qifu.notices.models import Delivery


def write(district, address="chen@boiler.example", key="order-3-1"):
    said = {"number": "〔2026〕3号", "due": date(2026, 9, 18)}
    write_all([Letter(address, "/q/abc/", key, said)], kind="test-order", district=district)


def test_it_carries_the_link_and_says_why_it_came(smtp, district, work):
    write(district)
    work()
    (mailed,) = smtp.mails
    assert mailed.to == ["chen@boiler.example"]
    assert mailed.message.get_content().splitlines() == [
        "请于2026年9月18日前书面答复。",
        "",
        "查看：https://qifu.linjiang.example/q/abc/",
        "",
        "-- ",
        "",
        "您收到此邮件，是因为贵企业向活动办公室留下了这个邮箱。",
    ]


def test_written_twice_it_leaves_once(smtp, district, work):
    write(district)
    write(district)
    work()
    assert len(smtp.mails) == 1


def test_a_contact_without_an_address_is_left_out(smtp, district):
    letters = [Letter("", "/q/a/", "a", {}), Letter("b@b.example", "/q/b/", "b", {"number": "3", "due": "x"})]
    assert write_all(letters, kind="test-order", district=district) == 1


def test_where_the_installation_does_not_know_its_own_address_nothing_is_written(smtp, settings, district):
    settings.SITE_URL = ""
    write(district)
    assert not Delivery.objects.exists()


def test_the_list_of_deliveries_masks_the_address(smtp, district, sign_in):
    write(district)
    page = sign_in("system").get("/notices/deliveries/").content.decode()
    assert ("c***@boiler.example" in page, "chen@boiler" in page) == (True, False)
