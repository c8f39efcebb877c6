"""Each step that a company can take, through the page."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Attachment, FollowUp

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
VERDICT = {"reply_satisfaction": "4", "solution_satisfaction": "2", "solved": "no", "note": "水压仍不足"}
FORMS = {
    "declined": {"ask_review"},
    "registered": {"supplement", "withdraw"},
    "handling": {"supplement", "withdraw"},
    "waiting": {"resume", "withdraw"},
    "answered": {"follow_up", "supplement", "withdraw"},
    "closed": {"reopen"},
}


@pytest.mark.parametrize("stage", FORMS)
def test_exactly_the_open_steps_are_offered(stranger, to_stage, page_of, stage):
    appeal = to_stage(stage)
    page = stranger.get(page_of(appeal)).content.decode()
    offered = {
        verb
        for verb in ("ask_review", "supplement", "withdraw", "resume", "follow_up", "reopen")
        if f'/{verb}/"' in page
    }
    assert offered == FORMS[stage]


@pytest.mark.parametrize(
    ("stage", "verb", "after", "words"),
    [
        ("declined", "ask_review", "registered", "活动办公室将重新审核。"),
        ("handling", "supplement", "handling", "已补充。"),
        ("handling", "withdraw", "withdrawn", "已撤回。"),
        ("closed", "reopen", "handling", "已重新办理，原承办单位继续负责。"),
    ],
)
@pytest.mark.parametrize("door", ["token", "account"])
def test_a_step_is_taken_and_said_to_be(
    stranger, sign_in, to_stage, page_of, posts, stage, verb, after, words, door
):
    appeal = to_stage(stage)
    browser = stranger if door == "token" else sign_in("contact")
    url = page_of(appeal, verb) if door == "token" else f"/p/990199/appeal/{appeal.number}/{verb}/"
    response = browser.post(url, {"note": "请看附言"})
    page = browser.get(response.url).content.decode()
    event = Appeal.objects.get().timeline.last()
    assert (Appeal.objects.get().stage, event.verb, event.note, event.role) == (
        after,
        verb,
        "请看附言",
        "contact",
    )
    assert event.user == (None if door == "token" else posts["contact"].user)
    assert event.who == ("陈静" if door == "token" else "contact")
    assert words in page
    assert "请看附言" in page
    assert f'<meta name="draft-clear" content="{verb}-{appeal.number}">' in page


def test_material_that_was_asked_for_lets_the_handling_go_on(stranger, to_stage, page_of):
    appeal = to_stage("waiting")
    stranger.post(
        page_of(appeal, "resume"), {"note": "图纸见附件", "files": SimpleUploadedFile("图纸.pdf", PDF)}
    )
    appeal.refresh_from_db()
    assert appeal.stage == "handling"
    assert [(e.verb, e.note) for e in appeal.timeline.all()][-2:] == [
        ("supplement", "图纸见附件"),
        ("resume", ""),
    ]
    assert Attachment.objects.get().name == "图纸.pdf"


def test_reply_and_solution_are_judged_apart(stranger, to_stage, page_of):
    appeal = to_stage("answered")
    page = stranger.get(stranger.post(page_of(appeal, "follow_up"), VERDICT).url).content.decode()
    row = FollowUp.objects.get()
    assert (row.role, row.way, row.reached, row.remark) == ("contact", "online", True, "水压仍不足")
    assert (row.reply_satisfaction, row.solution_satisfaction, row.solved) == (4, 2, False)
    assert "您的评价：对答复“满意”，对解决结果“不满意”。" in page
    assert "问题未解决。" in page
    assert '/follow_up/"' not in page


def test_an_answer_is_judged_once_and_the_next_one_again(stranger, to_stage, page_of, actors):
    appeal = to_stage("answered")
    stranger.post(page_of(appeal, "follow_up"), VERDICT)
    second = stranger.post(page_of(appeal, "follow_up"), VERDICT | {"solved": "yes"})
    assert second.status_code == 409
    assert "您已对本次答复作出评价。如需更改，请拨打服务热线。" in second.content.decode()
    appeal.refresh_from_db()
    advance(appeal, "redo", by=actors["office"], note="重办")
    advance(appeal, "submit_answer", by=actors["officer.water"], claim="solved", reply="水压已恢复。")
    advance(appeal, "answer", by=actors["head.water"])
    assert stranger.post(page_of(appeal, "follow_up"), VERDICT | {"solved": "yes"}).status_code == 302
    assert FollowUp.objects.count() == 2


@pytest.mark.parametrize("verb", ["supplement", "follow_up"])
def test_pressed_twice_it_happens_once(stranger, to_stage, page_of, verb):
    appeal = to_stage("answered")
    typed = VERDICT | {"key": str(uuid.uuid4())}
    for _press in range(2):
        assert stranger.post(page_of(appeal, verb), typed).status_code == 302
    assert appeal.timeline.filter(verb=verb).count() == 1


def test_material_sent_twice_arrives_once(stranger, to_stage, page_of):
    appeal = to_stage("waiting")
    typed = {"note": "图纸见附件", "key": str(uuid.uuid4())}
    for _press in range(2):
        assert stranger.post(page_of(appeal, "resume"), typed).status_code == 302
    assert [e.verb for e in appeal.timeline.all()][-3:] == ["wait", "supplement", "resume"]


def test_a_review_can_be_asked_for_once(stranger, to_stage, page_of, actors):
    appeal = to_stage("declined")
    stranger.post(page_of(appeal, "ask_review"), {"note": "并未信访"})
    appeal.refresh_from_db()
    advance(appeal, "decline", by=actors["office"], ground="petition", note="经查确已信访。")
    assert '/ask_review/"' not in stranger.get(page_of(appeal)).content.decode()
    again = stranger.post(page_of(appeal, "ask_review"), {"note": "真的没有"})
    assert again.status_code == 409
    assert "真的没有" in again.content.decode()
    appeal.refresh_from_db()
    assert appeal.stage == "declined"


def test_a_step_that_came_too_late_is_refused_with_what_was_typed(stranger, to_stage, page_of, actors):
    appeal = to_stage("waiting")
    advance(appeal, "resume", by=actors["officer.water"])
    advance(appeal, "comment", by=actors["officer.water"], note="内部：图纸找到了")
    response = stranger.post(page_of(appeal, "resume"), {"note": "图纸在这里"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "图纸在这里" in page
    assert "内部" not in page
    assert appeal.timeline.filter(verb="supplement").count() == 0


def test_an_empty_reason_is_a_sentence_beside_the_field(stranger, to_stage, page_of):
    appeal = to_stage("handling")
    response = stranger.post(page_of(appeal, "withdraw"), {"note": "  "})
    assert response.status_code == 422
    assert 'id="withdraw_note_error"' in response.content.decode()
    assert '<details class="panel step no-print" open>' in response.content.decode()


def test_a_bad_file_keeps_the_text(stranger, to_stage, page_of):
    appeal = to_stage("handling")
    typed = {"note": "图纸见附件", "files": SimpleUploadedFile("图纸.pdf", b"MZ\x90\x00" + b"\x00" * 99)}
    page = stranger.post(page_of(appeal, "supplement"), typed).content.decode()
    assert "图纸见附件" in page
    assert "附件未能保留，请重新选择。" in page
    assert not appeal.timeline.filter(verb="supplement").exists()


@pytest.mark.parametrize("verb", ["accept", "close", "comment", "tell", "nonsense"])
def test_what_is_no_companys_step_has_no_page(stranger, to_stage, page_of, verb):
    appeal = to_stage("registered")
    assert stranger.post(page_of(appeal, verb), {"note": "x"}).status_code == 404
    assert appeal.timeline.count() == 1


def test_a_steps_address_alone_shows_the_appeal(stranger, to_stage, page_of):
    response = stranger.get(page_of(to_stage("handling"), "withdraw"))
    assert stranger.get(response.url).status_code == 200
