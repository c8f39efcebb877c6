"""Two records found to be one: what moves, what is refused, and where the old number leads."""

import pytest
from django.urls import reverse

from qifu.enterprises.merging import merge, moving
from qifu.enterprises.models import Contact, Enterprise, Merge, Project
from qifu.organisations.models import District, LogEntry, LogKind, User
from qifu.organisations.refusals import Refused


@pytest.fixture
def twin(district, units, enterprise, posts):
    """The same works under its old name, with two contacts (one of them Chen Jing again) and a project."""
    row = Enterprise.objects.create(
        district=district,
        number="Q000002",
        name="云川锅炉厂",
        street=units.hill,
        phone="0990-7654321",
        founded=1958,
        restructured=True,
    )
    Contact.objects.create(enterprise=row, name="陈静", phone="199-0000-1234", email="chen@example.com")
    Contact.objects.create(enterprise=row, name="罗平", phone="19900009999")
    Project.objects.create(district=district, enterprise=row, name="煤改气")
    return row


def test_everything_moves_and_nothing_is_lost(twin, enterprise, actors):
    project, luo = twin.projects.get(), twin.contacts.get(name="罗平")
    row = merge(enterprise, twin, by=actors["office"], reason="同址同号")
    assert list(enterprise.projects.all()) == [project]
    assert [(c.name, c.phone, c.email) for c in enterprise.contacts.all()] == [
        ("陈静", "19900001234", "chen@example.com"),
        ("罗平", "19900009999", ""),
    ]
    assert (row.facts["name"], row.facts["founded"]) == ("云川锅炉厂", 1958)
    assert row.moved["enterprises.project.enterprise"] == [project.pk]
    assert row.moved["enterprises.contact.enterprise"] == [luo.pk]
    assert [gone["phone"] for gone in row.moved["folded_contacts"]] == ["199-0000-1234"]
    twin.refresh_from_db()
    assert (twin.merged_into, twin.contacts.count(), twin.projects.count()) == (enterprise, 0, 0)


def test_only_the_chosen_facts_are_taken_over_and_what_follows_from_them_is_recomputed(
    twin, enterprise, actors
):
    merge(enterprise, twin, by=actors["office"], taken={"name": True, "founded": True})
    enterprise.refresh_from_db()
    assert (enterprise.name, enterprise.name_key, enterprise.founded) == ("云川锅炉厂", "云川锅炉厂", 1958)
    assert (enterprise.phone, enterprise.restructured) == ("0990-1234567", False)


def test_the_code_can_come_from_the_record_that_is_given_up(twin, enterprise, actors):
    merge(twin, enterprise, by=actors["office"], taken={"credit_code": True})
    twin.refresh_from_db()
    assert twin.credit_code == "91350100M000100Y43"


def test_an_account_goes_to_the_twin_that_has_none(twin, enterprise, actors, posts):
    merge(twin, enterprise, by=actors["office"])
    chen = twin.contacts.get(name="陈静")
    assert (chen.user, chen.phone) == (posts["contact"].user, "199-0000-1234")


def test_an_account_speaks_for_the_enterprise_once_even_with_two_numbers(twin, enterprise, actors, posts):
    twin.contacts.filter(name="罗平").update(user=posts["contact"].user)
    row = merge(enterprise, twin, by=actors["office"])
    assert [(c.name, c.user_id) for c in enterprise.contacts.all()] == [
        ("陈静", posts["contact"].user.pk),
        ("罗平", None),
    ]
    assert row.moved["folded_contacts"][-1]["user_id"] == posts["contact"].user.pk


def test_a_second_account_under_the_same_number_is_recorded(twin, enterprise, actors):
    user = User.objects.create_user("chen.jing", name="陈静")
    twin.contacts.filter(name="陈静").update(user=user)
    row = merge(enterprise, twin, by=actors["office"])
    assert row.moved["folded_contacts"][0]["user_id"] == user.pk
    assert enterprise.contacts.count() == 2


def test_the_old_number_leads_to_the_record_that_stands_after_two_merges_as_well(
    twin, enterprise, district, actors, sign_in
):
    third = Enterprise.objects.create(district=district, number="Q000003", name="云川锅炉总厂")
    merge(enterprise, twin, by=actors["office"])
    merge(third, enterprise, by=actors["office"])
    for number in ("Q000001", "Q000002"):
        assert sign_in("officer.water").get(f"/enterprises/{number}/").url == "/enterprises/Q000003/"
    twin.refresh_from_db()
    assert (twin.merged_into, Merge.objects.get(given_up=twin).kept) == (third, enterprise)


def test_the_merge_stands_in_the_history_of_the_record_that_stands(twin, enterprise, actors, sign_in):
    merge(enterprise, twin, by=actors["office"], taken={"founded": True}, reason="同址同号")
    entry = LogEntry.objects.get(kind=LogKind.ENTERPRISE)
    assert (entry.before, entry.after, entry.reason) == ({"founded": None}, {"founded": 1958}, "同址同号")
    page = sign_in("office").get("/enterprises/Q000001/").content.decode()
    assert "Q000002 云川锅炉厂" in page


def refused(*args, **kwargs):
    with pytest.raises(Refused) as info:
        merge(*args, **kwargs)
    return str(info.value)


def test_into_itself_is_refused(enterprise, actors, language):
    assert refused(enterprise, enterprise, by=actors["office"]) == "不能与自身合并，请另选一条记录。"


def test_a_record_that_was_merged_is_refused_on_either_side(twin, enterprise, district, actors, language):
    third = Enterprise.objects.create(district=district, number="Q000003", name="云川锅炉总厂")
    merge(enterprise, twin, by=actors["office"])
    sentence = "Q000002 已被合并，请选择合并后的记录。"
    assert refused(third, twin, by=actors["office"]) == sentence
    assert refused(twin, third, by=actors["office"]) == sentence


def test_another_district_is_refused(enterprise, district, actors, language):
    next_door = District.objects.create(code="990198", name="青河区", parent=district.parent)
    other = Enterprise.objects.create(district=next_door, number="Q000009", name="云川锅炉厂")
    assert refused(enterprise, other, by=actors["office"]) == "两条记录分属不同区县，不能合并。"


def test_two_valid_codes_need_a_confirmation(twin, enterprise, actors, code, language):
    Enterprise.objects.filter(pk=twin.pk).update(credit_code=code(7))
    assert refused(enterprise, twin, by=actors["office"]).startswith("两条记录的信用代码均有效且不相同")
    twin.refresh_from_db()
    assert (twin.merged_into, twin.contacts.count(), Merge.objects.count()) == (None, 2, 0)
    merge(enterprise, twin, by=actors["office"], codes_confirmed=True)
    assert Merge.objects.count() == 1


def test_only_the_office_merges(twin, enterprise, actors, language):
    assert refused(enterprise, twin, by=actors["operator"]) == "合并企业由活动办公室办理。"


def test_the_preview_counts_what_moves(twin, language):
    assert moving(twin) == [("联系人", 2), ("重点项目", 1)]


PAGE = reverse("merge-enterprise", args=["Q000001"])


def test_the_page_asks_for_the_other_record_then_compares_then_merges(twin, enterprise, sign_in):
    client = sign_in("office")
    assert 'data-lookup="/enterprises/lookup/"' in client.get(PAGE).content.decode()
    both = client.get(PAGE, {"other": "q000002"})
    assert both.context["moving"] == [("联系人", 2), ("重点项目", 1)]
    assert both.context["form"].differing == [
        "name",
        "credit_code",
        "street",
        "phone",
        "industry",
        "founded",
        "facts_year",
        "staff",
        "revenue",
        "assets",
        "restructured",
    ]
    said = dict.fromkeys(both.context["form"].differing, "kept")
    said |= {"founded": "given_up", "reason": "同址同号"}
    assert client.post(f"{PAGE}?other=Q000002", said).url == "/enterprises/Q000001/"
    enterprise.refresh_from_db()
    assert (enterprise.founded, enterprise.phone) == (1958, "0990-1234567")
    assert Merge.objects.get().reason == "同址同号"


def test_the_page_wants_the_tick_when_the_codes_differ(twin, code, sign_in):
    Enterprise.objects.filter(pk=twin.pk).update(credit_code=code(7))
    client = sign_in("office")
    said = dict.fromkeys(client.get(PAGE, {"other": "Q000002"}).context["form"].differing, "kept")
    answer = client.post(f"{PAGE}?other=Q000002", said | {"reason": "同址同号"})
    assert answer.status_code == 422
    assert "可能是两家企业" in answer.content.decode()
    client.post(f"{PAGE}?other=Q000002", said | {"reason": "同址同号", "codes_confirmed": "on"})
    assert Merge.objects.count() == 1


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ("Q000001", "不能与自身合并，请另选一条记录。"),
        ("Q999999", "没有该编号的企业。"),
        ("锅炉", "没有该编号的企业。"),
    ],
)
def test_the_page_says_why_a_record_cannot_be_chosen(other, sentence, twin, sign_in):
    answer = sign_in("office").get(PAGE, {"other": other})
    assert (answer.status_code, sentence in answer.content.decode()) == (409, True)
