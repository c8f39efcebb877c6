"""What the telephone system tells, in any order and as often as it likes, is one call."""

import hashlib
import hmac
import json
from itertools import permutations

import pytest
from django.test import Client
from django.utils import timezone

from qifu.liaison.hotline.models import Call, CallBack, Extension
from qifu.liaison.hotline.records import renew_secret

RANG = {}
SPOKE = {"answered": "2026-03-12T09:30:08+08:00"}
ENDED = {**SPOKE, "ended": "2026-03-12T09:34:08+08:00"}


def test_an_answered_call_says_how_long_it_rang(tell):
    assert tell(**ENDED).json() == {"call": "T-1", "outcome": "new"}
    call = Call.objects.get()
    assert (call.wait_seconds, call.talked_seconds, f"{call.day}", call.hour) == (8, 240, "2026-03-12", 9)


@pytest.mark.parametrize("order", list(permutations([RANG, SPOKE, ENDED])))
def test_in_any_order_and_twice_it_is_the_same_call(order, tell):
    for record in (*order, *order):
        assert tell(**record).status_code == 200
    call = Call.objects.get()
    assert (call.outcome, call.wait_seconds, call.talked_seconds) == ("new", 8, 240)
    assert not CallBack.objects.filter(state="open").exists()


@pytest.mark.parametrize("desk_first", [True, False])
def test_the_desks_record_and_the_systems_are_one(desk_first, tell, dial):
    steps = [lambda: dial("registered", call="T-1"), lambda: tell(**ENDED)]
    for step in steps if desk_first else reversed(steps):
        step()
    call = Call.objects.get()
    assert (call.outcome, call.wait_seconds, call.operator.name) == ("registered", 8, "operator")
    assert timezone.localtime(call.begun_at).hour == 9


def test_a_call_that_nobody_answered_comes_onto_the_list_once(tell):
    for number in ("T-1", "T-2"):
        tell(call=number, ended="2026-03-12T09:31:00+08:00")
    assert [call.outcome for call in Call.objects.all()] == ["missed", "missed"]
    assert CallBack.objects.get().call.external_id == "T-1"


def test_an_operator_is_known_by_the_extension(tell, posts, district):
    Extension.objects.create(district=district, extension="8001", user=posts["operator"].user)
    tell(extension=8001, **ENDED)
    assert Call.objects.get().operator == posts["operator"].user


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"call": ""}, "call"),
        ({"call": "x" * 65}, "call"),
        ({"call": ["T"]}, "call"),
        ({"phone": {"a": 1}}, "phone"),
        ({"begun": None}, "begun"),
        ({"begun": "yesterday"}, "begun"),
        ({"begun": "0001-01-01T00:00:00+08:00"}, "begun"),
        ({"begun": "9999-12-31T23:59:59-10:00"}, "begun"),
        ({"answered": "2026-03-12T09:29:00+08:00"}, "answered"),
        ({**SPOKE, "ended": "2026-03-12T09:30:01+08:00"}, "ended"),
        ({"waited": "8"}, "waited"),
        ({"waited": True}, "waited"),
        ({"extension": "x" * 21}, "extension"),
    ],
)
def test_a_wrong_field_is_named(said, field, tell):
    answer = tell(**said)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert Call.objects.count() == 0


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 9000, b"12"])
def test_what_is_no_record_is_refused(body, secret):
    answer = Client().post(
        "/hotline/calls/",
        body,
        content_type="application/json",
        headers={"authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_a_record_has_a_size(tell):
    assert tell(note="x" * 17000).status_code == 413


def test_a_wrong_an_old_and_no_secret_are_refused(tell, secret, district, actors):
    assert tell(bearer="guessed").status_code == 403
    assert tell(bearer="").status_code == 403
    renewed = renew_secret(district, by=actors["office"])
    assert (tell(bearer=secret).status_code, tell(bearer=renewed).status_code) == (403, 200)
    assert Client().post("/hotline/calls/", b"{}", content_type="application/json").status_code == 403


@pytest.mark.parametrize(
    ("age", "spoilt", "status"), [(0, False, 200), (299, False, 200), (301, False, 403), (0, True, 403)]
)
def test_a_signature_stands_in_for_the_secret(age, spoilt, status, secret, district):
    body = json.dumps({"call": "T-9", "begun": "2026-03-12T09:30:00+08:00"}).encode()
    stamp = f"{int(timezone.now().timestamp()) - age}"
    digest = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    answer = Client().post(
        "/hotline/calls/",
        body + b" " if spoilt else body,
        content_type="application/json",
        headers={
            "x-qifu-district": district.code,
            "x-qifu-timestamp": stamp,
            "x-qifu-signature": f"sha256={digest}",
        },
    )
    assert answer.status_code == status


def test_the_secret_is_shown_once(sign_in):
    made = sign_in("office").post("/hotline/telephone-system/")
    secret = made.context["secret"]
    assert secret in made.content.decode()
    assert secret not in sign_in("office").get("/hotline/telephone-system/").content.decode()
