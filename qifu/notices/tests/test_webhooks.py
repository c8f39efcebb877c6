"""Group robots and webhooks, over HTTP to a real server on loopback; signatures are verified by their makers' recipes."""

import base64
import hashlib
import hmac
import json
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from qifu.notices.models import Delivery, Endpoint
from qifu.notices.tasks import send_due
from tests.sinks import Answer

TEXT = "督办单〔2026〕3号已下达\n请于2026年9月18日前书面答复。\nhttps://qifu.linjiang.example/orders/3/"


@pytest.fixture
def endpoint(robot, district):
    def make(medium, path="/hook", **given):
        name = given.pop("name", medium)
        return Endpoint.objects.create(
            district=district, name=name, medium=medium, url=f"{robot.url}{path}", **given
        )

    return make


def test_wecom_is_sent_its_text_message(robot, endpoint, tell_of, work):
    endpoint("wecom", "/cgi-bin/webhook/send?key=693a")
    tell_of("officer.water", "head.water")
    work()
    (asked,) = robot.asked
    assert asked.path == "/cgi-bin/webhook/send?key=693a"
    assert asked.json == {"msgtype": "text", "text": {"content": TEXT}}
    assert Delivery.objects.get().state == "sent"


def test_dingtalk_is_signed_by_timestamp_and_secret_in_the_address(robot, endpoint, tell_of, work):
    endpoint("dingtalk", "/robot/send?access_token=5f1c", secret="SECc0ffee")
    tell_of("officer.water")
    work()
    (asked,) = robot.asked
    query = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
    signed = hmac.new(b"SECc0ffee", f"{query['timestamp']}\nSECc0ffee".encode(), hashlib.sha256).digest()
    assert query == {
        "access_token": "5f1c",
        "timestamp": query["timestamp"],
        "sign": base64.b64encode(signed).decode(),
    }
    assert abs(int(query["timestamp"]) / 1000 - time.time()) < 60
    assert asked.json == {"msgtype": "text", "text": {"content": TEXT}}


def test_feishu_is_signed_in_the_body_with_the_text_as_the_key(robot, endpoint, tell_of, work):
    endpoint("feishu", "/open-apis/bot/v2/hook/4d5e", secret="fei-shu")
    tell_of("officer.water")
    work()
    body = robot.asked[0].json
    signed = hmac.new(f"{body['timestamp']}\nfei-shu".encode(), b"", hashlib.sha256).digest()
    assert body == {
        "timestamp": body["timestamp"],
        "sign": base64.b64encode(signed).decode(),
        "msg_type": "text",
        "content": {"text": TEXT},
    }
    assert abs(int(body["timestamp"]) - time.time()) < 60


def test_signed_json_carries_timestamp_signature_and_idempotency_key(robot, endpoint, tell_of, work):
    row = endpoint("json", secret="between-us", language="en")
    tell_of("officer.water")
    work()
    (asked,) = robot.asked
    stamp = asked.headers["X-Qifu-Timestamp"]
    signed = hmac.new(b"between-us", stamp.encode() + b"." + asked.body, hashlib.sha256).hexdigest()
    assert asked.headers["X-Qifu-Signature"] == f"sha256={signed}"
    key = f"endpoint-{row.pk}-order-3"
    assert asked.headers["Idempotency-Key"] == key
    assert asked.json == {
        "id": key,
        "kind": "test-order",
        "district": "990199",
        "title": "Supervision order 〔2026〕3号 issued",
        "text": "Answer it in writing by Sept. 18, 2026.",
        "url": "https://qifu.linjiang.example/orders/3/",
        "at": asked.json["at"],
    }


def test_a_second_try_carries_the_same_key(robot, endpoint, tell_of, work):
    endpoint("json", secret="between-us")
    robot.answers = [Answer(503, "busy")]
    tell_of("officer.water")
    work()
    assert Delivery.objects.get().last_error == "HTTP 503 busy"
    Delivery.objects.update(next_at=timezone.now())
    send_due.call()
    first, second = robot.asked
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]
    assert first.body == second.body
    assert Delivery.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("medium", "refusal"),
    [
        ("wecom", '{"errcode": 93000, "errmsg": "invalid webhook url"}'),
        ("dingtalk", '{"errcode": 310000, "errmsg": "sign not match"}'),
        ("feishu", '{"code": 19021, "msg": "sign match fail or timestamp is not within one hour"}'),
        ("wecom", "<html>a page of somebody's proxy</html>"),
    ],
)
def test_a_robot_that_answers_200_and_refuses_has_refused(robot, endpoint, tell_of, work, medium, refusal):
    endpoint(medium)
    robot.answer = Answer(200, refusal)
    tell_of("officer.water")
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.last_error) == ("waiting", refusal)


def test_a_redirect_is_not_followed(robot, endpoint, tell_of, work):
    endpoint("json", secret="between-us")
    robot.answer = Answer(302, "", {"Location": f"{robot.url}/elsewhere"})
    tell_of("officer.water")
    work()
    assert [asked.path for asked in robot.asked] == ["/hook"]
    assert Delivery.objects.get().state == "waiting"


def test_a_long_text_keeps_within_what_wecom_takes_and_its_link_stays_whole(
    robot, endpoint, tell_of, work, order_issued
):
    endpoint("wecom")
    tell_of("officer.water", due="长" * 2000)
    work()
    content = robot.asked[0].json["text"]["content"]
    assert len(content.encode()) <= 2048
    assert content.endswith("长…\nhttps://qifu.linjiang.example/orders/3/")


def test_a_units_robot_hears_only_what_its_people_are_told(robot, endpoint, tell_of, work, units):
    endpoint("json", "/water", name="water", secret="x", unit=units.water)
    endpoint("json", "/trade", name="trade", secret="x", unit=units.trade)
    endpoint("json", "/all", name="all", secret="x")
    tell_of("officer.water")
    work()
    assert sorted(asked.path for asked in robot.asked) == ["/all", "/water"]


def test_a_robot_that_is_off_or_wants_other_kinds_hears_nothing(robot, endpoint, tell_of, work):
    endpoint("json", name="off", secret="x", active=False)
    endpoint("json", name="other", secret="x", kinds=["other-kind"])
    endpoint("json", "/wanted", name="wanted", secret="x", kinds=["test-order"])
    tell_of("officer.water")
    work()
    assert [asked.path for asked in robot.asked] == ["/wanted"]


def test_two_people_told_in_two_steps_are_one_message_in_the_group(robot, endpoint, tell_of, work):
    endpoint("wecom")
    tell_of("officer.water")
    tell_of("head.water")
    work()
    assert len(robot.asked) == 1
    assert json.loads(robot.asked[0].body)["text"]["content"] == TEXT


def test_told_again_nothing_is_enqueued_again(robot, endpoint, tell_of, work):
    endpoint("wecom")
    tell_of("officer.water")
    tell_of("officer.water")
    assert work() == 1
    tell_of("officer.water")
    assert (work(), len(robot.asked)) == (0, 1)
