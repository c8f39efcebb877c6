"""The office looks after what leaves: dead letters, sending again, trying an endpoint out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from qifu.notices.models import Delivery, Endpoint
from qifu.organisations.models import LogEntry
from tests.sinks import Answer

PAGE = "/notices/deliveries/"


@pytest.fixture
def endpoint(robot, district):
    return Endpoint.objects.create(
        district=district, name="督查群", medium="wecom", url=f"{robot.url}/hook?key=693a"
    )


@pytest.fixture
def given_up(robot, endpoint, tell_of, work):
    tell_of("officer.water")
    robot.answer = Answer(500, "down")
    work()
    Delivery.objects.update(state="dead", tries=6)
    return Delivery.objects.get()


def test_the_list_says_who_how_and_whether_but_not_what_was_said(sign_in, given_up):
    text = sign_in("system").get(PAGE).content.decode()
    assert "督查群" in text
    assert "企业微信群机器人" in text
    assert "HTTP 500 down" in text
    assert "督办单〔2026〕3号已下达" not in text


def test_the_list_costs_the_same_with_one_and_three(sign_in, endpoint, tell_of):
    browser = sign_in("office")

    def queries():
        with CaptureQueriesContext(connection) as seen:
            browser.get(PAGE)
        return len(seen)

    tell_of("officer.water", key="a")
    queries()  # the first page of a session also notes that somebody is there
    assert queries() == 4  # session, post, the number given up, the page
    for key in ("b", "c"):
        tell_of("officer.water", key=key)
    assert queries() == 4


def test_states_are_tabs(sign_in, endpoint, given_up, tell_of):
    tell_of("officer.water", key="later")
    browser = sign_in("office")
    shown = [line["delivery"].pk for line in browser.get(PAGE, {"state": "dead"}).context["lines"]]
    assert shown == [given_up.pk]
    assert len(browser.get(PAGE).context["lines"]) == 2
    assert len(browser.get(PAGE, {"state": "nonsense"}).context["lines"]) == 2


def test_what_was_given_up_is_sent_again_under_its_old_key(sign_in, robot, given_up, work):
    robot.answer, robot.asked[:] = Answer(), []
    sign_in("office").post(reverse("delivery-resend", args=[given_up.pk]))
    work()
    given_up.refresh_from_db()
    assert (given_up.state, given_up.tries) == ("sent", 1)
    assert [asked.headers["Idempotency-Key"] for asked in robot.asked] == [given_up.key]
    assert LogEntry.objects.get().what == "重发消息：督查群"


def test_what_has_been_sent_is_not_sent_again(sign_in, robot, given_up, work):
    Delivery.objects.update(state="sent")
    robot.asked[:] = []
    page = sign_in("office").post(reverse("delivery-resend", args=[given_up.pk]))
    assert page.status_code == 409
    assert "只有未送达的消息可以重发；这条消息已发送或正在发送。" in page.content.decode()
    assert (work(), robot.asked) == (0, [])


def test_all_given_up_are_sent_again_at_once(sign_in, robot, endpoint, given_up, tell_of, work):
    tell_of("officer.water", key="second")
    work()
    Delivery.objects.update(state="dead")
    robot.answer, robot.asked[:] = Answer(), []
    page = sign_in("office").post(reverse("deliveries-resend"), follow=True)
    assert "已重新发送 2 条消息。" in page.content.decode()
    assert (work(), len(robot.asked)) == (2, 2)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_another_districts_messages_do_not_exist(sign_in, given_up, district):
    Delivery.objects.update(district=district.parent)
    browser = sign_in("office")
    assert browser.get(PAGE).context["lines"] == []
    assert browser.post(reverse("delivery-resend", args=[given_up.pk])).status_code == 404


def test_a_test_message_is_sent_and_its_end_is_said_beside_the_endpoint(sign_in, robot, endpoint, work):
    browser = sign_in("office")
    page = reverse("settings-edit", args=["endpoints", endpoint.pk])
    assert browser.post(reverse("endpoint-try-out", args=[endpoint.pk])).url == page
    work()
    assert robot.asked[0].json == {
        "msgtype": "text",
        "text": {"content": "测试消息\n“督查群”可以收到企服系统的通知。"},
    }
    assert f"已发送 {timezone.localtime():%m-%d}" in browser.get(page).content.decode()


SETTINGS = ["deliveries", "wordings"]


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("office", 200),
        ("system", 200),
        ("officer.water", 403),
        ("head.water", 403),
        ("mayor", 403),
        ("contact", 403),
        ("security", 403),
        ("audit", 403),
    ],
)
def test_only_the_office_and_the_system_administrator_come_in(sign_in, name, person, status):
    assert sign_in(person).get(reverse(name)).status_code == status


@pytest.mark.parametrize("person", ["officer.water", "mayor", "contact", "audit"])
def test_nobody_else_sends_again_or_tries_out(sign_in, given_up, endpoint, person):
    browser = sign_in(person)
    for address in (
        reverse("delivery-resend", args=[given_up.pk]),
        reverse("deliveries-resend"),
        reverse("endpoint-try-out", args=[endpoint.pk]),
    ):
        assert browser.post(address).status_code == 403
    given_up.refresh_from_db()
    assert given_up.state == "dead"


def save(browser, endpoint, **changed):
    fields = {
        "name": "督查群", "medium": "dingtalk", "url": "https://9.9.9.9/robot?access_token=5f1c",
        "secret": "", "language": "zh-hans", "active": "on",
    }  # fmt: skip
    page = reverse("settings-edit", args=["endpoints", endpoint.pk])
    return browser.post(page, {**fields, **changed})


def test_neither_the_secret_nor_the_robots_key_is_shown_again_or_logged(sign_in, endpoint):
    browser = sign_in("office")
    save(browser, endpoint, secret="SECc0ffee", url="https://9.9.9.9/open-apis/bot/v2/hook/4d5e?key=5f1c")
    endpoint.refresh_from_db()
    assert endpoint.secret == "SECc0ffee"
    page = browser.get(reverse("settings-edit", args=["endpoints", endpoint.pk])).content.decode()
    assert "SECc0ffee" not in page
    entry = LogEntry.objects.get()
    assert sorted(entry.after) == ["medium", "secret", "url"]
    said = f"{entry.before} {entry.after}"
    listed = browser.get(reverse("settings-list", args=["endpoints"])).content.decode()
    assert "https://9.9.9.9/…" in listed
    for hidden in ("SECc0ffee", "4d5e", "5f1c", "693a"):
        assert hidden not in said
        assert hidden not in listed


def test_an_empty_secret_box_keeps_the_secret(sign_in, endpoint):
    browser = sign_in("office")
    save(browser, endpoint, secret="SECc0ffee")
    save(browser, endpoint, name="督查一群")
    endpoint.refresh_from_db()
    assert (endpoint.name, endpoint.secret) == ("督查一群", "SECc0ffee")


def test_signed_json_without_a_secret_is_refused(sign_in, endpoint):
    page = save(sign_in("office"), endpoint, medium="json")
    assert "签名 JSON 必须填写密钥，双方据此签名和验签。" in page.content.decode()
