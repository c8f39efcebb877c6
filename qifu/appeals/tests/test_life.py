"""An appeal's whole life through the verbs, told in the order in which it happens."""

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.models import Clock
from qifu.appeals.words import Stage
from qifu.organisations.refusals import Refused


def test_a_plain_appeal_goes_from_registered_to_closed(file_appeal, actors, units, categories):
    appeal = file_appeal()
    assert appeal.stage == Stage.REGISTERED
    advance(appeal, "accept", by=actors["office"], category=categories.water)
    advance(
        appeal, "assign", by=actors["office"], lead=units.water, assist=[units.planning], complexity="several"
    )
    advance(appeal, "sign_for", by=actors["officer.water"])
    advance(appeal, "give_opinion", by=actors["officer.planning"], note="管线图已提供")
    advance(appeal, "contact", by=actors["officer.water"], way="phone", whom="陈静", note="已约定上门")
    advance(appeal, "submit_answer", by=actors["officer.water"], claim="solved", reply="已于昨日恢复供水。")
    advance(appeal, "answer", by=actors["head.water"])
    with pytest.raises(Refused):
        advance(appeal, "close", by=actors["office"])
    advance(
        appeal,
        "follow_up",
        by=actors["inspector"],
        way="phone",
        reached=True,
        reply_satisfaction=5,
        solution_satisfaction=4,
        solved=True,
    )
    advance(appeal, "close", by=actors["office"])
    appeal.refresh_from_db()
    assert (appeal.stage, appeal.on_time, appeal.working_days, appeal.events) == (Stage.CLOSED, True, 0, 10)
    assert not Clock.objects.filter(stopped_at=None).exists()
    assert [event.verb for event in appeal.timeline.all()] == [
        "register",
        "accept",
        "assign",
        "sign_for",
        "give_opinion",
        "contact",
        "submit_answer",
        "answer",
        "follow_up",
        "close",
    ]
