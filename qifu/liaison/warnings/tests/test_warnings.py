"""A warning from the draft to the penalty avoided, by both doors of the company."""

import re
from base64 import b64decode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from qifu.appeals.models import Appeal
from qifu.enterprises.models import Contact
from qifu.liaison.warnings import companies, tasks, warning
from qifu.liaison.warnings.models import Warned, WarningText
from qifu.notices.models import Notice
from qifu.organisations.models import CalendarYear
from qifu.organisations.refusals import Refused
from tests.access import answers, codes
from tests.pages import text_of
from tests.sinks import SmtpSink, serving

SAID = {
    "title": "消防通道堆放物料",
    "law": "中华人民共和国消防法",
    "article": "第二十八条",
    "wrong": "东侧消防通道被物料占用。",
    "remedy": "清空通道并划线。",
    "penalty": "五千元以上五万元以下罚款",
    "days": 10,
    "ask_name": "周工",
    "ask_phone": "0990-7654321",
}


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def picture():
    return SimpleUploadedFile("整改后.png", b64decode(PNG))


@pytest.fixture
def smtp(settings):
    """A mail server on loopback, and this installation set up to use it."""
    with serving(SmtpSink) as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_SENDS = True
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", sink.port, 5
        settings.DEFAULT_FROM_EMAIL = "企服 <notices@linjiang.example>"
        settings.SITE_URL = "https://qifu.linjiang.example"
        yield sink


def work():
    """What the worker does: each task that waits, once."""
    for row in list(DBTaskResult.objects.ready().order_by("enqueued_at")):
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.delete()


@pytest.fixture
def drafted(actors, enterprise, district):
    return warning.draft(SAID, [enterprise], by=actors["officer.water"], district=district)


@pytest.fixture
def issued(drafted, actors):
    def make(at=None):
        warning.issue(drafted, by=actors["head.water"], at=at)
        return drafted.companies.select_related("district", "enterprise", "text").get()

    return make


def test_an_officer_drafts_by_the_page_the_head_signs_and_the_company_is_told(sign_in, enterprise, posts):
    officer = sign_in("officer.water")
    officer.post("/warnings/new/", {**SAID, "companies": f"{enterprise.number}\n{enterprise.name}"})
    row = Warned.objects.get()
    assert (row.stage, row.text.number) == ("draft", "")
    assert sign_in("contact").get("/my-warnings/").context["rows"] == []
    assert officer.post(f"/warnings/{row.pk}/issue/").status_code == 403
    head = sign_in("head.water")
    head.post(f"/warnings/{row.pk}/issue/")
    row.refresh_from_db()
    assert (row.stage, row.text.number) == ("issued", f"〔{timezone.localdate().year}〕1号")
    assert Notice.objects.get(kind="warning-issued").user == posts["contact"].user
    assert head.post(f"/warnings/{row.pk}/issue/").status_code == 409
    [(mine, _url)] = sign_in("contact").get("/my-warnings/").context["rows"]
    assert mine == row


def test_the_same_form_twice_drafts_once(sign_in, enterprise):
    said = {**SAID, "companies": enterprise.number, "key": "5e0c9c58-4a3c-4b7e-9b57-51c5d0a6a0aa"}
    officer = sign_in("officer.water")
    for _each in range(2):
        officer.post("/warnings/new/", said)
    assert WarningText.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"companies": "没有这家"}, "companies"), ({"days": 0}, "days"), ({"law": ""}, "law")],
)
def test_what_is_wrong_is_told_beside_its_field(sign_in, enterprise, wrong, field):
    page = sign_in("officer.water").post("/warnings/new/", {**SAID, "companies": enterprise.number, **wrong})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_by_the_personal_link_it_is_confirmed_reported_with_a_picture_and_checked(issued, sign_in, district):
    row, stranger = issued(), Client()
    url = companies.address_of(row)
    stranger.post(url, {"verb": "confirm", "who": "刘明"})
    row.refresh_from_db()
    assert (row.stage, row.confirmed_by) == ("confirmed", "刘明")
    assert stranger.post(url, {"verb": "confirm", "who": "刘明"}).status_code == 409
    stranger.post(url, {"verb": "report", "who": "刘明", "text": "已清空。", "pictures": picture()})
    file = row.files.get()
    assert stranger.get(f"{url}files/{file.pk}/").status_code == 200
    officer = sign_in("officer.water")
    assert officer.get(f"/warnings/{row.pk}/files/{file.pk}/")["Content-Type"] == "image/png"
    officer.post(f"/warnings/{row.pk}/accept/", {"note": "合格", "avoided": "5000"})
    row.refresh_from_db()
    assert (row.stage, row.in_time, str(row.avoided)) == ("put_right", True, "5000.00")
    [counted] = officer.get("/warnings/figures/").context["rows"]
    assert (counted.issued, counted.confirmed, counted.put_right, counted.in_time) == (1, 1, 1, 1)
    assert "不予处罚" in text_of(stranger.get(url))


def test_a_made_up_link_is_none_and_a_draft_has_none(drafted, district):
    row = drafted.companies.select_related("district").get()
    assert Client().get(f"/p/{district.code}/warning/1/").status_code == 404
    assert Client().get(companies.address_of(row)).status_code == 404


def test_not_put_right_gets_a_new_date_once_and_then_ends_so(issued, actors):
    row, by = issued(), actors["officer.water"]
    companies.report(row, by=actors["contact"], text="已清。")
    warning.refuse(row, by=by, note="仍有物料", days=5)
    row.refresh_from_db()
    assert (row.stage, row.extended) == ("confirmed", True)
    companies.report(row, by=actors["contact"], text="又清了。")
    with pytest.raises(Refused, match="只能重新限期一次"):
        warning.refuse(row, by=by, note="仍有", days=5)
    warning.refuse(row, by=by, note="仍有")
    row.refresh_from_db()
    assert (row.stage, row.in_time) == ("not_right", False)


def test_before_the_date_nobody_is_found_not_right_without_a_report(issued, actors):
    with pytest.raises(Refused, match="整改期限未到"):
        warning.refuse(issued(), by=actors["officer.water"], note="没有整改")


def test_reported_late_it_is_put_right_but_not_in_time(issued, actors):
    row = issued(at=timezone.now() - timedelta(days=40))
    companies.report(row, by=actors["contact"], text="已清。")
    warning.accept(row, by=actors["officer.water"])
    row.refresh_from_db()
    assert (row.stage, row.in_time) == ("put_right", False)


def test_the_overdue_are_reminded_once(issued, posts):
    issued(at=timezone.now() - timedelta(days=40))
    for _each in range(2):
        tasks.remind(timezone.now())
    told = Notice.objects.filter(kind="warning-overdue").values_list("user__username", flat=True)
    assert sorted(told) == ["contact", "head.water", "officer.water"]


def test_an_objection_becomes_an_appeal_and_the_warning_runs_on(issued, sign_in):
    row = issued()
    said = {"verb": "object", "who": "刘明", "phone": "19900001234", "text": "通道不归我公司管理。"}
    Client().post(companies.address_of(row), said)
    appeal = Appeal.objects.get()
    row.refresh_from_db()
    assert (appeal.channel, appeal.enterprise, row.stage) == ("portal", row.enterprise, "issued")
    assert appeal.number in text_of(sign_in("head.water").get(f"/warnings/{row.pk}/"))


def test_on_paper_whoever_took_it_is_named_and_the_head_withdraws(issued, sign_in):
    row = issued()
    officer = sign_in("officer.water")
    assert officer.post(f"/warnings/{row.pk}/hand_over/", {"who": ""}).status_code == 422
    officer.post(f"/warnings/{row.pk}/hand_over/", {"who": "门卫老李"})
    assert officer.post(f"/warnings/{row.pk}/withdraw/", {"note": "有误"}).status_code == 409
    sign_in("head.water").post(f"/warnings/{row.pk}/withdraw/", {"note": "认定有误"})
    row.refresh_from_db()
    assert (row.stage, row.confirmed_by) == ("withdrawn", "门卫老李")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    rows, enterprise, district, actors, sign_in, django_assert_num_queries
):
    for _each in range(rows):
        text = warning.draft(SAID, [enterprise], by=actors["officer.water"], district=district)
        warning.issue(text, by=actors["head.water"])
    client = sign_in("officer.water")
    client.get("/warnings/")
    with django_assert_num_queries(4):
        assert len(client.get("/warnings/").context["rows"]) == rows


def test_a_contact_without_an_account_gets_the_link_by_mail(drafted, actors, enterprise, smtp):
    Contact.objects.create(
        enterprise=enterprise, name="刘明", phone="19900005678", email="liu@boiler.example"
    )
    warning.issue(drafted, by=actors["head.water"])
    work()
    (mailed,) = smtp.mails
    assert mailed.to == ["liu@boiler.example"]
    (link,) = re.findall(r"https?://\S+", mailed.message.get_content())
    page = Client().get(link.removeprefix("https://qifu.linjiang.example"))
    assert drafted.title in text_of(page)


def test_a_year_without_a_calendar_is_told_and_nothing_is_issued(drafted, sign_in):
    row = drafted.companies.get()
    CalendarYear.objects.filter(year__gte=timezone.localdate().year).delete()
    page = sign_in("head.water").post(f"/warnings/{row.pk}/issue/")
    row.refresh_from_db()
    assert (page.status_code, row.stage, row.text.number) == (409, "draft", "")
    assert "工作日历尚未导入，无法计算时限" in text_of(page)


def test_a_broken_link_says_what_to_do(district):
    page = Client().get(f"/p/{district.code}/warning/x/")
    assert (page.status_code, "查看本企业告知书" in text_of(page)) == (404, True)


PEOPLE = ("stranger", "contact", "officer.water", "head.water", "officer.trade", "office", "mayor", "system")
LINES = [
    ("GET", "/warnings/", "302 403 200 200 200 200 200 403"),
    ("GET", "/warnings/new/", "302 403 200 200 200 403 403 403"),
    ("GET", "/warnings/figures/", "302 403 200 200 200 200 200 403"),
    ("GET", "/warnings/{pk}/", "302 403 200 200 404 200 200 403"),
    ("GET", "/warnings/{pk}/accept/", "302 403 200 200 404 403 403 403"),
    ("POST", "/warnings/{pk}/issue/", "302 403 403 409 403 403 403 403"),
    ("GET", "/warnings/{pk}/files/1/", "302 403 404 404 404 404 404 403"),
    ("GET", "/my-warnings/", "302 200 403 403 403 403 403 403"),
]


@pytest.mark.parametrize(("method", "url", "expected"), LINES)
def test_who_may_open_what(issued, sign_in, method, url, expected):
    assert codes(answers(method, url.format(pk=issued().pk), PEOPLE, sign_in)) == expected.split()
