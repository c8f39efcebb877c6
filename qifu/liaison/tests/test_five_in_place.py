"""The board of the five: what is counted, the lists behind the numbers, and what is entered by hand."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qifu.appeals.words import Channel
from qifu.liaison.evidence import COUNTERS, board_of
from qifu.liaison.models import Evidence
from qifu.liaison.tests.days import at
from qifu.liaison.verbs import duty as verbs
from qifu.organisations import evidence
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import LogEntry


@pytest.fixture
def only_own(monkeypatch):
    """Other apps register counters too; this app's are enough here."""
    monkeypatch.setattr(evidence, "_counters", {counter.name: counter for counter in COUNTERS})


def counts(programme):
    return {str(figure.label): figure.count for pillar in board_of(programme) for figure in pillar.figures}


def test_every_number_is_counted_and_leads_to_its_list(
    programme, handed_down, draft_duty, report, file_appeal, actors, units, sign_in, only_own
):
    open_one = handed_down(title="甲")
    verbs.send_back(report(open_one, 1), by=actors["office"], note="重写")
    report(open_one, 1)
    done = handed_down(title="乙")
    verbs.confirm(report(done, 1, percent=100), by=actors["office"])
    verbs.finish(done, by=actors["office"])
    verbs.drop(handed_down(title="丙"), by=actors["office"], note="重复")
    draft_duty(title="丁")
    for channel in (Channel.VISIT, Channel.VISIT, Channel.ON_SITE, Channel.PORTAL):
        file_appeal(by=actors["office"], channel=channel, at=at(3, 3))
    file_appeal(by=actors["office"], channel=Channel.VISIT, at=at(12, 30, 2025))
    assert counts(programme) == {
        "印发活动方案": 1,
        "走访发现的问题": 2,
        "现场办公发现的问题": 1,
        "座谈会反映的问题": 0,
        "区领导联系挂点企业": 0,
        "已明确责任领导的成员单位": 3,
        "有挂点领导的企业": 0,
        "下达各单位的责任事项": 2,
        "收到月报": 2,
        "办结并确认的责任事项": 1,
    }
    client = sign_in("office")
    for pillar in board_of(programme):
        for figure in pillar.figures:
            if not figure.count:
                assert figure.url == ""
                continue
            context = client.get(figure.url).context
            if "member_units" in context:
                rows = context["member_units"]
            else:
                rows = context["rows"] if "rows" in context else context.get("page") or context["programmes"]
            assert len(rows) == figure.count, figure.label


def test_an_app_above_adds_a_counter_and_it_stands_under_its_heading(programme, monkeypatch, sign_in):
    monkeypatch.setattr(evidence, "_counters", {})
    seen = []

    def count(district, since, until):
        seen.append((district, since, until))
        return Counted(7, "/bulletins/")

    evidence.register(Counter("bulletins", Heading.PUBLICITY, "简报期数", count))
    page = sign_in("mayor").get("/five-in-place/")
    assert seen == [(programme.district, date(2026, 1, 1), date(2026, 12, 31))]
    assert [pillar.is_shown for pillar in page.context["pillars"]] == [False, False, True, False, False]
    assert '<a href="/bulletins/">简报期数</a>' in page.content.decode()


def entered(client, **changed):
    said = {"heading": "publicity", "title": "动员大会", "on": "2026-03-02", "document_number": "", **changed}
    return client.post("/five-in-place/new/", said)


def test_the_office_enters_evidence_with_its_file_and_everybody_reads_it(programme, sign_in):
    notice = SimpleUploadedFile("通知.txt", "关于召开动员大会的通知".encode())
    answer = entered(sign_in("office"), document_number="〔2026〕12号", file=notice)
    assert answer["Location"] == "/five-in-place/"
    row = Evidence.objects.get()
    reader = sign_in("officer.trade")
    page = reader.get("/five-in-place/")
    assert [len(pillar.entered) for pillar in page.context["pillars"]] == [0, 0, 1, 0, 0]
    assert f'<a href="/five-in-place/{row.pk}/file/">动员大会</a>' in page.content.decode()
    content = b"".join(reader.get(f"/five-in-place/{row.pk}/file/").streaming_content)
    assert content.decode() == "关于召开动员大会的通知"


def test_a_changed_entry_keeps_its_file_and_is_on_record(programme, sign_in):
    client = sign_in("office")
    entered(client, file=SimpleUploadedFile("通知.txt", "通知".encode()))
    row = Evidence.objects.get()
    said = {"heading": "publicity", "title": "全区动员大会", "on": "2026-03-03", "document_number": ""}
    client.post(f"/five-in-place/{row.pk}/edit/", said)
    row.refresh_from_db()
    assert (row.title, row.on, row.file_name) == ("全区动员大会", date(2026, 3, 3), "通知.txt")
    entry = LogEntry.objects.filter(subject=f"evidence:{row.pk}").first()
    assert entry.before == {"on": "2026-03-02", "title": "动员大会"}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": "2025-12-31"}, "不在活动起止日期之内"),
        ({"on": ""}, "必填"),
        ({"heading": "sixth"}, "sixth"),
    ],
)
def test_evidence_that_cannot_be_is_refused(programme, sign_in, changed, sentence):
    answer = entered(sign_in("office"), **changed)
    assert (answer.status_code, Evidence.objects.count()) == (422, 0)
    assert sentence in answer.content.decode()
    assert "动员大会" in answer.content.decode()


def test_evidence_of_a_day_to_come_is_refused(programme, sign_in):
    programme.ends_on = date(2099, 12, 31)
    programme.save()
    answer = entered(sign_in("office"), on="2099-01-01")
    assert "2099-01-01 尚未到来" in answer.content.decode()


def test_the_same_thing_is_entered_once(programme, sign_in):
    client = sign_in("office")
    entered(client)
    assert "材料已登记" in entered(client).content.decode()
    assert Evidence.objects.count() == 1


def test_what_is_struck_out_is_no_longer_counted_but_stays_on_record(programme, sign_in):
    client = sign_in("office")
    entered(client)
    row = Evidence.objects.get()
    client.post(f"/five-in-place/{row.pk}/strike/")
    assert [pillar.entered for pillar in client.get("/five-in-place/").context["pillars"]] == [[]] * 5
    assert LogEntry.objects.filter(subject=f"evidence:{row.pk}").first().after == {"struck": True}
    assert client.get(f"/five-in-place/{row.pk}/edit/").status_code == 404


def test_the_board_asks_once_for_what_was_entered_and_once_for_each_figure(
    programme, sign_in, only_own, django_assert_num_queries
):
    client = sign_in("office")
    entered(client)
    client.get("/five-in-place/")
    with django_assert_num_queries(15):
        client.get("/five-in-place/")
