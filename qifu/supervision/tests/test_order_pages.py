"""Orders in the browser: list, page, steps, and issuing from the appeal's page."""

import uuid

import pytest

from qifu.supervision.issuing import order
from qifu.supervision.models import Order
from tests.pages import said_by, text_of


@pytest.fixture
def issued(ladder, given, actors):
    def make(**said: object) -> Order:
        return order(given(**said), by=actors["office"], reason="企业再次来电", requirement="三日内书面答复")

    return make


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(rows, issued, sign_in, django_assert_num_queries):
    for _each in range(rows):
        issued()
    client = sign_in("office")
    client.get("/supervision/orders/")
    with django_assert_num_queries(4):
        response = client.get("/supervision/orders/")
    assert [row.order.serial for row in response.context["rows"]] == list(range(rows, 0, -1))


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("office", 2),
        ("inspector", 2),
        ("mayor", 2),
        ("deputy", 1),
        ("city", 2),
        ("officer.water", 1),
        ("head.trade", 1),
        ("head.planning", 0),
    ],
)
def test_each_sees_the_orders_of_the_own_scope(who, seen, issued, sign_in):
    made = [issued(), issued(lead="trade")]
    client = sign_in(who)
    assert len(client.get("/supervision/orders/").context["rows"]) == seen
    found = [client.get(f"/supervision/orders/{each.pk}/").status_code for each in made]
    assert found.count(200) == seen
    assert found.count(404) == 2 - seen


@pytest.mark.parametrize("who", ["operator", "system", "contact"])
def test_others_have_no_orders(who, issued, sign_in):
    made = issued()
    assert sign_in(who).get(f"/supervision/orders/{made.pk}/").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [("stage=closed", 1), ("stage=open", 2), ("light=none", 1), ("cause=by_hand", 3), ("cause=ladder", 0)],
)
def test_the_filters_narrow(query, found, issued, sign_in, units):
    made = [issued(), issued(), issued(lead="trade")]
    Order.objects.filter(pk=made[0].pk).update(stage="closed")
    assert len(sign_in("office").get(f"/supervision/orders/?{query}").context["rows"]) == found
    assert len(sign_in("office").get(f"/supervision/orders/?unit={units.trade.pk}").context["rows"]) == 1


def test_head_answers_and_office_sends_back_verifies_and_closes(issued, sign_in):
    url = f"/supervision/orders/{issued().pk}/"
    head, office = sign_in("head.water"), sign_in("office")
    answer = {"note": "管件到货晚", "measures": "本周内换管", "promised_on": "2099-01-05"}
    assert head.post(url + "answer/", answer).status_code == 302
    assert office.post(url + "send_back/", {"note": "未写明时限"}).status_code == 302
    assert head.post(url + "answer/", answer).status_code == 302
    assert "本周内换管" in text_of(office.get(url))
    assert office.post(url + "verify/", {"note": "已现场核实"}).status_code == 302
    assert office.post(url + "close/", {"note": ""}).status_code == 302
    assert Order.objects.get().stage == "closed"
    assert office.get(url).context["steps"] == []


def test_an_answer_without_a_date_is_said_beside_the_field_and_keeps_what_was_typed(issued, sign_in):
    made = issued()
    response = sign_in("head.water").post(f"/supervision/orders/{made.pk}/answer/", {"note": "管件到货晚"})
    assert response.status_code == 422
    assert "管件到货晚" in text_of(response)
    assert Order.objects.get().stage == "issued"


def test_who_is_too_late_reads_why(issued, sign_in):
    made = issued()
    Order.objects.update(stage="verified")
    response = sign_in("office").post(f"/supervision/orders/{made.pk}/verify/", {"note": "已核实"})
    assert response.status_code == 409
    assert "不能“核实”：督办单目前的状态是“已核实，待办结”" in text_of(response)


def test_the_appeals_page_has_a_place_for_supervision_and_orders_are_issued_from_it(ladder, given, sign_in):
    appeal = given()
    office = sign_in("office")
    slot = f"/supervision/of-appeal/{appeal.number}/"
    assert slot in office.get(f"/appeals/{appeal.number}/").content.decode()
    assert "没有催办或督办。" in text_of(office.get(slot))
    said = {"key": str(uuid.uuid4()), "reason": "企业再次来电", "requirement": "三日内书面答复"}
    for _twice in range(2):
        assert office.post(slot + "order/", said).status_code == 302
    assert Order.objects.count() == 1
    assert office.post(slot + "urge/", {"reason": "请抓紧"}).status_code == 302
    shown = text_of(office.get(slot))
    assert "督办单〔2026〕" in shown.replace(" ", "") or "督办单" in shown
    assert said_by(office.get(f"/appeals/{appeal.number}/"))


def test_outside_ones_scope_there_is_nothing(ladder, given, sign_in):
    appeal = given()
    client = sign_in("officer.planning")
    assert client.get(f"/supervision/of-appeal/{appeal.number}/").status_code == 404
    assert (
        client.post(f"/supervision/of-appeal/{appeal.number}/urge/", {"reason": "请抓紧"}).status_code == 404
    )


def test_an_officer_urges_nobody(ladder, given, sign_in):
    appeal = given()
    response = sign_in("officer.water").post(
        f"/supervision/of-appeal/{appeal.number}/urge/", {"reason": "请抓紧"}
    )
    assert response.status_code == 409


def test_the_head_finds_the_order_in_the_worklist(issued, sign_in):
    made = issued()
    assert f"/supervision/orders/{made.pk}/" in sign_in("head.water").get("/worklist/owed/").content.decode()
