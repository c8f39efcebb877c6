"""Leaders owe their companies a contact at a set rhythm, write it down with one tap, and see what is owed."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from qifu.liaison.leader_contacts import contacts_owed, owed_in
from qifu.liaison.models import ContactRhythm, LeaderContact
from qifu.liaison.presets import load_presets
from qifu.liaison.verbs.leader_contact import write_contact
from qifu.lib.months import months_later
from qifu.organisations.models import LogEntry
from qifu.organisations.moment import Moment
from qifu.organisations.refusals import Refused
from tests.pages import text_of


@pytest.fixture
def linked(district, enterprise, posts):
    """The boiler works are the deputy's, and every company is owed a contact each quarter."""
    load_presets(district)
    enterprise.leader = posts["deputy"].leader
    enterprise.save()
    return enterprise


@pytest.fixture
def contacted(linked, actors):
    def write(days_ago: int, **said):
        day = timezone.localdate() - timedelta(days=days_ago)
        given = {"way": "visit", "said": "企业反映用水紧张。", **said}
        return write_contact(linked, by=actors["deputy"], day=day, **given)

    return write


def owed(linked, actors):
    return contacts_owed(actors["deputy"].leader, [linked], Moment())[linked.pk]


def test_a_company_that_was_never_contacted_is_owed_one_now(linked, actors):
    found = owed(linked, actors)
    assert (found.never, found.is_owed, found.due_at) == (True, True, None)


@pytest.mark.parametrize(
    ("visited", "called", "way", "light"),
    [
        (5, None, "phone", "green"),  # a visit is a contact: the call is due in a month
        (45, None, "phone", "red"),
        (45, 5, "phone", "green"),
        (85, 5, "visit", "green"),  # the quarter ends before the month
        (150, 5, "visit", "red"),
    ],
)
def test_a_contact_is_due_each_month_and_a_visit_each_quarter(
    contacted, linked, actors, visited, called, way, light
):
    days = [contacted(visited).day]
    if called:
        days.append(contacted(called, way="phone").day)
    found = owed(linked, actors)
    assert (found.way, found.light, found.is_owed) == (way, light, light == "red")
    start = months_later(days[0], 3) if way == "visit" else months_later(days[-1], 1)
    due = timezone.localdate(found.due_at) - timedelta(days=1)
    assert timedelta(0) <= due - start < timedelta(days=12)  # a working day
    assert owed_in(linked.district, Moment())[linked.pk].due_at == found.due_at


def test_who_was_only_called_is_owed_the_first_visit_from_the_first_contact_on(contacted, linked, actors):
    contacted(150, way="phone")
    contacted(5, way="phone")
    assert (owed(linked, actors).way, owed(linked, actors).light) == ("visit", "red")


def test_a_leader_writes_a_contact_down_on_the_page_and_pressing_twice_counts_once(linked, sign_in, posts):
    client = sign_in("deputy")
    page = client.get("/my-companies/")
    assert "尚未联系" in text_of(page)
    said = {
        "key": str(uuid.uuid4()),
        "day": timezone.localdate(),
        "way": "phone",
        "said": "用工紧张，已转人社局。",
    }
    for _twice in range(2):
        response = client.post(f"/leaders/contacts/{linked.number}/?next=/my-companies/", said)
        assert (response.status_code, response["Location"]) == (302, "/my-companies/")
    contact = LeaderContact.objects.get()
    assert (contact.leader, contact.way, contact.by) == (
        posts["deputy"].leader,
        "phone",
        posts["deputy"].user,
    )
    after = text_of(client.get("/my-companies/"))
    assert f"最近联系 {timezone.localdate()} 电话" in after
    assert "尚未联系" not in after


def test_what_cannot_be_is_refused_with_a_sentence(linked, actors, contacted):
    with pytest.raises(Refused, match=r"^联系日期晚于今天"):
        contacted(-1)
    with pytest.raises(Refused, match=r"^请填写沟通内容。$"):
        contacted(0, said="  ")
    with pytest.raises(Refused, match=r"^只有挂点联系该企业的区领导"):
        write_contact(linked, by=actors["mayor"], day=timezone.localdate(), way="phone", said="已了解。")
    assert LeaderContact.objects.count() == 0


def test_another_leaders_company_is_not_there_and_nobody_else_writes(linked, sign_in):
    said = {"day": timezone.localdate(), "way": "phone", "said": "已了解。"}
    url = f"/leaders/contacts/{linked.number}/"
    assert sign_in("mayor").post(url, said).status_code == 404
    assert sign_in("office").post(url, said).status_code == 403
    assert LeaderContact.objects.count() == 0


def test_the_register_is_the_offices_and_a_leaders_own_and_the_company_page_shows_them(
    contacted, linked, sign_in
):
    contacted(3)
    for who, seen in (("office", 1), ("inspector", 1), ("deputy", 1), ("mayor", 1)):
        assert len(sign_in(who).get("/leaders/contacts/").context["page"]) == seen
    LeaderContact.objects.update(leader=sign_in("mayor").get("/my-companies/").context["actor"].leader)
    assert len(sign_in("deputy").get("/leaders/contacts/").context["page"]) == 0
    assert sign_in("head.water").get("/leaders/contacts/").status_code == 403
    panel = f"/leaders/contacts/{linked.number}/of-company/"
    assert f'hx-get="{panel}"' in sign_in("office").get(f"/enterprises/{linked.number}/").content.decode()
    assert "企业反映用水紧张。" in text_of(sign_in("office").get(panel))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same_however_many(rows, contacted, sign_in, django_assert_num_queries):
    """Session, post, leaders of the filter, rows."""
    for _each in range(rows):
        contacted(1)
    client = sign_in("office")
    client.get("/leaders/contacts/")
    with django_assert_num_queries(4):
        assert len(client.get("/leaders/contacts/").context["page"]) == rows


FACTS = {"visit_months": 3, "call_months": 1, "least": 3, "most": 4}


def test_another_rhythm_is_a_new_version_with_its_source(linked, sign_in, contacted, actors):
    contacted(150)
    rhythm = ContactRhythm.objects.get()
    client = sign_in("office")
    refused = client.post(
        f"/settings/contact-rhythm/{rhythm.pk}/", {**FACTS, "visit_months": 6, "source": rhythm.source}
    )
    assert refused.context["form"].errors["source"] == ["频次改变，依据也应随之填写。"]
    said = {**FACTS, "visit_months": 6, "call_months": 6, "source": "区委办〔2026〕3号"}
    assert client.post(f"/settings/contact-rhythm/{rhythm.pk}/", said).status_code == 302
    assert list(ContactRhythm.objects.values_list("version", "visit_months")) == [(2, 6), (1, 3)]
    assert LogEntry.objects.get(what="领导挂点联系规则").after == said
    assert owed(linked, actors).light == "green"
