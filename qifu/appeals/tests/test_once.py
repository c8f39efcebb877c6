"""What two people, or one who presses twice, must not bring about together."""

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, FollowUp
from qifu.organisations.refusals import Refused

UNHAPPY = {
    "way": "online",
    "reached": True,
    "reply_satisfaction": 2,
    "solution_satisfaction": 1,
    "solved": False,
}


def test_of_two_appeals_that_are_merged_into_each_other_one_stays(accepted, actors):
    first, second = accepted(), accepted(title="水压不足")
    seen_before = Appeal.objects.get(pk=first.pk)
    advance(first, "merge", by=actors["office"], main=Appeal.objects.get(pk=second.pk))
    with pytest.raises(Refused, match="请并入仍在办理的诉求"):
        advance(second, "merge", by=actors["office"], main=seen_before)
    stages = Appeal.objects.order_by("pk").values_list("stage", "main_id")
    assert list(stages) == [("merged", second.pk), ("accepted", None)]


def test_a_company_judges_an_answer_once_even_from_two_windows(answered, actors):
    appeal = answered()
    other_window = Appeal.objects.prefetch_related("follow_ups").get(pk=appeal.pk)
    advance(appeal, "follow_up", by=actors["contact"], **UNHAPPY)
    with pytest.raises(Refused, match="您已对本次答复作出评价"):
        advance(other_window, "follow_up", by=actors["contact"], **UNHAPPY)
    assert FollowUp.objects.count() == 1
    advance(appeal, "follow_up", by=actors["inspector"], **UNHAPPY)
    assert FollowUp.objects.count() == 2


def test_the_next_answer_can_be_judged_again(answered, actors):
    appeal = answered()
    advance(appeal, "follow_up", by=actors["contact"], **UNHAPPY)
    advance(appeal, "redo", by=actors["office"], note="企业反映仍未解决")
    advance(appeal, "submit_answer", by=actors["officer.water"], claim="solved", reply="已更换水泵。")
    advance(appeal, "answer", by=actors["head.water"])
    advance(appeal, "follow_up", by=actors["contact"], **UNHAPPY)
    assert FollowUp.objects.count() == 2
