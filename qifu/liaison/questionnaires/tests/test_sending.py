"""Whom it goes to, counted first; sent and reminded once; what went by which way."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from qifu.liaison.questionnaires import sending
from qifu.liaison.questionnaires.models import Recipient, Sending
from qifu.liaison.targets import Target
from qifu.notices.models import Delivery, Notice
from qifu.organisations.models import Job
from qifu.organisations.refusals import Refused
from tests.pages import text_of


def test_the_target_is_counted_before_anything_leaves_and_sending_twice_sends_once(
    draft, mills, sign_in, units
):
    found, client = draft(), sign_in("officer.water")
    url = f"/questionnaires/{found.pk}/send/"
    form = {"to-streets": [units.wharf.pk], "key": str(uuid.uuid4())}
    counted = client.post(url, {**form, "count": "1"})
    assert "现在发送将发给 2 家企业：" in text_of(counted)
    assert Recipient.objects.count() == 0
    first, second = client.post(url, {**form, "send": "1"}), client.post(url, {**form, "send": "1"})
    job = Job.objects.get()
    assert first["Location"] == second["Location"] == f"/jobs/{job.pk}/"
    sent = Sending.objects.get()
    if not sent.count:
        sending.send(sent)
    assert sorted(Recipient.objects.values_list("enterprise__number", "street")) == [
        ("Q000001", units.wharf.pk),
        ("Q000002", units.wharf.pk),
    ]


def test_more_companies_are_added_later_and_nobody_gets_it_twice(sent, units, mills, actors):
    found = sent(Target(streets=(units.wharf.pk,)))
    later = sending.publish(found, Target(), by=actors["office"])
    assert sending.send(later) == 1
    assert sending.send(later) == 0
    assert Recipient.objects.filter(questionnaire=found).count() == 3
    with pytest.raises(Refused, match=r"^这些企业都已收到"):
        sending.publish(found, Target(), by=actors["office"])


def test_an_account_is_told_and_the_others_are_to_be_handed_over(sent, posts, mills):
    found = sent()
    told = dict(Recipient.objects.filter(questionnaire=found).values_list("enterprise__number", "told"))
    assert told == {"Q000001": "account", "Q000002": "hand", "Q000003": "hand"}
    notice = Notice.objects.get(kind="questionnaire-sent")
    assert (notice.user, notice.url.startswith("/q/")) == (posts["contact"].user, True)


def test_a_contact_without_an_account_is_written_to(sent, mills, monkeypatch, settings):
    settings.SITE_URL = "https://qifu.linjiang.example"
    monkeypatch.setattr("qifu.notices.mail.is_set_up", lambda: True)
    found = sent()
    assert Recipient.objects.get(questionnaire=found, enterprise=mills.paper).told == "email"
    [letter] = [row for row in Delivery.objects.all() if row.payload.get("to") == "han@paper.example"]
    assert (letter.payload["title"], letter.payload["url"].startswith("/q/")) == (
        "请填写：企业用水情况调查表",
        True,
    )


def test_only_those_who_have_not_answered_are_reminded_and_it_is_recorded(
    sent, mills, enterprise, actors, sign_in
):
    found = sent()
    Recipient.objects.filter(enterprise=mills.paper).update(answered_at=timezone.now())
    client = sign_in("head.water")
    assert "2 家企业尚未答复，将立即提醒。" in text_of(client.get(f"/questionnaires/{found.pk}/remind/"))
    rows = Recipient.objects.filter(questionnaire=found)
    reminder = sending.remind(found, rows, by=actors["head.water"], words="全部")
    assert [sending.remind_all(reminder), sending.remind_all(reminder)] == [2, 0]
    assert dict(rows.values_list("enterprise__number", "reminders")) == {
        "Q000001": 1,
        "Q000002": 0,
        "Q000003": 1,
    }
    reminder.refresh_from_db()
    assert (reminder.count, reminder.batch) == (2, "reminded")
    Recipient.objects.update(answered_at=timezone.now())
    with pytest.raises(Refused, match=r"^无需提醒"):
        sending.remind(found, rows, by=actors["head.water"], words="全部")


def test_the_clock_reminds_once_some_days_before_the_close(sent):
    found = sent()
    assert sending.remind_by_the_clock(found.closes_at - timedelta(days=4)) == 0
    due = found.closes_at - timedelta(days=2)
    assert [sending.remind_by_the_clock(due), sending.remind_by_the_clock(due)] == [1, 0]
    assert list(found.sendings.values_list("batch", "count")) == [("by_clock", 3), ("sent", 3)]


def test_a_street_sees_its_own_companies_prints_their_codes_and_no_results(
    sent, mills, sign_in, posts, units
):
    found = sent()
    posts["officer.planning"].unit = units.hill
    posts["officer.planning"].save()
    client = sign_in("officer.planning")
    page = client.get(f"/questionnaires/{found.pk}/recipients/").context["page"]
    assert [row.enterprise for row in page] == [mills.flour]
    sheet = client.get(f"/questionnaires/{found.pk}/sheet/")
    assert [row.enterprise for row, _code in sheet.context["codes"]] == [mills.flour]
    assert sheet.content.decode().count("<svg") >= 1
    assert client.get(f"/questionnaires/{found.pk}/results/").status_code == 404
    assert client.get(f"/questionnaires/{found.pk}/remind/").status_code == 404


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", ["Q000001", "Q000002", "Q000003"]),
        ("state=answered", ["Q000002"]),
        ("state=waiting", ["Q000001", "Q000003"]),
        ("state=opened", []),
        ("told=account", ["Q000001"]),
        ("way=phone", ["Q000002"]),
        ("company=面粉", ["Q000003"]),
        ("state=nonsense", ["Q000001", "Q000002", "Q000003"]),
    ],
)
def test_the_filters_narrow_the_recipients(sent, mills, sign_in, query, seen):
    found = sent()
    Recipient.objects.filter(enterprise=mills.paper).update(answered_at=timezone.now(), way="phone")
    page = sign_in("head.water").get(f"/questionnaires/{found.pk}/recipients/?{query}").context["page"]
    assert [row.enterprise.number for row in page] == seen
