"""Supervision in the demonstration: every step stands at its own morning, and orders live on in the afternoons."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.demonstration.founding import Ground
from qifu.demonstration.supervising import MORNING, Supervising
from qifu.notices.models import Notice
from qifu.organisations.calendar import calendar
from qifu.supervision.models import Instruction, LadderStep, Order
from qifu.supervision.presets import load_presets


@pytest.fixture
def ground(district, posts):
    load_presets(district)
    return Ground(district, posts={(name, post.role): post for name, post in posts.items()})


@pytest.fixture
def given(file_appeal, actors, units, categories):
    def make(at):
        appeal = file_appeal(at=at)
        advance(appeal, "accept", by=actors["office"], at=at, category=categories.water)
        advance(appeal, "assign", by=actors["office"], at=at, lead=units.water, complexity="simple")
        advance(appeal, "sign_for", by=actors["officer.water"], at=at)
        return appeal

    return make


def test_the_past_is_swept_morning_by_morning_and_orders_are_answered(ground, given):
    now = timezone.now()
    begun = now - timedelta(days=40)
    stuck = given(begun)
    for _each in range(2):
        given(now)
    supervision = Supervising(ground)
    supervision.until(begun)
    supervision.finish(now)
    steps = list(LadderStep.objects.filter(appeal=stuck))
    assert [step.level for step in steps] == [1, 2, 3, 4]
    for step in steps:
        fired = timezone.localtime(step.fired_at)
        assert fired.time() == MORNING
        assert fired.date() == calendar().add(timezone.localdate(step.due_on) - timedelta(days=1), 1)
    raised = Order.objects.get(appeal=stuck, cause="ladder")
    assert (raised.stage, [step.verb for step in raised.steps.all()]) == (
        "closed",
        ["issue", "answer", "verify", "close"],
    )
    assert {timezone.localtime(step.at).time() for step in raised.steps.all()[1:]} == {time(16, 40)}
    assert set(Order.objects.exclude(pk=raised.pk).values_list("cause", flat=True)) == {
        "by_hand",
        "instruction",
    }
    assert Instruction.objects.filter(appeal=stuck).exists()
    assert not Notice.objects.filter(read_at=None, at__lt=now - timedelta(days=3)).exists()
