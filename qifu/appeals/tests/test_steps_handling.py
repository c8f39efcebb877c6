"""Handling, answering, following up and closing through their pages."""

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from qifu.appeals.words import Stage
from tests.pages import taken, text_of

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"


def test_contact_plan_and_progress_are_on_record(take, handled):
    appeal = handled
    day = timezone.localdate() + timedelta(days=5)
    for verb, fields in (
        ("contact", {"way": "visit", "whom": "陈静", "note": "现场查看"}),
        ("plan", {"note": "更换水表", "promised_on": day.isoformat()}),
        ("progress", {"note": "水表已采购"}),
    ):
        response, appeal = take("officer.water", appeal, verb, **fields)
        assert taken(response)
    assert (appeal.lead.promised_on, appeal.lead.contacted_at is not None) == (day, True)
    assert [event.note for event in appeal.timeline.order_by("-sequence")[:3]] == [
        "水表已采购",
        "更换水表",
        "现场查看",
    ]


def test_an_assisting_unit_gives_its_opinion(take, handled):
    response, appeal = take("officer.planning", handled, "give_opinion", note="管线图已提供")
    assert taken(response)
    assert appeal.assignments.get(unit__short_name="规划局").opinion == "管线图已提供"


def test_an_extension_is_asked_for_within_its_limits_and_approved(take, handled, sign_in):
    page = text_of(sign_in("officer.water").get(f"/appeals/{handled.number}/ask_extension/"))
    due, latest = re.search(r"现答复期限为 (.+?)，最晚可延至 (.+?)。", page).groups()
    assert due < latest
    too_late = timezone.localdate() + timedelta(days=300)
    response, appeal = take(
        "officer.water", handled, "ask_extension", until=too_late.isoformat(), note="须等候批复"
    )
    assert (response.status_code, appeal.extension_asked) == (409, False)
    day = timezone.localdate(handled.answer_due_at) + timedelta(days=3)
    response, appeal = take(
        "officer.water", handled, "ask_extension", until=day.isoformat(), note="须等候批复"
    )
    assert taken(response)
    assert "理由 须等候批复" in text_of(sign_in("office").get(f"/appeals/{appeal.number}/approve_extension/"))
    before = appeal.answer_due_at
    response, appeal = take("office", appeal, "approve_extension")
    assert taken(response)
    assert appeal.answer_due_at > before
    assert not appeal.extension_asked


def test_wait_and_resume(take, handled):
    response, appeal = take("officer.water", handled, "wait", note="请提供缴费凭证")
    assert taken(response)
    assert (appeal.stage, appeal.paused) == (Stage.WAITING, True)
    response, appeal = take("head.water", appeal, "resume")
    assert taken(response)
    assert (appeal.stage, appeal.paused) == (Stage.HANDLING, False)


def test_an_answer_is_submitted_with_evidence_sent_back_mended_and_signed(take, handled, sign_in):
    photo = SimpleUploadedFile("整改照片.png", PICTURE)
    response, appeal = take(
        "officer.water", handled, "submit_answer", claim="partly", reply="东侧已恢复。", files=[photo]
    )
    assert taken(response)
    evidence = appeal.attachments.get()
    assert (evidence.name, evidence.public) == ("整改照片.png", False)
    assert "答复内容 东侧已恢复。" in text_of(sign_in("head.water").get(f"/appeals/{appeal.number}/answer/"))
    response, appeal = take("head.water", appeal, "send_back", note="请写明西侧何时恢复")
    assert taken(response)
    assert (
        "东侧已恢复。"
        in sign_in("officer.water").get(f"/appeals/{appeal.number}/submit_answer/").content.decode()
    )
    response, appeal = take(
        "officer.water", appeal, "submit_answer", claim="solved", reply="全厂已恢复供水。"
    )
    assert taken(response)
    response, appeal = take("head.water", appeal, "answer")
    assert taken(response)
    assert (appeal.stage, appeal.claim, appeal.on_time) == (Stage.ANSWERED, "solved", True)


RATED = {"reached": "yes", "reply_satisfaction": 4, "solution_satisfaction": 2, "solved": "no"}


def test_follow_up_records_both_satisfactions_and_whether_it_is_solved(take, answered):
    response, appeal = take("inspector", answered(), "follow_up", way="phone", note="西侧仍停水", **RATED)
    assert taken(response)
    said = appeal.follow_ups.get()
    facts = (said.reached, said.reply_satisfaction, said.solution_satisfaction, said.solved, said.remark)
    assert facts == (True, 4, 2, False, "西侧仍停水")


def test_an_attempt_at_which_nobody_answered_carries_no_verdict(take, answered):
    response, appeal = take("operator", answered(), "follow_up", way="phone", **{**RATED, "reached": "no"})
    assert taken(response)
    said = appeal.follow_ups.get()
    assert (said.reached, said.reply_satisfaction, said.solved) == (False, None, None)
    assert appeal.follow_up_solved is None


def test_a_follow_up_that_reached_somebody_needs_the_whole_verdict(take, answered):
    response, appeal = take(
        "operator", answered(), "follow_up", way="phone", reached="yes", reply_satisfaction=5
    )
    assert (response.status_code, appeal.follow_ups.count()) == (422, 0)
    assert (
        text_of(response).count("已联系上企业，请填写企业的评价。") == 4
    )  # two fields, each beside it and in the summary


def test_close_redo_and_reopen(take, followed_up):
    response, appeal = take("inspector", followed_up(), "redo", note="企业不认可")
    assert taken(response)
    assert (appeal.stage, appeal.redos) == (Stage.HANDLING, 1)
    response, appeal = take("office", followed_up(), "close")
    assert taken(response)
    response, appeal = take("office", appeal, "reopen", note="再次停水")
    assert taken(response)
    assert (appeal.stage, appeal.closed_at) == (Stage.HANDLING, None)


def test_list_and_review(take, handled, actors):
    leader, day = actors["deputy"].leader, timezone.localdate() + timedelta(days=60)
    fields = {"plan": "补测、公告、发证", "leader": leader.pk, "review_on": day.isoformat()}
    response, appeal = take("deputy", handled, "list", **fields)
    assert taken(response)
    assert (appeal.stage, appeal.listed_leader, appeal.review_on) == (Stage.LISTED, leader, day)
    response, appeal = take("office", appeal, "review_listed", note="条件已具备")
    assert taken(response)
    assert appeal.stage == Stage.HANDLING


def test_a_review_date_that_has_passed_is_refused(take, handled, actors):
    fields = {
        "plan": "分步实施",
        "leader": actors["deputy"].leader.pk,
        "review_on": timezone.localdate().isoformat(),
    }
    response, appeal = take("office", handled, "list", **fields)
    assert (response.status_code, appeal.stage) == (409, Stage.HANDLING)
    assert "复核日期须在今天之后。" in text_of(response)
