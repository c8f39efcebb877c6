"""A company that nobody reaches, and the rule that says when it is so."""

from datetime import datetime

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.follow_up_rules import in_force
from qifu.appeals.models import FollowUpRule
from qifu.lib.workdays import LOCAL
from qifu.organisations.models import LogEntry
from qifu.organisations.refusals import Refused


def at(day, hour=10):
    """September 2026: the 21st to 24th are working days."""
    return datetime(2026, 9, day, hour, tzinfo=LOCAL)


def test_after_calls_in_vain_on_three_days_it_may_be_recorded_as_not_reachable(sign_in, answered, call):
    appeal, client = answered(), sign_in("operator")
    for day, hour in ((21, 9), (21, 11), (21, 15), (22, 9)):
        call(appeal, at(day, hour))
    url = f"/appeals/{appeal.number}/give_up_calling/"
    assert client.get("/follow-ups/", {"call": appeal.number}).context["call"].give_up is None
    refused = client.post(url, {"note": "多次无人接听"})
    assert refused.status_code == 409
    assert "已有2天回访未接通，满3天才能确认联系不上，请继续回访。" in refused.content.decode()
    call(appeal, at(23))
    assert client.get("/follow-ups/", {"tab": "tried"}).context["rows"][0].unreachable is True
    assert url in client.get("/follow-ups/", {"call": appeal.number}).content.decode()
    client.post(url, {"note": "多次无人接听"})
    appeal.refresh_from_db()
    assert appeal.unreachable is True
    assert client.get("/follow-ups/", {"tab": "tried"}).context["rows"] == []


@pytest.fixture
def unreachable(answered, call, actors):
    appeal = answered()
    for day in (21, 22, 23):
        call(appeal, at(day))
    advance(appeal, "give_up_calling", by=actors["operator"], note="多次无人接听")
    return appeal


def test_the_office_closes_one_that_cannot_be_reached_and_no_figure_counts_it_as_followed_up(
    sign_in, answered, unreachable, actors
):
    with pytest.raises(Refused, match="不能销号"):
        advance(answered(), "close", by=actors["office"])
    client = sign_in("office")
    inbox = client.get("/inbox/", {"section": "close"})
    assert [row.appeal for row in inbox.context["rows"]] == [unreachable]
    assert "联系不上" in inbox.content.decode()
    advance(unreachable, "close", by=actors["office"])
    assert client.get("/appeals/", {"measure": "closed"}).context["count"] == 1
    assert client.get("/appeals/", {"measure": "followed_up"}).context["count"] == 0


def test_a_company_that_is_heard_after_all_is_reachable_and_counts(unreachable, heard):
    appeal = heard(unreachable)
    assert (appeal.unreachable, appeal.follow_up_solved) == (False, True)


def test_the_rule_is_a_versioned_row_that_the_office_changes(sign_in, district):
    rule, client = in_force(district.pk), sign_in("office")
    url = f"/settings/follow-up/{rule.pk}/"
    said = {"days_tried": "2", "retry_days": "1", "link_days": "15", "source": "活动办〔2026〕9号"}
    assert client.post(url, said).status_code == 302
    assert list(FollowUpRule.objects.values_list("version", "days_tried", "source")) == [
        (2, 2, "活动办〔2026〕9号"),
        (1, 3, rule.source),
    ]
    entry = LogEntry.objects.get(kind="setting")
    assert (entry.before["days_tried"], entry.after["days_tried"]) == (3, 2)
    present = in_force(district.pk)
    assert (present.version, present.link_days) == (2, 15)
    history = client.get(f"/settings/follow-up/{present.pk}/").content.decode()
    for words in ("未接通满2天", "链接15天内有效", "活动办〔2026〕9号", "未接通满3天", rule.source):
        assert words in history, words
    assert client.get(url).status_code == 404


def test_another_number_needs_another_source(sign_in, district):
    rule = in_force(district.pk)
    said = {"days_tried": "5", "retry_days": "1", "link_days": "30", "source": rule.source}
    answer = sign_in("office").post(f"/settings/follow-up/{rule.pk}/", said)
    assert list(answer.context["form"].errors) == ["source"]
    assert in_force(district.pk).version == 1


def test_the_clock_of_following_up_cannot_be_taken_away(sign_in, district):
    rule = district.clock_rules.get(clock="follow_up", complexity="simple")
    said = {"working_days": "", "source": "活动办〔2026〕9号"}
    answer = sign_in("office").post(f"/settings/clocks/{rule.pk}/", said)
    assert answer.context["form"].errors["working_days"] == ["没有该时限，已答复的诉求无法进入回访清单。"]
    assert district.clock_rules.filter(clock="follow_up", working_days=None).count() == 0
