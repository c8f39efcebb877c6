"""What a company reads at each stage."""

import re
from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from qifu.appeals.advancing import advance
from qifu.appeals.words import PLAIN_STAGES, Stage
from qifu.lib.workdays import due_date
from qifu.portal.tests.conftest import REPLY


def text_of(response):
    """As people read it: without marks, in one line."""
    page = re.sub(r"(?s)<(script|style).*?</\1>|<div id=\"words\".*?</div>", "", response.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))


@pytest.mark.parametrize(
    ("stage", "done", "now"),
    [
        ("registered", 0, "已登记"),
        ("accepted", 1, "已受理"),
        ("assigned", 2, "办理中"),
        ("disputed", 1, "已受理"),
        ("handling", 2, "办理中"),
        ("waiting", 2, "办理中"),
        ("answered", 3, "已答复"),
        ("closed", 5, None),
    ],
)
def test_each_stage_has_its_words_and_its_place_on_the_line(stranger, to_stage, page_of, stage, done, now):
    page = stranger.get(page_of(to_stage(stage))).content.decode()
    with override("zh-hans"):
        words = str(PLAIN_STAGES[Stage(stage)])
    assert words == re.search(r'(?s)<h2 id="standing"[^>]*>(.*?)</h2>', page)[1]
    assert page.count('<li class="done">') == done
    assert (re.findall(r'<li aria-current="step">(.*?)</li>', page) or [None]) == [now]


def test_who_has_it_and_until_when(stranger, to_stage, page_of, units):
    units.water.phone = "0990-7654321"
    units.water.save()
    appeal = to_stage("handling")
    page = text_of(stranger.get(page_of(appeal)))
    assert "承办单位 临江区水务局 0990-7654321" in page
    assert f"答复期限 {due_date(appeal.answer_due_at)} 还剩 15 个工作日" in page


def test_while_the_right_unit_is_being_settled_none_is_named_as_the_one(stranger, to_stage, page_of):
    assert "承办单位 " not in text_of(stranger.get(page_of(to_stage("disputed"))))


def test_what_is_awaited_stands_first_and_once(stranger, to_stage, page_of):
    appeal = to_stage("waiting")
    page = text_of(stranger.get(page_of(appeal)))
    assert page.count("请提供厂区管线图。") == 1
    assert page.index("请提供厂区管线图。") < page.index("补充说明") < page.index("办理过程")
    assert f"补充期限 {due_date(appeal.due_at)}" in page


def test_a_declined_company_reads_ground_and_explanation_once(stranger, to_stage, page_of):
    page = text_of(stranger.get(page_of(to_stage("declined"))))
    assert page.count("此事已由信访局受理，请等待其答复。") == 1
    assert "承办单位 " not in page


def test_the_answer_is_shown_once_with_the_claim_in_plain_words(stranger, to_stage, page_of):
    page = text_of(stranger.get(page_of(to_stage("answered"))))
    assert page.count(REPLY) == 1
    assert "承办单位认为：问题已经解决。" in page


def test_an_answer_that_is_not_signed_yet_is_not_shown(stranger, to_stage, page_of, actors):
    appeal = to_stage("handling")
    advance(appeal, "submit_answer", by=actors["officer.water"], claim="solved", reply=REPLY)
    assert REPLY not in stranger.get(page_of(appeal)).content.decode()


def test_an_earlier_answer_stays_in_the_history_while_it_is_redone(stranger, to_stage, page_of, actors):
    appeal = to_stage("answered")
    advance(appeal, "redo", by=actors["inspector"], note="企业反映仍然停水")
    page = text_of(stranger.get(page_of(appeal)))
    assert "答复意见" not in page
    assert page.count(REPLY) == 1


def test_a_matter_on_the_long_term_list_shows_its_next_review(stranger, to_stage, page_of, actors, posts):
    appeal = to_stage("handling")
    review = date(timezone.localdate().year + 1, 3, 2)
    advance(
        appeal, "list", by=actors["office"], plan="分三年改造", leader=posts["mayor"].leader, review_on=review
    )
    page = text_of(stranger.get(page_of(appeal)))
    assert f"下次复核 {review}" in page
    assert "分三年改造" not in page


def test_a_merged_appeal_shows_the_main_ones_standing_and_answer(
    stranger, to_stage, page_of, file_appeal, actors
):
    other = file_appeal(title="另一件")
    main = to_stage("handling")
    advance(other, "merge", by=actors["office"], main=main)
    advance(main, "submit_answer", by=actors["officer.water"], claim="planned", reply=REPLY)
    advance(main, "answer", by=actors["head.water"])
    page = text_of(stranger.get(page_of(other)))
    assert "已答复，请您评价" in page
    assert "承办单位已将此事列入计划。" in page
    assert REPLY in page
    assert "提交评价" not in page


def test_a_finding_of_a_street_is_not_said_to_be_filed_by_the_company(stranger, page_of, file_appeal, actors):
    appeal = file_appeal(by=actors["operator"], channel="hotline")
    page = text_of(stranger.get(page_of(appeal)))
    assert "已为您登记。" in page
    assert "您提交了诉求。" not in page


def test_attempts_and_verdicts_are_told_apart(stranger, to_stage, page_of, actors):
    appeal = to_stage("answered")
    advance(appeal, "follow_up", by=actors["inspector"], way="phone", reached=False)
    assert "回访时未能与您取得联系。" in text_of(stranger.get(page_of(appeal)))
