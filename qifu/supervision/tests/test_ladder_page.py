"""The rules are edited as versions, after a look at what they would do; a ladder that skips or does not rise is refused."""

import pytest
from django.utils import timezone

from qifu.organisations.calendar import calendar
from qifu.organisations.models import LogEntry
from qifu.supervision.models import Ladder, LadderStep
from qifu.supervision.presets import load_presets
from qifu.supervision.rules import days_of, in_force
from qifu.supervision.sweep import sweep
from tests.pages import text_of

URL = "/supervision/ladder/"
PRESET = {
    "urge": 0,
    "order": 3,
    "escalate": 5,
    "hand_over": 10,
    "order_days": 3,
    "unhappy_limit": 2,
    "redo_limit": 3,
    "refusal_limit": 3,
    "source": "青渡区督办规程",
}


def test_the_presets_load_once(district):
    for _twice in range(2):
        load_presets(district)
    assert Ladder.objects.count() == 1
    assert days_of(in_force(district.pk)) == {"urge": 0, "order": 3, "escalate": 5, "hand_over": 10}


def test_a_change_is_a_new_version_with_a_log_entry_and_old_steps_keep_theirs(
    ladder, given, district, sign_in
):
    given()
    sweep(district, timezone.now())
    response = sign_in("office").post(URL, {**PRESET, "order": 2, "save": "1"})
    assert response.status_code == 302
    now = in_force(district.pk)
    assert (now.version, now.by.username, now.source) == (2, "office", "青渡区督办规程")
    assert days_of(now)["order"] == 2
    assert {step.rule.ladder.version for step in LadderStep.objects.all()} == {1}
    entry = LogEntry.objects.latest("pk")
    assert (entry.before["order"], entry.after["order"]) == (3, 2)
    assert sweep(district, timezone.now()) == 0  # no step twice under new rules


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"order": ""}, "督办规则跳过了一级：请填写“向单位负责人下达督办单”的天数"),
        ({"order": 0}, "督办规则没有逐级递增：“向单位负责人下达督办单”须晚于上一级的0个工作日。"),
        ({"hand_over": 4}, "督办规则没有逐级递增：“移交区主要领导，发移交函”须晚于上一级的5个工作日。"),
        ({"urge": "", "order": "", "escalate": "", "hand_over": ""}, "督办规则没有任何环节"),
        ({}, "与现行规则相同，未作更改。"),
    ],
)
def test_a_ladder_that_skips_does_not_rise_or_changes_nothing_is_refused(ladder, sign_in, change, sentence):
    response = sign_in("office").post(URL, {**PRESET, **change})
    assert response.status_code == 409
    assert sentence in text_of(response)
    assert Ladder.objects.count() == 1


def test_a_ladder_may_end_early(ladder, district, sign_in):
    assert sign_in("system").post(URL, {**PRESET, "escalate": "", "hand_over": ""}).status_code == 302
    assert days_of(in_force(district.pk)) == {"urge": 0, "order": 3}


def test_the_preview_counts_the_appeals_that_would_climb_and_changes_nothing(
    ladder, given, district, sign_in
):
    for _each in range(3):
        given()
    sweep(district, timezone.now())
    client = sign_in("office")
    assert client.post(URL, {**PRESET, "preview": "1"}).context["foreseen"].appeals == 0
    fresh = given()
    foreseen = client.post(URL, {**PRESET, "preview": "1"}).context["foreseen"]
    assert foreseen.appeals == 1
    assert [count for _action, count in foreseen.steps] == [1, 1, 1, 1]
    assert foreseen.day == calendar().next_workday(timezone.localdate())
    assert not LadderStep.objects.filter(appeal=fresh).exists()
    assert Ladder.objects.count() == 1


@pytest.mark.parametrize("who", ["head.water", "officer.water", "mayor", "inspector", "audit"])
def test_others_do_not_change_the_rules(ladder, sign_in, who):
    assert sign_in(who).post(URL, PRESET).status_code == 403
