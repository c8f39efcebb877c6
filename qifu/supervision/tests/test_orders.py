"""The life of a supervision order, and what raises one."""

import uuid
from datetime import UTC, date, datetime

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.models import Event
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from qifu.supervision.issuing import order, urge
from qifu.supervision.models import Order, UrgingNotice
from qifu.supervision.order_steps import STEPS, take
from qifu.supervision.raising import look_at
from qifu.supervision.words import OrderStage

TUESDAY = datetime(2026, 4, 14, 2, tzinfo=UTC)
ANSWER = {"note": "管件到货晚", "measures": "本周内换管", "promised_on": date(2026, 4, 24)}
SAID = {
    "answer": ANSWER,
    "send_back": {"note": "未写明时限"},
    "verify": {"note": "现场核实已换管"},
    "close": {},
}


@pytest.fixture
def issued(ladder, given, actors):
    return order(given(), by=actors["office"], reason="企业再次来电", requirement="书面答复", at=TUESDAY)


def step(found: Order, verb: str, actors, who: str = "", at: datetime = TUESDAY) -> Order:
    person = who or ("head.water" if verb == "answer" else "office")
    take(found, verb, by=actors[person], at=at, **SAID[verb])
    return Order.objects.get(pk=found.pk)


def test_an_order_is_answered_verified_and_closed_and_each_step_stands_on_the_appeal_too(
    issued, actors, posts
):
    found = issued
    for verb, stage in (("answer", "answered"), ("verify", "verified"), ("close", "closed")):
        found = step(found, verb, actors)
        assert found.stage == stage
    assert (found.answer, found.measures, found.promised_on) == (
        "管件到货晚",
        "本周内换管",
        date(2026, 4, 24),
    )
    assert [s.verb for s in found.steps.all()] == ["issue", "answer", "verify", "close"]
    verbs = Event.objects.filter(appeal=found.appeal, verb__startswith="order").values_list("verb", flat=True)
    assert list(verbs) == ["order_issued", "order_answered", "order_verified", "order_closed"]
    told = Notice.objects.filter(user=posts["head.water"].user).order_by("id").values_list("kind", flat=True)
    assert list(told) == ["order-issued", "order-closed"]


def test_an_answer_is_due_within_three_working_days_and_again_after_it_was_sent_back(issued, actors):
    assert issued.due_at == datetime(2026, 4, 17, 16, tzinfo=UTC)  # the end of Friday 17 April
    found = step(issued, "answer", actors)
    found = step(found, "send_back", actors, at=datetime(2026, 4, 20, 2, tzinfo=UTC))
    assert (found.stage, found.due_at) == ("sent_back", datetime(2026, 4, 23, 16, tzinfo=UTC))
    assert step(found, "answer", actors).stage == "answered"


@pytest.mark.parametrize("stage", OrderStage.values)
@pytest.mark.parametrize("verb", STEPS)
def test_a_step_is_taken_from_its_own_stages_only(issued, actors, verb, stage):
    Order.objects.update(stage=stage)
    issued.refresh_from_db()
    if stage in STEPS[verb].sources:
        assert step(issued, verb, actors).stage == STEPS[verb].target
        return
    with pytest.raises(Refused):
        step(issued, verb, actors)
    assert Order.objects.get().stage == stage


@pytest.mark.parametrize(
    ("verb", "stage", "who"),
    [
        ("answer", "issued", "officer.water"),
        ("answer", "issued", "head.planning"),
        ("answer", "issued", "office"),
        ("verify", "answered", "head.water"),
        ("send_back", "answered", "head.water"),
        ("close", "verified", "deputy"),
    ],
)
def test_a_step_belongs_to_its_post(issued, actors, verb, stage, who):
    Order.objects.update(stage=stage)
    with pytest.raises(Refused):
        step(issued, verb, actors, who)
    assert Order.objects.get().stage == stage


def test_an_answer_that_promises_a_day_in_the_past_is_refused(issued, actors):
    with pytest.raises(Refused, match="2026-04-24"):
        step(issued, "answer", actors, at=datetime(2026, 4, 27, 2, tzinfo=UTC))


def test_numbers_run_on_and_begin_anew_with_the_year(ladder, given, actors):
    appeal = given()
    said = {"by": actors["office"], "reason": "催", "requirement": "答复"}
    numbers = [
        order(appeal, at=at, **said).number for at in (TUESDAY, TUESDAY, datetime(2027, 1, 5, tzinfo=UTC))
    ]
    assert numbers == ["〔2026〕1号", "〔2026〕2号", "〔2027〕1号"]


def test_a_refused_order_uses_no_number(ladder, given, actors):
    appeal = given()
    with pytest.raises(Refused):
        order(appeal, by=actors["office"], reason=" ", requirement="答复")
    with pytest.raises(Refused):
        order(appeal, by=actors["operator"], reason="催", requirement="答复")
    assert order(appeal, by=actors["inspector"], reason="催", requirement="答复").serial == 1


def test_one_order_comes_of_a_request_that_is_sent_twice(ladder, given, actors):
    appeal, key = given(), uuid.uuid4()
    said = {"by": actors["office"], "reason": "催", "requirement": "答复", "key": key}
    assert order(appeal, **said) == order(appeal, **said)
    assert Order.objects.count() == 1


def test_a_unit_is_urged_by_hand_once_a_day(ladder, given, actors, posts):
    appeal = given()
    assert urge(appeal, by=actors["office"], reason="企业着急", at=TUESDAY).number == "〔2026〕1号"
    with pytest.raises(Refused, match="水务局"):
        urge(appeal, by=actors["inspector"], reason="企业着急", at=TUESDAY)
    assert (
        urge(appeal, by=actors["inspector"], reason="再催", at=datetime(2026, 4, 15, 2, tzinfo=UTC)).serial
        == 2
    )
    assert Notice.objects.filter(user=posts["officer.water"].user, kind="urging-notice").count() == 2
    assert UrgingNotice.objects.filter(cause="by_hand").count() == 2


def answer(appeal, actors):
    advance(appeal, "submit_answer", by=actors["officer.water"], claim="solved", reply="已恢复供水。")
    advance(appeal, "answer", by=actors["head.water"])


def hear(appeal, actors, solution: int):
    verdict = {"reply_satisfaction": 4, "solution_satisfaction": solution, "solved": solution > 2}
    advance(appeal, "follow_up", by=actors["inspector"], way="phone", reached=True, **verdict)


def test_two_unhappy_follow_ups_in_a_row_raise_one_order(ladder, given, actors, work_off):
    appeal = given()
    answer(appeal, actors)
    hear(appeal, actors, 2)
    work_off()
    assert Order.objects.count() == 0
    hear(appeal, actors, 1)
    work_off()
    raised = Order.objects.get()
    assert (raised.cause, raised.unit.short_name, raised.who) == ("unhappy", "水务局", "系统")
    hear(appeal, actors, 1)
    work_off()
    look_at(appeal, TUESDAY)
    assert Order.objects.count() == 1  # while it is open, no other


def test_a_happy_follow_up_in_between_raises_none(ladder, given, actors, work_off):
    appeal = given()
    answer(appeal, actors)
    for grade in (2, 4, 2):
        hear(appeal, actors, grade)
    work_off()
    assert Order.objects.count() == 0


def test_the_fourth_redo_raises_an_order(ladder, given, actors, work_off):
    appeal = given()
    for redo in range(1, 5):
        answer(appeal, actors)
        advance(appeal, "redo", by=actors["office"], note="仍未解决")
        work_off()
        assert Order.objects.count() == (1 if redo == 4 else 0)
    assert Order.objects.get().cause == "redos"


def test_three_units_released_and_no_lead_raise_an_order_to_the_last(
    ladder, file_appeal, actors, units, categories, work_off
):
    appeal = file_appeal()
    advance(appeal, "accept", by=actors["office"], category=categories.water)
    for name in ("water", "planning", "trade"):
        assert Order.objects.count() == 0
        advance(appeal, "assign", by=actors["office"], lead=getattr(units, name), complexity="simple")
        advance(appeal, "object", by=actors[f"head.{name}"], note="不属本单位职责")
        advance(appeal, "uphold", by=actors["office"], note="同意退回")
        work_off()
    raised = Order.objects.get()
    assert (raised.cause, raised.unit) == ("no_lead", units.trade)
    assert raised.text == "水务局、规划局、工信局先后提出异议并获准退回，该诉求至今没有主办单位。"
