"""A company answers by its link, without an account; what is hidden does not count; a reply is corrected until the close."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from qifu.liaison.models import Finding
from qifu.liaison.questionnaires import answering, building, sending
from qifu.liaison.questionnaires.checking import Said
from qifu.liaison.questionnaires.models import Answer, Questionnaire, Recipient, Reply
from qifu.liaison.questionnaires.words import Kind
from qifu.organisations.actors import caller
from qifu.organisations.refusals import Refused
from tests.pages import text_of

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def said(version=1, **answers):
    return {"version": version, "person": "陈静", **answers}


def close(questionnaire):
    Questionnaire.objects.filter(pk=questionnaire.pk).update(closes_at=timezone.now() - timedelta(hours=1))


def test_the_link_opens_the_questions_and_a_reply_is_stored(sent, enterprise, of, keys):
    questionnaire = sent()
    lacks, scale, problem = keys(questionnaire)
    recipient, link = of(questionnaire, enterprise)
    page = text_of(Client().get(link))
    assert "企业用水情况调查表" in page
    assert "仅当第1题选“是”时填写" in page
    form = said(**{f"q-{lacks}": "是", f"q-{scale}": "4", f"q-{problem}": "夏季常停水。"})
    done = Client().post(link, form)
    assert (done.status_code, done["Location"]) == (302, f"{link}?stored=1")
    assert "谢谢，您的答复已保存。" in text_of(Client().get(done["Location"]))
    recipient.refresh_from_db()
    assert (recipient.way, recipient.opened_at is not None, recipient.answered_at is not None) == (
        "self",
        True,
        True,
    )
    rows = Answer.objects.order_by("id").values_list("choice", "number", "text")
    assert list(rows) == [("是", None, ""), ("", 4, ""), ("", None, "夏季常停水。")]
    finding = Finding.objects.get()
    assert (finding.source, finding.outcome, finding.unit.short_name, finding.raised_by) == (
        "reply",
        "open",
        "水务局",
        "陈静",
    )


def test_what_is_hidden_is_neither_required_nor_stored(sent, enterprise, of, keys):
    questionnaire = sent()
    lacks, _scale, problem = keys(questionnaire)
    _recipient, link = of(questionnaire, enterprise)
    missing = Client().post(link, said(**{f"q-{lacks}": "是"}))
    assert missing.status_code == 422
    assert missing.context["form"].errors == {f"q-{problem}": ["请回答本题。"]}
    assert Client().post(link, said(**{f"q-{lacks}": "否", f"q-{problem}": "不应保存"})).status_code == 302
    assert list(Answer.objects.values_list("choice", "text")) == [("否", "")]
    assert Finding.objects.count() == 0


def test_a_second_look_shows_the_reply_and_a_correction_keeps_what_was_said(sent, enterprise, of, keys):
    questionnaire = sent()
    lacks, _scale, problem = keys(questionnaire)
    _recipient, link = of(questionnaire, enterprise)
    first = said(**{f"q-{lacks}": "是", f"q-{problem}": "停水"})
    for _twice in range(2):
        assert Client().post(link, first).status_code == 302
    assert Reply.objects.get().revisions.count() == 0
    page = text_of(Client().get(link))
    assert f"截至{questionnaire.closes_on}可以修改。" in page
    assert "停水" in text_of(Client().get(f"{link}?edit=1"))
    Client().post(link, said(**{f"q-{lacks}": "是", f"q-{problem}": "停水三天"}))
    reply = Reply.objects.get()
    assert (reply.revision, reply.revisions.get().answers[1][4] or reply.revisions.get().answers[0][4]) == (
        2,
        "停水",
    )
    assert [finding.text for finding in Finding.objects.all()] == ["停水三天"]


def test_a_problem_taken_back_is_noted_and_one_that_became_an_appeal_stays(
    sent, enterprise, of, keys, actors
):
    from qifu.liaison.questionnaires.models import Problem
    from qifu.liaison.questionnaires.problems import raise_many

    questionnaire = sent()
    lacks, _scale, problem = keys(questionnaire)
    _recipient, link = of(questionnaire, enterprise)
    Client().post(link, said(**{f"q-{lacks}": "是", f"q-{problem}": "停水"}))
    raise_many([Problem.objects.get()], by=actors["officer.water"])
    Client().post(link, said(**{f"q-{lacks}": "是", f"q-{problem}": "电价偏高"}))
    Client().post(link, said(**{f"q-{lacks}": "否"}))
    assert list(Finding.objects.values_list("text", "outcome")) == [("停水", "appeal"), ("电价偏高", "noted")]


def test_after_the_close_each_sentence_and_nothing_typed_is_lost(sent, enterprise, mills, of, keys):
    questionnaire = sent()
    lacks, _scale, problem = keys(questionnaire)
    _recipient, link = of(questionnaire, enterprise)
    close(questionnaire)
    late = Client().post(link, said(**{f"q-{lacks}": "是", f"q-{problem}": "夏季常停水。"}))
    assert late.status_code == 409
    assert "夏季常停水。" in text_of(late)
    assert "调查表已于" in text_of(late)
    assert Reply.objects.count() == 0
    assert "不能再填写" in text_of(Client().get(of(questionnaire, mills.paper)[1]))


def test_unknown_and_superseded_links_say_so_and_open_nothing(sent, enterprise, of, actors):
    questionnaire = sent()
    recipient, link = of(questionnaire, enterprise)
    unknown = Client().get("/q/W251bGxd:nobody/")
    assert unknown.status_code == 404
    assert "链接无效" in text_of(unknown)
    sending.renew_link(recipient, by=actors["officer.water"])
    old = Client().get(link)
    assert old.status_code == 410
    assert "更新的链接" in text_of(old)
    assert Client().get(of(questionnaire, enterprise)[1]).status_code == 200
    number = link.removeprefix("/q/").partition(":")[0]
    assert Client().get(f"/q/{number}:x/").status_code == 404


def test_changed_while_it_was_typed_it_is_shown_again_with_what_was_typed(sent, enterprise, of, keys, actors):
    questionnaire = sent()
    lacks = keys(questionnaire)[0]
    _recipient, link = of(questionnaire, enterprise)
    building.begin_version(questionnaire, by=actors["officer.water"])
    building.add_question(questionnaire, Said(Kind.TEXT, "联系电话"), by=actors["officer.water"])
    building.put_in_force(questionnaire, by=actors["officer.water"])
    again = Client().post(link, said(**{f"q-{lacks}": "否"}))
    assert again.status_code == 409
    assert "联系电话" in text_of(again)
    assert again.context["form"][f"q-{lacks}"].value() == "否"
    assert Client().post(link, said(2, **{f"q-{lacks}": "否"})).status_code == 302
    assert Reply.objects.get().version.number == 2


def test_a_file_is_judged_by_its_content_and_only_its_readers_get_it(
    sent, draft, enterprise, of, keys, actors, sign_in, mills
):
    found = draft(Said(Kind.FILE, "营业执照", required=True))
    from qifu.liaison.targets import Target

    sending.send(sending.publish(found, Target(), by=actors["officer.water"]))
    [key] = keys(found)
    recipient, link = of(found, enterprise)
    wrong = Client().post(
        link, said(**{f"q-{key}": SimpleUploadedFile("a.pdf", b"<script>alert(1)</script>")})
    )
    assert wrong.status_code == 422
    assert Client().post(link, said(**{f"q-{key}": SimpleUploadedFile("执照.pdf", PDF)})).status_code == 302
    answer = Answer.objects.get()
    assert Client().post(link, {**said(), "person": "王工"}).status_code == 302  # the file stays
    answer = Answer.objects.get()
    url = f"/questionnaires/{found.pk}/recipients/{recipient.pk}/files/{answer.pk}/"
    assert b"".join(sign_in("head.water").get(url).streaming_content) == PDF
    assert sign_in("head.planning").get(url).status_code == 404
    assert b"".join(Client().get(f"{link}files/{answer.pk}/").streaming_content) == PDF
    assert Client().get(f"{of(found, mills.paper)[1]}files/{answer.pk}/").status_code == 404


def test_an_officer_answers_for_a_company_and_stands_there_by_name(
    sent, mills, of, keys, sign_in, units, posts
):
    questionnaire = sent()
    lacks = keys(questionnaire)[0]
    recipient, _link = of(questionnaire, mills.flour)
    url = f"/questionnaires/{questionnaire.pk}/recipients/{recipient.pk}/answer/"
    form = {**said(**{f"q-{lacks}": "否"}), "way": "visit"}
    assert sign_in("officer.water").post(url, {**form, "way": ""}).status_code == 422
    assert sign_in("officer.water").post(url, form).status_code == 302
    recipient.refresh_from_db()
    assert (recipient.way, recipient.by, recipient.opened_at) == ("visit", posts["officer.water"].user, None)
    assert sign_in("officer.planning").post(url, form).status_code == 404
    posts["officer.planning"].unit = units.hill
    posts["officer.planning"].save()
    assert sign_in("officer.planning").get(url).status_code == 200  # the street's own


def test_nobody_answers_for_another_streets_company(sent, mills, of, actors, keys):
    questionnaire = sent()
    recipient, _link = of(questionnaire, mills.flour)
    with pytest.raises(Refused, match=r"^只能代"):
        answering.answer(
            recipient, {keys(questionnaire)[0]: "否"}, by=actors["officer.trade"], version=1, way="phone"
        )
    with pytest.raises(Refused, match=r"^“贵企业用水是否紧张？”为必填。"):
        answering.answer(recipient, {}, by=caller(recipient.district, "陈静"), version=1)


def test_a_contact_with_an_account_finds_it_in_the_portal(sent, sign_in, enterprise, of):
    questionnaire = sent()
    page = sign_in("contact").get("/my-questionnaires/")
    assert [(row.questionnaire, url) for row, url in page.context["waiting"]] == [
        (questionnaire, of(questionnaire, enterprise)[1])
    ]
    assert Recipient.objects.get(enterprise=enterprise).told == "account"
