"""A questionnaire is built question by question, sent once in a version, and changed afterwards only by another version."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from qifu.liaison.questionnaires import building
from qifu.liaison.questionnaires.checking import Said
from qifu.liaison.questionnaires.models import Question, Questionnaire
from qifu.liaison.questionnaires.words import Kind
from qifu.organisations.refusals import Refused
from tests.pages import text_of


def texts(questionnaire):
    return [question.text for question in questionnaire.versions.last().questions.all()]


def test_an_officer_makes_one_in_the_browser_and_pressing_twice_makes_one(sign_in, units):
    client = sign_in("officer.water")
    form = {
        "key": str(uuid.uuid4()),
        "title": "用水调查",
        "closes_on": timezone.localdate() + timedelta(days=5),
        "remind_days": 2,
    }
    first, second = client.post("/questionnaires/new/", form), client.post("/questionnaires/new/", form)
    found = Questionnaire.objects.get()
    assert (found.unit, found.is_draft, first["Location"], second["Location"]) == (
        units.water, True, f"/questionnaires/{found.pk}/questions/", f"/questionnaires/{found.pk}/questions/",
    )  # fmt: skip
    question = {"key": str(uuid.uuid4()), "text": "用水是否紧张？", "options": "是\n否", "required": "on"}
    for _twice in range(2):
        assert client.post(f"/questionnaires/{found.pk}/questions/new/?kind=one", question).status_code == 302
    one = Question.objects.get()
    hanging = {"text": "缺多少吨？", "low": "1", "high": "10", "when": f"{one.key}:0"}
    assert client.post(f"/questionnaires/{found.pk}/questions/new/?kind=number", hanging).status_code == 302
    number = Question.objects.last()
    assert (number.when_key, number.when_op, number.when_values, number.high) == (
        one.key,
        "is",
        ["是"],
        Decimal(10),
    )
    assert "仅当第1题选“是”时填写" in text_of(client.get(f"/questionnaires/{found.pk}/preview/"))


def test_questions_move_without_a_mouse_but_never_before_what_they_hang_on(draft, sign_in):
    found = draft()
    client, rows = sign_in("head.water"), list(found.versions.get().questions.all())
    client.post(f"/questionnaires/{found.pk}/questions/{rows[1].pk}/up/")
    assert [text[:2] for text in texts(found)] == ["对供", "贵企", "希望"]
    refused = client.post(f"/questionnaires/{found.pk}/questions/{rows[2].pk}/up/", follow=True)
    assert "只能排在它后面" in text_of(refused)
    refused = client.post(f"/questionnaires/{found.pk}/questions/{rows[0].pk}/remove/", follow=True)
    assert "显示条件依据本题" in text_of(refused)
    client.post(f"/questionnaires/{found.pk}/questions/{rows[2].pk}/remove/")
    assert [text[:2] for text in texts(found)] == ["对供", "贵企"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Said(Kind.ONE, "选一个", options=["只有一个"]), "选择题至少要有两个"),
        (Said(Kind.TABLE, "产销", lines=["一"]), "表格至少要有一行一列"),
        (Said(Kind.NUMBER, "人数", low=Decimal(9), high=Decimal(1)), "最小值大于最大值"),
        (
            Said(Kind.TEXT, "工种", when_key="nobody", when_op="is", when_values=["是"]),
            "显示条件只能依据前面的",
        ),
    ],
)
def test_a_question_that_cannot_be_is_refused_with_a_sentence(draft, actors, said, sentence):
    with pytest.raises(Refused, match=rf"^{sentence}"):
        building.add_question(draft(), said, by=actors["officer.water"])


def test_a_condition_names_an_answer_of_its_question(draft, actors, keys):
    found = draft()
    said = Said(Kind.TEXT, "工种", when_key=keys(found)[0], when_op="is", when_values=["也许"])
    with pytest.raises(Refused, match=r"^显示条件所选的答案不在"):
        building.add_question(found, said, by=actors["officer.water"])


def test_nothing_is_sent_without_questions_or_day_and_only_by_its_keepers(actors, draft, mills):
    from qifu.liaison.questionnaires.sending import publish
    from qifu.liaison.targets import Target

    empty = building.make(by=actors["head.water"], title="空", closes_on=timezone.localdate())
    with pytest.raises(Refused, match=r"^还没有题目"):
        publish(empty, Target(), by=actors["head.water"])
    with pytest.raises(Refused, match=r"^请先设定一个尚未到来的截止日期"):
        publish(draft(closes_on=None), Target(), by=actors["head.water"])
    with pytest.raises(Refused, match=r"^只有调查表所属单位和活动办"):
        publish(draft(), Target(), by=actors["head.trade"])
    with pytest.raises(Refused, match=r"^截止日期已过"):
        building.make(by=actors["head.water"], title="晚", closes_on=timezone.localdate() - timedelta(days=1))


def test_after_sending_the_questions_are_frozen_and_a_change_is_another_version(sent, sign_in, actors, keys):
    found = sent()
    before = keys(found)
    with pytest.raises(Refused, match=r"^调查表已发送，修改题目请先建立新版本。"):
        building.add_question(found, Said(Kind.TEXT, "电话"), by=actors["head.water"])
    client = sign_in("head.water")
    assert (
        client.get(f"/questionnaires/{found.pk}/questions/")["Location"]
        == f"/questionnaires/{found.pk}/new-version/"
    )
    assert "已有答复保留原版本" in text_of(client.get(f"/questionnaires/{found.pk}/new-version/"))
    client.post(f"/questionnaires/{found.pk}/new-version/")
    client.post(f"/questionnaires/{found.pk}/questions/new/?kind=text", {"text": "电话"})
    assert [keys(found)[:3], len(keys(found))] == [before, 4]
    assert building.in_force(found).number == 1
    client.post(f"/questionnaires/{found.pk}/put-in-force/")
    assert building.in_force(found).number == 2
    assert client.post(f"/questionnaires/{found.pk}/drop-version/").status_code == 409


def test_closing_by_hand_and_putting_the_close_off(sent, actors):
    found = sent()
    building.close(found, by=actors["head.water"])
    found.refresh_from_db()
    assert found.is_closed
    with pytest.raises(Refused, match=r"^调查表未在填写期内"):
        building.close(found, by=actors["head.water"])
    later = timezone.localdate() + timedelta(days=20)
    building.change(
        found, by=actors["head.water"], title=found.title, intro="", closes_on=later, remind_days=3
    )
    found.refresh_from_db()
    assert (found.is_open, found.closes_on) == (True, later)
