"""An official registers an appeal: at the hotline, from a letter, from a unit's own research."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qifu.appeals.models import Appeal
from qifu.appeals.words import Stage
from tests.pages import text_of

TEXT = "厂区自周一起停水，锅炉不能开车。已打过热线，没有回音。"


@pytest.fixture
def register(sign_in):
    def post(person, **fields):
        data = {
            "key": str(uuid.uuid4()),
            "channel": "hotline",
            "text": TEXT,
            "enterprise": "Q000001",
            **fields,
        }
        return sign_in(person).post("/appeals/register/", {k: v for k, v in data.items() if v is not None})

    return post


def test_the_operator_registers_for_a_company_of_the_register(register, enterprise, units):
    photo = SimpleUploadedFile("水表.csv", "日期,读数\n".encode())
    response = register(
        "operator", caller_name="陈静", caller_phone="199 0000 1234", wish="尽快恢复", files=[photo]
    )
    appeal = Appeal.objects.get()
    assert response["Location"] == f"/appeals/{appeal.number}/?registered=1"
    assert (appeal.enterprise, appeal.street, appeal.origin_unit) == (enterprise, units.wharf, units.office)
    assert (appeal.channel, appeal.population, appeal.stage) == ("hotline", "assigned", Stage.REGISTERED)
    assert (appeal.caller_name, appeal.caller_phone_key, appeal.wish) == ("陈静", "19900001234", "尽快恢复")
    assert [(file.name, file.public) for file in appeal.attachments.all()] == [("水表.csv", True)]


def test_an_empty_title_is_the_first_sentence(register):
    register("operator")
    assert Appeal.objects.get().title == "厂区自周一起停水，锅炉不能开车"


def test_a_company_that_the_register_does_not_know_is_kept_as_typed(register):
    register("operator", enterprise="云川新开面馆", caller_name="马师傅", caller_phone="19900007777")
    appeal = Appeal.objects.get()
    assert (appeal.enterprise, appeal.company) == (None, "云川新开面馆")


def test_the_whole_name_of_a_known_company_is_recognised(register, enterprise):
    register("operator", enterprise="云川宏岳锅炉有限公司")
    assert Appeal.objects.get().enterprise == enterprise


def test_with_a_category_it_is_accepted_at_once(register, categories):
    register("office", category=categories.water.pk, channel="letter")
    appeal = Appeal.objects.get()
    assert (appeal.stage, appeal.category) == (Stage.ACCEPTED, categories.water)
    assert list(appeal.timeline.values_list("verb", flat=True)) == ["register", "accept"]


def test_what_is_answered_on_the_spot_is_closed_as_told(register, categories):
    register("operator", category=categories.water.pk, tell="on", reply="请携带营业执照到窗口办理。")
    appeal = Appeal.objects.get()
    assert (appeal.stage, appeal.population, appeal.answers.get().reply) == (
        Stage.CLOSED,
        "notified",
        "请携带营业执照到窗口办理。",
    )


def test_answering_on_the_spot_needs_category_and_reply(register):
    response = register("operator", tell="on")
    assert (response.status_code, Appeal.objects.count()) == (422, 0)
    assert (
        text_of(response).count("选择答复即办结时须填写。") == 4
    )  # two fields, each beside it and in the summary


def test_what_a_unit_found_by_itself_is_its_own_population(register, units):
    register("officer.water", self_found="on", channel="visit")
    appeal = Appeal.objects.get()
    assert (appeal.population, appeal.channel, appeal.origin_unit) == (
        "self_found",
        "unit_research",
        units.water,
    )


def test_an_officer_cannot_accept_or_tell_by_adding_fields(register, categories):
    register("officer.water", category=categories.water.pk, tell="on", reply="已答复")
    assert Appeal.objects.get().stage == Stage.REGISTERED


def test_a_leader_registers_and_is_told_the_number(register, sign_in):
    response = register("deputy", channel="leader")
    assert response["Location"] == "/appeals/register/?registered=1"
    assert Appeal.objects.get().channel == "leader"
    response = register("mayor", channel="leader")
    assert response["Location"] == f"/appeals/{Appeal.objects.first().number}/?registered=1"


def test_neither_company_nor_caller_is_refused_and_nothing_typed_is_lost(register):
    response = register("operator", enterprise="", caller_name="马师傅", wish="尽快恢复")
    assert (response.status_code, Appeal.objects.count()) == (422, 0)
    assert "请填写企业，或填写联系人及电话。" in text_of(response)
    for typed in (TEXT, "马师傅", "尽快恢复"):
        assert typed in response.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("caller_phone", "12", "请填写手机号码，或带区号的固定电话。"),
        ("enterprise", "Q999999", "企业库中没有这个编号。"),
        ("text", "", "这个字段是必填项。"),
        ("channel", "portal", "选择一个有效的选项"),
    ],
)
def test_each_wrong_field_says_what_is_wrong(register, field, typed, said):
    response = register("operator", **{field: typed})
    assert (response.status_code, Appeal.objects.count()) == (422, 0)
    assert said in text_of(response)


def test_pressed_twice_it_files_once(register):
    key = str(uuid.uuid4())
    first, second = register("operator", key=key), register("operator", key=key)
    assert first["Location"] == second["Location"]
    assert Appeal.objects.count() == 1


def test_a_link_brings_the_company_along_and_the_usual_channel_is_chosen(sign_in, enterprise):
    page = sign_in("operator").get("/appeals/register/?enterprise=Q000001").content.decode()
    assert 'value="Q000001"' in page
    assert 'data-text="云川宏岳锅炉有限公司"' in page
    assert '<option value="hotline" selected>' in page
    assert 'data-draft="register"' in page


@pytest.mark.parametrize("person", ["inspector", "city", "contact", "system", "audit"])
def test_others_may_not_register(register, person):
    assert register(person).status_code == 403
    assert Appeal.objects.count() == 0
