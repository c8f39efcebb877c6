"""A circular from the draft to who has read it, by the account and by the link; corrected, withdrawn, asked about."""

from base64 import b64decode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from qifu.appeals.models import Appeal
from qifu.enterprises.models import Contact, Enterprise
from qifu.liaison import sources, timeline
from qifu.liaison.circulars import issuing, reading, writing
from qifu.liaison.circulars.models import Circular, CircularReceipt
from qifu.liaison.circulars.telling import LINKS, link_of
from qifu.liaison.models import Finding
from qifu.liaison.targets import Target
from qifu.notices.models import Delivery, Notice
from qifu.organisations.models import Job
from qifu.organisations.refusals import Refused
from qifu.organisations.unit_merging import what_goes_over
from tests.access import answers, codes
from tests.pages import text_of

SAID = {
    "title": "东片控制性详细规划公示",
    "about": "plan",
    "subject": "东片控制性详细规划",
    "text": "现予公示三十日。",
}
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def receipt_in(url):
    """A token holds its second, so that two of one receipt differ."""
    (pk,) = LINKS.read(url.rstrip("/").split("/")[-1])
    return pk


@pytest.fixture
def company(district, units):
    """A second one, on Hill street, whose contact has an e-mail and no account."""
    row = Enterprise.objects.create(
        district=district, number="Q000002", name="云川青山纺织有限公司", street=units.hill
    )
    Contact.objects.create(enterprise=row, name="何敏", phone="19900004321", email="he.min@example.com")
    return row


@pytest.fixture
def drafted(actors, enterprise, company, district):
    def make(target=Target(), **said):  # noqa: B008 - a frozen value
        row = writing.draft({**SAID, **said}, by=actors["officer.water"], district=district)
        writing.choose(row, target, by=actors["officer.water"])
        return row

    return make


@pytest.fixture
def issued(drafted, actors):
    def make(at=None, **said):
        row = drafted(**said)
        issuing.issue(row, by=actors["head.water"], at=at)
        row.refresh_from_db()
        return row

    return make


@pytest.fixture
def link(district):
    return lambda row, company: link_of(row.receipts.get(enterprise=company), district.code)


def test_drafted_counted_and_issued_by_the_pages_the_company_is_told(sign_in, enterprise, company, posts):
    officer = sign_in("officer.water")
    plan = SimpleUploadedFile("规划图.png", b64decode(PNG))
    page = officer.post("/circulars/new/", {**SAID, "attachments": plan})
    row = Circular.objects.get()
    assert page["Location"] == f"/circulars/{row.pk}/companies/"
    counted = officer.post(f"/circulars/{row.pk}/companies/", {"to-named": company.number, "count": "1"})
    assert (counted.context["count"], Circular.objects.get().target) == (1, None)
    officer.post(f"/circulars/{row.pk}/companies/", {"keep": "1"})
    assert officer.post(f"/circulars/{row.pk}/issue/").status_code == 403
    head = sign_in("head.water")
    assert "2家企业" in text_of(head.get(f"/circulars/{row.pk}/issue/"))
    head.post(f"/circulars/{row.pk}/issue/")
    assert head.post(f"/circulars/{row.pk}/issue/").status_code == 409
    assert row.receipts.count() == 2
    assert Notice.objects.get(kind="circular-issued").user == posts["contact"].user
    contact = sign_in("contact")
    assert "未读" in text_of(contact.get("/my-circulars/"))
    shown = contact.get(f"/p/990199/notices-of-approvals/{row.pk}/")
    assert "现予公示三十日" in text_of(shown)
    file = row.files.get()
    assert (
        contact.get(f"/p/990199/notices-of-approvals/{row.pk}/files/{file.pk}/")["Content-Type"]
        == "image/png"
    )
    assert Client().get(f"/p/990199/notices-of-approvals/{row.pk}/files/{file.pk}/").status_code == 404
    read = row.receipts.get(enterprise=enterprise)
    assert (read.read_by, read.read_at is not None) == ("contact", True)
    [(_row, done, told)] = officer.get("/circulars/").context["rows"]
    assert (done, told) == (1, 2)


def test_the_same_form_twice_drafts_once(sign_in):
    said, officer = {**SAID, "key": "5e0c9c58-4a3c-4b7e-9b57-51c5d0a6a0aa"}, sign_in("officer.water")
    for _each in range(2):
        officer.post("/circulars/new/", said)
    assert Circular.objects.count() == 1


def test_the_office_drafts_for_a_unit(sign_in, units):
    sign_in("office").post("/circulars/new/", {**SAID, "unit": units.trade.pk})
    assert Circular.objects.get().unit == units.trade


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"text": " "}, "text"),
        ({"about": "gossip"}, "about"),
        ({"attachments": SimpleUploadedFile("a.exe", b"MZ" + b"\0" * 200)}, "attachments"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(sign_in, wrong, field):
    page = sign_in("officer.water").post("/circulars/new/", {**SAID, **wrong})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_a_company_nobody_knows_is_told_by_its_words(drafted, sign_in):
    row = drafted()
    page = sign_in("officer.water").post(
        f"/circulars/{row.pk}/companies/", {"to-named": "没有这家", "keep": "1"}
    )
    assert (page.status_code, "没有这家" in text_of(page)) == (422, True)


def test_for_nobody_it_is_not_issued(actors, district):
    row = writing.draft(SAID, by=actors["head.water"], district=district)
    with pytest.raises(Refused, match="尚无发送对象"):
        issuing.issue(row, by=actors["head.water"])


def test_issued_its_words_stand_and_another_unit_has_no_hand_in_it(issued, actors):
    row = issued()
    with pytest.raises(Refused, match="已不是草稿"):
        writing.change(row, SAID, by=actors["officer.water"])
    with pytest.raises(Refused, match="仅限活动办和发布单位"):
        issuing.withdraw(row, by=actors["head.trade"], reason="x")


def test_of_two_who_issue_at_once_the_second_is_told(drafted, actors):
    """Both hold the draft as they saw it; the row is locked and read again."""
    first, second = drafted(), Circular.objects.get()
    issuing.issue(first, by=actors["head.water"])
    with pytest.raises(Refused, match="已不是草稿"):
        issuing.issue(second, by=actors["office"])
    assert CircularReceipt.objects.count() == 2
    assert Notice.objects.filter(kind="circular-issued").count() == 1


def test_many_companies_get_it_in_the_background(drafted, actors, posts, monkeypatch):
    monkeypatch.setattr(issuing, "AT_ONCE", 1)
    row = drafted()
    job = issuing.issue(row, by=actors["head.water"], post=posts["head.water"])
    assert job is not None
    job = Job.objects.get(pk=job.pk)
    for _each in range(2):
        issuing.run_issuing(job, lambda done, total: None)
    assert row.receipts.count() == 2


def test_by_the_link_it_is_read_without_a_name_and_only_once(issued, company, link):
    row, browser = issued(), Client()
    page = browser.get(link(row, company))
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex")
    receipt = row.receipts.get(enterprise=company)
    reading.opened([receipt], by="何敏")
    receipt.refresh_from_db()
    assert (receipt.read_by, receipt.read_at is not None) == ("", True)


def test_an_address_without_an_account_gets_the_companys_own_link(issued, company, settings):
    settings.SITE_URL, settings.EMAIL_SENDS = "https://qifu.example", True
    row = issued()
    [sent] = Delivery.objects.filter(payload__stranger=True)
    assert (sent.payload["to"], receipt_in(sent.payload["url"])) == (
        "he.min@example.com",
        row.receipts.get(enterprise=company).pk,
    )


def test_what_is_not_public_is_nobody_elses(issued, company, actors, district, sign_in):
    row = issued(target=Target(named=(company.number,)))
    for browser in (Client(), sign_in("contact")):
        assert browser.get(f"/p/990199/notices-of-approvals/{row.pk}/").status_code == 404
    assert row.title not in text_of(Client().get("/p/990199/notices-of-approvals/"))


def test_a_made_up_link_is_none(issued):
    page = Client().get("/p/990199/notices-of-approvals/to/made-up/")
    assert (page.status_code, "此链接无效" in text_of(page)) == (404, True)


def test_a_correction_replaces_it_and_leads_on(issued, sign_in, company, link, actors):
    old = issued(public=True)
    officer = sign_in("officer.water")
    officer.post(f"/circulars/{old.pk}/correct/")
    again = officer.post(f"/circulars/{old.pk}/correct/")
    new = Circular.objects.get(supersedes=old)
    assert again["Location"] == f"/circulars/{new.pk}/change/"
    officer.post(f"/circulars/{new.pk}/change/", {**SAID, "text": "现予公示四十五日。", "public": "on"})
    assert "已由新版代替" not in text_of(Client().get(link(old, company)))
    issuing.issue(new, by=actors["head.water"])
    page = Client().get(link(old, company))
    assert "已由新版代替" in text_of(page)
    assert receipt_in(page.context["newer_url"]) == new.receipts.get(enterprise=company).pk
    listed = text_of(Client().get("/p/990199/notices-of-approvals/"))
    assert listed.count(old.title) == 1
    assert (
        Client().get(f"/p/990199/notices-of-approvals/{old.pk}/").context["newer_url"].endswith(f"/{new.pk}/")
    )


def test_withdrawn_it_is_gone_with_a_sentence_by_every_door(issued, sign_in, company, link):
    row = issued(public=True)
    head = sign_in("head.water")
    assert head.post(f"/circulars/{row.pk}/withdraw/", {"reason": " "}).status_code == 422
    head.post(f"/circulars/{row.pk}/withdraw/", {"reason": "数据有误"})
    assert head.post(f"/circulars/{row.pk}/withdraw/", {"reason": "数据有误"}).status_code == 409
    for url in (link(row, company), f"/p/990199/notices-of-approvals/{row.pk}/"):
        page = Client().get(url)
        assert (page.status_code, "数据有误" in text_of(page), SAID["text"] in text_of(page)) == (
            410,
            True,
            False,
        )
    assert row.title not in text_of(Client().get("/p/990199/notices-of-approvals/"))


def test_those_who_have_not_read_are_reminded_once_a_day(issued, actors, enterprise, posts):
    row, by = issued(), actors["officer.water"]
    issuing.remind(row, by=by)
    assert Notice.objects.filter(kind="circular-unread", user=posts["contact"].user).count() == 1
    with pytest.raises(Refused, match="今天已提醒过"):
        issuing.remind(row, by=by)
    reading.opened(row.receipts.all(), by="陈静")
    with pytest.raises(Refused, match="均已阅读"):
        issuing.remind(row, by=by, at=timezone.now() + timedelta(days=1))


def test_a_question_becomes_one_appeal_that_says_where_it_came_from(issued, company, link, sign_in):
    row, browser = issued(), Client()
    said = {
        "who": "何敏",
        "phone": "19900004321",
        "text": "道路红线何时实施？",
        "key": "5e0c9c58-4a3c-4b7e-9b57-51c5d0a6a0ab",
    }
    assert browser.post(link(row, company), {**said, "text": ""}).status_code == 422
    for _each in range(2):
        browser.post(link(row, company), said)
    appeal = Appeal.objects.get()
    assert (appeal.channel, appeal.enterprise, appeal.caller_name) == ("portal", company, "何敏")
    assert appeal.number in text_of(sign_in("head.water").get(f"/circulars/{row.pk}/"))
    [found] = sources.described(Finding.objects.all()).values()
    assert found.sentence == f"企业就情况通报“{row.title}”提出的询问"


def test_who_reads_on_the_public_page_alone_is_led_to_filing(issued):
    row = issued(public=True)
    page = Client().get(f"/p/990199/notices-of-approvals/{row.pk}/")
    assert (page.status_code, page.context["form"]) == (200, None)
    assert Client().post(f"/p/990199/notices-of-approvals/{row.pk}/", {"text": "?"}).status_code == 404


def test_the_companys_timeline_says_it(issued, enterprise):
    row = issued()
    page = timeline.page_of(enterprise, timezone.now() + timedelta(minutes=1), "circulars")
    assert [(line.title, line.note) for line in page.lines] == [(f"情况通报：{row.title}", "未读")]


def test_the_readers_are_filtered_by_street_and_by_whether_they_read(issued, enterprise, units, sign_in):
    row = issued()
    reading.opened(row.receipts.filter(enterprise=enterprise), by="陈静")
    client = sign_in("officer.water")

    def shown(query):
        page = client.get(f"/circulars/{row.pk}/readers/?{query}").context["page"]
        return [each.enterprise.number for each in page]

    assert (shown("read=no"), shown("read=yes")) == (["Q000002"], ["Q000001"])
    assert shown(f"street={units.hill.pk}") == ["Q000002"]
    assert shown("street=abc") == ["Q000001", "Q000002"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_cost_the_same_for_one_and_three(rows, issued, sign_in, django_assert_num_queries):
    made = [issued(public=True) for _each in range(rows)]
    client, contact = sign_in("officer.water"), sign_in("contact")
    for browser, url, cost in (
        (client, "/circulars/", 5),
        (client, f"/circulars/{made[0].pk}/readers/", 5),
        (contact, "/my-circulars/", 3),
        (Client(), "/p/990199/notices-of-approvals/", 2),
    ):
        browser.get(url)
        with django_assert_num_queries(cost):
            assert browser.get(url).status_code == 200


def test_a_draft_goes_over_with_its_unit(drafted, units):
    drafted()
    assert ("尚未发布的情况通报", 1) in [(str(what), count) for what, count in what_goes_over(units.water)]


PEOPLE = ("stranger", "contact", "officer.water", "head.water", "officer.trade", "office", "mayor", "system")
LINES = [
    ("GET", "/circulars/", "302 403 200 200 200 200 200 403"),
    ("GET", "/circulars/new/", "302 403 200 200 200 200 403 403"),
    ("GET", "/circulars/{pk}/", "302 403 200 200 404 200 200 403"),
    ("GET", "/circulars/{pk}/change/", "302 403 200 200 404 200 403 403"),
    ("GET", "/circulars/{pk}/companies/", "302 403 200 200 404 200 403 403"),
    ("GET", "/circulars/{pk}/issue/", "302 403 403 200 403 200 403 403"),
    ("GET", "/circulars/{pk}/withdraw/", "302 403 403 200 403 200 403 403"),
    ("POST", "/circulars/{pk}/correct/", "302 403 302 302 404 302 403 403"),
    ("GET", "/circulars/{pk}/remind/", "302 403 200 200 404 200 403 403"),
    ("GET", "/circulars/{pk}/readers/", "302 403 200 200 404 200 200 403"),
    ("GET", "/circulars/{pk}/files/1/", "302 403 404 404 404 404 404 403"),
    ("POST", "/circulars/{pk}/files/1/remove/", "302 403 409 409 404 409 403 403"),
    ("GET", "/my-circulars/", "302 200 403 403 403 403 403 403"),
]


@pytest.mark.parametrize(("method", "url", "expected"), LINES)
def test_who_may_open_what(issued, sign_in, method, url, expected):
    assert codes(answers(method, url.format(pk=issued().pk), PEOPLE, sign_in)) == expected.split()


def test_a_draft_is_not_the_overseers(drafted, sign_in):
    assert sign_in("mayor").get(f"/circulars/{drafted().pk}/").status_code == 404
