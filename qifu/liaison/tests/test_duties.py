"""The life of a duty: written down, handed down, reported on, confirmed, finished."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from qifu.liaison.duty_steps import STEPS
from qifu.liaison.models import Duty, DutyEvent
from qifu.liaison.tests.days import at
from qifu.liaison.verbs import duty as verbs
from qifu.lib.workdays import end_of_day
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused


def verbs_of(duty):
    return [event.verb for event in duty.events.all()]


def told(posts, username):
    return list(Notice.objects.filter(user=posts[username].user).values_list("kind", "url"))


def test_a_duty_from_writing_down_to_finished(handed_down, report, actors):
    duty = handed_down()
    filed = report(duty, 1, percent=100)
    verbs.confirm(filed, by=actors["office"], note="属实")
    verbs.finish(duty, by=actors["office"])
    duty.refresh_from_db()
    assert (duty.stage, duty.percent, filed.stage) == ("finished", 100, "confirmed")
    assert verbs_of(duty) == ["hand_down", "report", "confirm", "finish"]


def test_a_unit_is_told_what_is_handed_down_to_it_and_no_other_unit(handed_down, posts):
    duty = handed_down()
    assert (
        told(posts, "officer.water")
        == told(posts, "head.water")
        == [("duty-handed-down", f"/duties/{duty.pk}/")]
    )
    assert told(posts, "officer.trade") == []


def test_what_is_not_handed_down_is_not_seen_by_its_unit(draft_duty, sign_in):
    duty = draft_duty()
    assert sign_in("officer.water").get(f"/duties/{duty.pk}/").status_code == 404
    assert sign_in("office").get(f"/duties/{duty.pk}/").status_code == 200


def test_all_drafts_are_handed_down_in_one_stroke(draft_duty, units, sign_in):
    draft_duty(), draft_duty(unit=units.trade)
    client = sign_in("office")
    assert client.get("/duties/").context["drafts"] == 2
    client.post("/duties/hand-down/")
    assert set(Duty.objects.values_list("stage", flat=True)) == {"open"}
    assert client.get("/duties/").context["drafts"] == 0


def test_a_report_that_is_sent_back_is_filed_anew_and_the_first_one_stays(handed_down, report, actors, posts):
    duty = handed_down()
    first = report(duty, 1, percent=60)
    verbs.send_back(first, by=actors["office"], note="未写明完成量")
    duty.refresh_from_db()
    assert duty.percent == 0
    second = report(duty, 1, percent=30, when=at(2, 4))
    assert list(duty.reports.values_list("stage", "percent")) == [("filed", 30), ("sent_back", 60)]
    assert ("duty-report-sent-back", f"/duties/{duty.pk}/") in told(posts, "officer.water")
    with pytest.raises(Refused, match="他人处理"):
        verbs.confirm(first, by=actors["office"])
    verbs.confirm(second, by=actors["office"])


@pytest.mark.parametrize(
    ("month", "when", "sentence"),
    [
        (date(2026, 5, 1), at(4, 30), "2026-05 尚未开始"),
        (date(2025, 12, 1), at(4, 30), "2025-12 不在活动起止日期之内"),
        (date(2026, 2, 1), at(4, 30), "2026-02 该事项尚未下达"),
    ],
)
def test_a_report_for_a_month_that_nobody_owes_is_refused(handed_down, actors, month, when, sentence):
    duty = handed_down(at(3, 10))
    with pytest.raises(Refused, match=sentence):
        verbs.report(duty, by=actors["officer.water"], month=month, text="进展", percent=10, at=when)
    assert duty.reports.count() == 0


def test_a_month_is_reported_once(handed_down, report):
    duty = handed_down()
    report(duty, 1, percent=20)
    with pytest.raises(Refused, match="2026-01 月报已上报"):
        report(duty, 1, percent=40)
    duty.refresh_from_db()
    assert (duty.percent, verbs_of(duty)) == (20, ["hand_down", "report"])


def test_a_duty_is_finished_only_on_a_confirmed_report_of_all_of_it(handed_down, report, actors):
    duty = handed_down()
    verbs.confirm(report(duty, 1, percent=90), by=actors["office"])
    report(duty, 2, percent=100)
    with pytest.raises(Refused, match="100%"):
        verbs.finish(duty, by=actors["office"])


@pytest.mark.parametrize("verb", ["drop", "reopen"])
def test_dropping_and_taking_up_again_need_a_reason(handed_down, report, actors, verb):
    duty = handed_down()
    if verb == "reopen":
        verbs.confirm(report(duty, 1, percent=100), by=actors["office"])
        verbs.finish(duty, by=actors["office"])
    before = duty.stage
    with pytest.raises(Refused, match="须填写理由"):
        getattr(verbs, verb)(duty, by=actors["office"], note=" ")
    duty.refresh_from_db()
    assert duty.stage == before


@pytest.mark.parametrize("stage", ["draft", "open", "finished", "dropped"])
@pytest.mark.parametrize(
    "who", ["office", "officer.water", "head.water", "officer.trade", "mayor", "inspector"]
)
@pytest.mark.parametrize("verb", ["hand_down", "report", "finish", "reopen", "drop"])
def test_each_step_is_open_in_its_stages_to_its_people_and_to_nobody_else(
    draft_duty, actors, verb, who, stage
):
    duty = draft_duty()
    Duty.objects.filter(pk=duty.pk).update(stage=stage, handed_down_at=at(1, 10))
    duty.refresh_from_db()
    duty.reports.create(
        district=duty.district,
        month=date(2026, 1, 1),
        percent=100,
        stage="confirmed",
        at=at(2, 3),
        text="完成",
    )
    given = {"report": {"month": date(2026, 2, 1), "text": "进展", "percent": 50, "at": at(3, 2)}}.get(
        verb, {"note": "理由"}
    )
    owners = ["officer.water", "head.water"] if verb == "report" else ["office"]
    if stage in STEPS[verb].sources and who in owners:
        getattr(verbs, verb)(duty, by=actors[who], **given)
        assert Duty.objects.get(pk=duty.pk).stage == STEPS[verb].target
    else:
        with pytest.raises(Refused):
            getattr(verbs, verb)(duty, by=actors[who], **given)
        assert (Duty.objects.get(pk=duty.pk).stage, duty.events.count()) == (stage, 0)


def test_the_second_of_two_who_press_is_told(handed_down, actors):
    duty = handed_down()
    same = Duty.objects.select_related("programme", "unit").get(pk=duty.pk)
    verbs.drop(duty, by=actors["office"], note="重复")
    with pytest.raises(Refused, match="他人已先行办理"):
        verbs.drop(same, by=actors["office"], note="重复")
    assert verbs_of(duty) == ["hand_down", "drop"]


def test_a_duty_without_unit_or_date_is_refused_on_the_form(sign_in, programme):
    answer = sign_in("office").post("/duties/new/", {"title": "清淤", "content": "三条干管", "order": 1})
    page = answer.content.decode()
    assert (answer.status_code, Duty.objects.count()) == (422, 0)
    assert "请选择责任单位" in page
    assert "请填写完成日期" in page
    assert "三条干管" in page


def test_a_due_day_outside_the_programmes_period_is_refused_on_the_form(sign_in, programme, units):
    said = {"title": "清淤", "content": "三条干管", "order": 1, "unit": units.water.pk}
    client = sign_in("office")
    answer = client.post("/duties/new/", {**said, "due_on": "2027-01-01"})
    assert (answer.status_code, Duty.objects.count()) == (422, 0)
    assert "2027-01-01 不在活动起止日期之内（2026-01-01 至 2026-12-31）" in answer.content.decode()
    client.post("/duties/new/", {**said, "due_on": "2026-12-31"})
    assert Duty.objects.get().due_on == date(2026, 12, 31)


def test_the_responsible_unit_does_not_cooperate_with_itself(draft_duty, units):
    with pytest.raises(Refused, match="不能同时列为配合单位"):
        draft_duty(co_units=[units.water])


def test_a_title_stands_once_a_unit(draft_duty, units):
    draft_duty()
    draft_duty(unit=units.trade)
    with pytest.raises(Refused, match="水务局已有同名责任事项"):
        draft_duty()


def test_a_duty_that_is_handed_down_keeps_its_unit_and_a_change_is_told_in_its_history(
    handed_down, units, actors
):
    duty = handed_down()
    duty.due_at = end_of_day(date(2026, 12, 15))
    verbs.save_duty(duty, by=actors["office"], co_units=[units.planning])
    note = duty.events.get(verb="change").note
    assert note.splitlines() == [
        "完成时限：2026-11-30 → 2026-12-15",
        "配合单位：— → 临江区规划局",
    ]
    duty.unit = units.trade
    with pytest.raises(Refused, match="不能改换责任单位"):
        verbs.save_duty(duty, by=actors["office"])


def test_a_duty_of_an_ended_or_draft_programme_is_not_worked_on(written, units, actors):
    draft = written()
    duty = Duty(district=draft.district, programme=draft, unit=units.water, title="清淤", content="三条干管")
    duty.due_at = end_of_day(date(2026, 6, 30))
    verbs.save_duty(duty, by=actors["office"])
    with pytest.raises(Refused, match="活动未在开展"):
        verbs.hand_down(duty, by=actors["office"])


@pytest.mark.parametrize(
    "change", ["UPDATE liaison_dutyevent SET note = 'x'", "DELETE FROM liaison_dutyevent"]
)
def test_the_database_refuses_to_change_a_dutys_history(handed_down, change):
    handed_down()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert DutyEvent.objects.get().verb == "hand_down"
