"""Adding and changing enterprises, contacts and projects, and what the history says afterwards."""

import pytest
from django.urls import reverse

from qifu.enterprises.models import Contact, Enterprise, Project
from qifu.organisations.models import LogEntry, LogKind, NumberSeries, Post, User
from qifu.organisations.roles import Role

ADD = reverse("add-enterprise")
EDIT = reverse("edit-enterprise", args=["Q000001"])
SAID = {
    "name": "  云川 宏岳锅炉有限公司 ",
    "credit_code": "9135 0100 M000 100Y 43",
    "industry": "c3411",
    "phone": "0990-1234567",
    "staff": "350",
    "revenue": "3000",
    "assets": "5000",
    "facts_year": "2025",
}


@pytest.fixture
def office(sign_in):
    return sign_in("office")


def errors_of(response):
    assert response.status_code == 422
    return response.context["form"].errors.get_json_data()


def test_an_added_enterprise_gets_the_next_number_its_code_in_standard_form_and_its_size(
    office, district, units
):
    NumberSeries.take(district.pk, "enterprise", 0, 41)
    Enterprise.objects.all().delete()
    assert office.post(ADD, SAID | {"street": units.hill.pk}).url == "/enterprises/Q000042/"
    row = Enterprise.objects.get()
    assert (row.name, row.credit_code, row.industry, row.size, row.above_scale) == (
        "云川 宏岳锅炉有限公司",
        "91350100M000100Y43",
        "C3411",
        "medium",
        True,
    )


def test_the_code_of_another_enterprise_is_refused_by_its_number(office, enterprise):
    wrong = errors_of(office.post(ADD, SAID))
    assert [e["message"] for e in wrong["credit_code"]] == ["Q000001 云川宏岳锅炉有限公司 已使用该代码。"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("credit_code", "91350100M000100Y44", "校验位不符，代码中至少有一位有误。"),
        ("credit_code", "913501", "统一社会信用代码应为 18 位，现为 6 位。"),
        ("credit_code", "91350100M000100Y4I", "统一社会信用代码中不应出现：I。"),
        (
            "industry",
            "Z99",
            "国民经济行业分类中没有该代码，请填门类字母、数字代码或两者连写，如 C3411。",
        ),
        ("industry", "A3411", "国民经济行业分类中没有该代码，请填门类字母、数字代码或两者连写，如 C3411。"),
        ("phone", "12", "请填写手机号码，或带区号的固定电话。"),
        ("facts_year", "3025", "请填写四位年份，且不晚于今年。"),
        ("founded", "98", "请填写四位年份，且不晚于今年。"),
    ],
)
def test_a_wrong_fact_is_told_beside_its_field_and_stores_nothing(field, typed, sentence, office, enterprise):
    wrong = errors_of(office.post(EDIT, SAID | {field: typed}))
    assert [e["message"] for e in wrong[field]] == [sentence]
    assert not LogEntry.objects.filter(kind=LogKind.ENTERPRISE).exists()


def test_an_empty_code_is_no_code_and_two_enterprises_may_have_none(office, district):
    NumberSeries.take(district.pk, "enterprise", 0)
    for name in ("甲厂", "乙厂"):
        assert office.post(ADD, {"name": name}).status_code == 302
    assert list(Enterprise.objects.filter(credit_code=None).values_list("name", flat=True)) == [
        "乙厂",
        "甲厂",
    ]


def test_a_change_stands_in_the_history_with_before_and_after(office, enterprise):
    office.post(EDIT, SAID | {"staff": "15"})
    entry = LogEntry.objects.get(kind=LogKind.ENTERPRISE)
    assert (entry.before["staff"], entry.after["staff"]) == (350, 15)
    assert (entry.before["size"], entry.after["size"]) == ("medium", "micro")
    page = office.get("/enterprises/Q000001/").content.decode()
    assert "从业人员（人）: 350 → 15" in page.replace("：", ": ")
    assert "企业规模: 中型 → 微型" in page.replace("：", ": ")
    assert "name_key" not in page


def test_saving_without_a_difference_logs_nothing(office, enterprise, units):
    same = SAID | {"name": enterprise.name, "street": units.wharf.pk, "industry": "C3411"}
    assert office.post(EDIT, same).status_code == 302
    assert not LogEntry.objects.filter(kind=LogKind.ENTERPRISE).exists()


def test_a_street_is_chosen_and_a_department_is_none(office, enterprise, units):
    assert "street" in errors_of(office.post(EDIT, SAID | {"street": units.water.pk}))


def test_a_contact_is_changed_only_after_a_reason(office, enterprise):
    contact = enterprise.contacts.get()
    page = reverse("edit-contact", args=["Q000001", contact.pk])
    answer = office.post(page, {"name": "陈晶", "phone": "19900001234"})
    assert answer.url == f"/enterprises/Q000001/people/?next={page.replace('/', '%2F')}"
    office.post(reverse("enterprise-people", args=["Q000001"]), {"reason": "更正姓名"})
    assert office.post(page, {"name": "陈晶", "phone": "19900001234"}).status_code == 302
    contact.refresh_from_db()
    assert (contact.name, contact.user) == ("陈晶", None)


def test_a_contact_is_given_the_account_of_a_user_with_a_contact_post(office, enterprise, posts):
    enterprise.contacts.all().delete()
    page = reverse("add-contact", args=["Q000001"])
    said = {"name": "陈静", "phone": "199 0000 1234"}
    officer = errors_of(office.post(page, said | {"user": posts["officer.water"].user.pk}))
    assert list(officer) == ["user"]
    assert office.post(page, said | {"user": posts["contact"].user.pk}).status_code == 302
    contact = Contact.objects.get()
    assert (contact.user.username, contact.phone_key) == ("contact", "19900001234")


def test_the_same_number_or_account_twice_is_refused(office, enterprise, posts):
    page = reverse("add-contact", args=["Q000001"])
    wrong = errors_of(office.post(page, {"name": "陈静", "phone": "+86 19900001234"}))
    assert list(wrong) == ["phone"]
    account = {"name": "王敏", "phone": "19900004321", "user": posts["contact"].user.pk}
    assert list(errors_of(office.post(page, account))) == ["user"]


def test_the_history_and_the_log_say_that_a_contacts_data_changed_but_not_what_they_are(
    office, sign_in, enterprise
):
    holder = User.objects.create_user("wang", name="王敏敏")
    Post.objects.create(user=holder, role=Role.CONTACT, district=enterprise.district)
    said = {"name": "王敏", "phone": "19900004321", "email": "wang@example.com", "user": holder.pk}
    office.post(reverse("add-contact", args=["Q000001"]), said)
    history = office.get("/enterprises/Q000001/").content.decode().partition("变更记录")[2]
    for page in (history, sign_in("audit").get("/logs/").content.decode()):
        assert "Q000001 联系人" in page
        assert "电话：***" in page
        assert [word for word in ("19900004321", "王敏", "wang@example.com") if word in page] == []


def test_a_removed_contact_no_longer_sees_the_enterprise(office, sign_in, enterprise):
    contact = enterprise.contacts.get()
    page = reverse("remove-contact", args=["Q000001", contact.pk])
    assert office.get(page).status_code == 200
    assert Contact.objects.exists()
    office.post(page)
    assert sign_in("contact").get("/enterprises/Q000001/").status_code == 404
    assert LogEntry.objects.get(kind=LogKind.ENTERPRISE).what == "Q000001 移除联系人"


def test_a_project_is_added_and_changed(office, enterprise, units):
    office.post(reverse("add-project", args=["Q000001"]), {"name": "二期厂房", "stage": "planned"})
    project = Project.objects.get()
    page = reverse("edit-project", args=["Q000001", project.pk])
    office.post(
        page, {"name": "二期厂房", "stage": "started", "investment": "8000", "unit": units.planning.pk}
    )
    project.refresh_from_db()
    assert (project.stage, project.investment, project.unit) == ("started", 8000, units.planning)
    assert "建设阶段: 拟建 → 已开工" in office.get("/enterprises/Q000001/").content.decode().replace(
        "：", ": "
    )


def test_the_contact_of_another_enterprise_cannot_be_reached_through_this_one(office, enterprise):
    other = Enterprise.objects.create(district=enterprise.district, number="Q000002", name="青山食品厂")
    contact = Contact.objects.create(enterprise=other, name="周敏", phone="19900007777")
    assert office.get(reverse("edit-contact", args=["Q000001", contact.pk])).status_code == 404
    assert office.post(reverse("remove-contact", args=["Q000001", contact.pk])).status_code == 404
