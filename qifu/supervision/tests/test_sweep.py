"""Overdue appeals climb: each step once, in order, dated when it was due."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Event
from qifu.appeals.sealing import seal_batch, verify
from qifu.notices.models import Notice
from qifu.organisations.models import District
from qifu.supervision.models import Escalation, LadderStep, Order, UrgingNotice
from qifu.supervision.presets import load_presets
from qifu.supervision.sweep import sweep
from qifu.supervision.tasks import tell_of

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 10) -> datetime:
    """Local time in April and May 2026; day 32 is 2 May."""
    return datetime(2026, 4, 1, hour - 8, tzinfo=UTC) + timedelta(days=day - 1)


def midnight(month: int, day: int) -> datetime:
    """The first moment of that day."""
    return datetime(2026, month, day, tzinfo=UTC) - timedelta(hours=8)


def steps(appeal: Appeal) -> list[tuple[int, str, str]]:
    return list(
        LadderStep.objects.filter(appeal=appeal).order_by("id").values_list("level", "action", "number")
    )


@pytest.mark.parametrize(
    ("now", "taken"),
    [
        (at(20, 23), 0),  # the day on which the answer is due
        (at(21), 1),
        (at(22), 1),
        (at(23), 2),  # the third working day after it
        (at(24), 2),
        (at(27), 3),  # the fifth, over a weekend
        (at(34), 3),  # 4 May, a holiday
        (at(37), 4),  # the tenth, over the holiday of 1 to 5 May and with the make-up day 9 May still to come
    ],
)
def test_an_overdue_appeal_stands_on_the_step_of_its_working_days(ladder, given, district, now, taken):
    appeal = given()
    assert sweep(district, now) == taken
    assert [level for level, _action, _number in steps(appeal)] == list(range(1, taken + 1))


def test_a_sweep_that_is_late_takes_each_missed_step_in_order_with_the_date_when_it_was_due(
    ladder, given, district
):
    appeal = given()
    late = at(60)
    assert sweep(district, late) == 4
    assert steps(appeal) == [
        (1, "urge", "〔2026〕1号"),
        (2, "order", "〔2026〕1号"),
        (3, "escalate", "〔2026〕1号"),
        (4, "hand_over", "〔2026〕2号"),
    ]
    rows = LadderStep.objects.filter(appeal=appeal)
    assert [row.due_on for row in rows] == [
        midnight(4, 21),
        midnight(4, 23),
        midnight(4, 27),
        midnight(5, 7),
    ]
    assert {row.fired_at for row in rows} == {late}


def test_a_step_fires_once_however_often_the_sweep_runs(ladder, given, district):
    appeal = given()
    assert [sweep(district, at(23)) for _each in range(3)] == [2, 0, 0]
    assert sweep(district, at(24)) == 0
    assert len(steps(appeal)) == 2


def test_every_step_is_an_event_of_the_systems_own_in_an_unbroken_chain(ladder, given, district):
    appeal = given()
    sweep(district, at(60))
    events = list(Event.objects.filter(appeal=appeal, role="system").order_by("sequence"))
    assert [event.verb for event in events] == ["urged", "order_issued", "escalated", "handed_over"]
    assert events[1].data == {"record": "〔2026〕1号", "due_on": "2026-04-20", "late": 3, "level": 2}
    appeal.refresh_from_db()
    assert (appeal.stage, appeal.events, appeal.head) == ("handling", 8, events[-1].digest)
    while seal_batch(district):
        pass
    assert verify(district) is None


def test_the_records_name_unit_and_leader(ladder, given, district, units, posts):
    appeal = given()
    sweep(district, at(60))
    assert UrgingNotice.objects.get(appeal=appeal).unit == units.water
    order = Order.objects.get(appeal=appeal)
    assert (order.unit, order.cause, order.stage, order.answer_days) == (units.water, "ladder", "issued", 3)
    front, last = Escalation.objects.filter(appeal=appeal).order_by("id")
    assert (front.action, front.leader.name, front.number) == ("escalate", "方正平", "〔2026〕1号")
    assert (last.action, last.leader.name, last.number) == ("hand_over", "高远", "〔2026〕2号")


def test_a_unit_outside_every_front_goes_to_the_district_head(ladder, given, district, units, posts):
    units.water.front = None
    units.water.save()
    appeal = given()
    sweep(district, at(28))
    assert Escalation.objects.get(appeal=appeal).leader.name == "高远"


def test_people_are_told_once_though_the_task_runs_twice(ladder, given, district, posts, work_off):
    given()
    sweep(district, at(60))
    work_off()
    said = {
        name: sorted(Notice.objects.filter(user=posts[name].user).values_list("kind", flat=True))
        for name in ("officer.water", "head.water", "head.planning", "deputy", "mayor", "officer.trade")
    }
    assert said == {
        "officer.water": ["urging-notice"],
        "head.water": ["circular", "handed-over", "order-issued", "urging-notice"],
        "head.planning": ["circular"],
        "deputy": ["escalated"],
        "mayor": ["handed-over"],
        "officer.trade": [],
    }
    for model in (UrgingNotice, Order, Escalation):
        tell_of.call(model._meta.model_name, list(model.objects.values_list("pk", flat=True)))
    assert Notice.objects.filter(user=posts["head.water"].user).count() == 4


def test_a_paused_clock_does_not_climb(ladder, given, actors, district):
    appeal = given()
    advance(appeal, "wait", by=actors["officer.water"], at=at(16), note="等待企业补充图纸")
    assert sweep(district, at(60)) == 0


def test_an_extended_clock_climbs_from_its_new_date(ladder, given, actors, district):
    appeal = given()
    advance(
        appeal, "ask_extension", by=actors["officer.water"], at=at(16), until=date(2026, 4, 27), note="订货"
    )
    advance(appeal, "approve_extension", by=actors["office"], at=at(16))
    assert sweep(district, at(27)) == 0
    assert sweep(district, at(28)) == 1


def test_an_answered_appeal_climbs_no_further(ladder, given, actors, district):
    appeal = given()
    assert sweep(district, at(21)) == 1
    advance(
        appeal, "submit_answer", by=actors["officer.water"], at=at(21), claim="solved", reply="已恢复供水。"
    )
    advance(appeal, "answer", by=actors["head.water"], at=at(21))
    assert sweep(district, at(60)) == 0


def test_numbers_of_a_series_have_no_gaps_over_several_batches(ladder, given, district, monkeypatch):
    monkeypatch.setattr("qifu.supervision.sweep.BATCH", 2)
    for _each in range(5):
        given()
    assert sweep(district, at(21)) == 5
    serials = UrgingNotice.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == [1, 2, 3, 4, 5]


def test_a_district_without_rules_sweeps_nothing(given, district):
    given()
    assert sweep(district, at(60)) == 0


def test_another_districts_appeals_do_not_climb_by_our_rules(ladder, given, district):
    given()
    other = District.objects.create(code="990198", name="望山区", parent=district.parent)
    load_presets(other)
    assert sweep(other, at(60)) == 0


def test_what_is_not_due_costs_one_question_a_level(ladder, given, district, django_assert_num_queries):
    given()
    with django_assert_num_queries(14):  # the rules, and for each level a transaction with two questions
        sweep(district, at(15))
