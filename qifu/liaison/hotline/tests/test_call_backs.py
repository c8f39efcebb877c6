"""Calls that are owed back: tried, reached, given up, or settled because the caller called again."""

import uuid
from datetime import timedelta

import pytest

from qifu.liaison.hotline.calling_back import try_call_back
from qifu.liaison.hotline.models import CallBack
from qifu.liaison.hotline.tests.conftest import at
from qifu.organisations.refusals import Refused

TEN = at(3, 12, 10)


@pytest.fixture
def missed(tell) -> CallBack:
    tell(ended="2026-03-12T09:31:00+08:00")
    return CallBack.objects.get()


@pytest.fixture
def tries(missed, actors):
    def make(reached=False, when=TEN, key=None):
        return try_call_back(missed, by=actors["operator"], reached=reached, key=key or uuid.uuid4(), at=when)

    return make


def test_in_vain_it_comes_up_again_after_two_hours_and_is_given_up_after_three_tries(tries):
    first = tries()
    assert (first.state, first.next_at) == ("open", at(3, 12, 12))
    tries(when=at(3, 12, 12))
    assert tries(when=at(3, 12, 14)).state == "given_up"
    with pytest.raises(Refused):
        tries(when=at(3, 12, 16))


def test_a_try_sent_twice_counts_once(tries):
    key = uuid.uuid4()
    assert [tries(key=key).tries, tries(key=key).tries] == [1, 1]


def test_who_calls_again_and_is_heard_is_owed_nothing(missed, dial):
    dial("question")
    missed.refresh_from_db()
    assert missed.state == "called_again"


def test_the_page_records_a_try_and_leads_to_the_desk_once_somebody_is_reached(missed, sign_in):
    client, url = sign_in("operator"), f"/hotline/call-backs/{missed.pk}/"
    assert client.post(url, {"reached": ""}).status_code == 422
    assert client.post(url, {"reached": "no", "remark": "占线"})["Location"] == "/hotline/call-backs/"
    assert client.post(url, {"reached": "yes"})["Location"] == f"/hotline/?of={missed.call_id}"
    assert client.post(url, {"reached": "no"}).status_code == 409


def test_the_number_shows_only_for_a_reason(missed, sign_in):
    client, url = sign_in("operator"), f"/hotline/call-backs/{missed.pk}/"
    assert "19900001234" not in client.get(url).content.decode()
    client.post(f"/hotline/calls/{missed.call_id}/people/?next={url}", {"reason": "回拨未接来电"})
    assert "19900001234" in client.get(url).content.decode()
    assert (
        client.get(f"/hotline/?of={missed.call_id}").context["form"]["caller_phone"].value() == "19900001234"
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(rows, tell, sign_in, django_assert_num_queries):
    for number in range(rows):
        tell(call=f"T-{number}", phone=f"1990000000{number}", ended="2026-03-12T09:31:00+08:00")
    client = sign_in("operator")
    client.get("/hotline/call-backs/")
    with django_assert_num_queries(5):
        assert len(client.get("/hotline/call-backs/").context["page"]) == rows


def test_the_newest_try_stands_first_by_its_time(missed, tell, sign_in, tries):
    tell(call="T-2", phone="19900009999", ended="2026-03-12T09:40:00+08:00")
    tries(when=missed.next_at + timedelta(hours=1))
    page = sign_in("operator").get("/hotline/call-backs/").context["page"]
    assert [row.call.external_id for row in page] == ["T-2", "T-1"]
