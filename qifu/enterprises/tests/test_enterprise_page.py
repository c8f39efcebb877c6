"""One company's page: its facts, how its size came about, and whose data are masked from whom."""

import time

import pytest
from django.urls import reverse

from qifu.enterprises.models import Contact, Enterprise, Project
from qifu.enterprises.views import enterprise as enterprise_views
from qifu.organisations import unmasking
from qifu.organisations.models import LogEntry, LogKind
from qifu.organisations.panels import Panel, Panels
from qifu.organisations.roles import Role

PAGE = "/enterprises/Q000001/"
PEOPLE = reverse("enterprise-people", args=["Q000001"])


@pytest.fixture
def text(sign_in):
    return lambda who, url=PAGE: sign_in(who).get(url).content.decode()


def test_the_page_shows_the_facts_and_how_the_size_class_came_about(text):
    page = text("officer.water")
    assert "91350100M000100Y43" in page
    assert "C3411 制造业" in page
    assert "按 2017 年划型办法，行业：工业。大型/中型/小型下限：从业人员 1000/300/20，本企业 350" in page
    assert "划为中型" in page
    assert "规上标准为营业收入 2000 万元（2011 年起）" in page


def test_a_missing_fact_is_named(text, enterprise):
    Enterprise.objects.filter(pk=enterprise.pk).update(staff=None)
    Enterprise.objects.get(pk=enterprise.pk).save()
    assert "未划分规模：缺从业人员。" in text("officer.water")


@pytest.mark.parametrize("who", ["office", "operator", "officer.water", "inspector", "mayor", "city"])
def test_names_and_telephones_are_masked_for_officials(who, text, enterprise):
    Contact.objects.update(email="chen.jing@example.com")
    page = text(who)
    assert "199****1234" in page
    assert "陈*" in page
    assert "19900001234" not in page
    assert "陈静" not in page
    assert "chen.jing@example.com" not in page


def test_a_contact_sees_the_people_of_their_own_enterprise_and_no_history(text):
    page = text("contact")
    assert "19900001234" in page
    assert "陈静" in page
    assert "变更记录" not in page


def test_a_reason_unmasks_this_enterprise_and_is_logged_with_name_and_address(sign_in, enterprise, units):
    other = Enterprise.objects.create(district=enterprise.district, number="Q000002", name="青山食品厂")
    Contact.objects.create(enterprise=other, name="周敏", phone="19900007777")
    client = sign_in("officer.water")
    assert client.post(PEOPLE, {"reason": "电话回访停水诉求"}).url == f"{PAGE}#contacts"
    assert "19900001234" in client.get(PAGE).content.decode()
    assert "19900007777" not in client.get("/enterprises/Q000002/").content.decode()
    entry = LogEntry.objects.get(kind=LogKind.UNMASK)
    assert (entry.subject, entry.reason) == (f"enterprise:{enterprise.pk}", "电话回访停水诉求")
    assert (entry.who, entry.address) == ("水务局 officer.water", "127.0.0.1")


def test_without_a_reason_nothing_is_shown_or_logged(sign_in, enterprise):
    client = sign_in("officer.water")
    assert client.post(PEOPLE, {"reason": " "}).status_code == 422
    assert "19900001234" not in client.get(PAGE).content.decode()
    assert not LogEntry.objects.filter(kind=LogKind.UNMASK).exists()


def test_after_a_quarter_of_an_hour_the_data_are_masked_again(sign_in, enterprise, monkeypatch):
    client = sign_in("officer.water")
    client.post(PEOPLE, {"reason": "电话回访停水诉求"})
    later = time.time() + unmasking.SECONDS + 1
    monkeypatch.setattr(unmasking.time, "time", lambda: later)
    assert "19900001234" not in client.get(PAGE).content.decode()


def test_whoever_acts_in_another_post_asks_again(sign_in, posts, enterprise):
    client = sign_in("officer.water")
    client.post(PEOPLE, {"reason": "电话回访停水诉求"})
    other = posts["officer.planning"]
    other.user = posts["officer.water"].user
    other.save()
    session = client.session
    session["post"] = other.pk
    session.save()
    assert "19900001234" not in client.get(PAGE).content.decode()


def test_the_way_back_leads_to_this_site_only(sign_in, enterprise):
    client = sign_in("office")
    edit = reverse("edit-contact", args=["Q000001", enterprise.contacts.get().pk])
    assert client.post(f"{PEOPLE}?next={edit}", {"reason": "更正号码"}).url == edit
    outside = client.post(f"{PEOPLE}?next=https://elsewhere.example/", {"reason": "更正号码"})
    assert outside.url == f"{PAGE}#contacts"


def test_projects_stand_on_the_page(text, enterprise, units):
    Project.objects.create(
        district=enterprise.district,
        enterprise=enterprise,
        name="锅炉二期厂房",
        stage="started",
        investment=8000,
        unit=units.planning,
    )
    page = text("officer.water")
    assert "锅炉二期厂房" in page
    assert "已开工" in page
    assert "规划局" in page


def test_an_upper_app_fills_its_panel_for_its_roles(text, monkeypatch):
    panels = Panels()
    panels.register(Panel("诉求往来", "enterprise-people", (Role.OFFICE,)))
    monkeypatch.setattr(enterprise_views, "panels", panels)
    assert f'hx-get="{PEOPLE}"' in text("office")
    assert f'hx-get="{PEOPLE}"' not in text("mayor")


def test_the_page_costs_the_same_queries_for_one_contact_as_for_three(
    sign_in, enterprise, django_assert_num_queries
):
    client = sign_in("officer.water")
    client.get(PAGE)
    with django_assert_num_queries(7):
        client.get(PAGE)
    for i in range(2):
        Contact.objects.create(enterprise=enterprise, name=f"王{i}", phone=f"1990000000{i}")
        Project.objects.create(district=enterprise.district, enterprise=enterprise, name=f"项目{i}")
    with django_assert_num_queries(7):
        client.get(PAGE)


def test_a_contact_does_not_see_the_enterprise_of_others(sign_in, enterprise):
    Enterprise.objects.create(district=enterprise.district, number="Q000002", name="青山食品厂")
    assert sign_in("contact").get("/enterprises/Q000002/").status_code == 404
    assert sign_in("contact").get(PAGE).status_code == 200
