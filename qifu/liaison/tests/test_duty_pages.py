"""The list of duties, one duty's page, and the forms of its steps."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qifu.liaison.models import DutyReport
from qifu.liaison.tests.days import at
from qifu.liaison.verbs import duty as verbs
from qifu.lib.workdays import end_of_day


def titles(answer):
    return [row["duty"].title for row in answer.context["rows"]]


def test_a_unit_sees_the_duties_it_leads_and_those_it_helps_with(handed_down, units, sign_in):
    handed_down(title="甲")
    handed_down(title="乙", unit=units.trade, co_units=[units.water])
    handed_down(title="丙", unit=units.trade)
    assert titles(sign_in("officer.water").get("/duties/")) == ["甲", "乙"]
    assert titles(sign_in("inspector").get("/duties/")) == ["甲", "乙", "丙"]
    assert titles(sign_in("city").get("/duties/")) == ["甲", "乙", "丙"]


def test_a_duty_of_another_unit_does_not_exist(handed_down, units, sign_in):
    duty = handed_down(unit=units.trade)
    for page in ("", "report/"):
        assert sign_in("officer.water").get(f"/duties/{duty.pk}/{page}").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_eight_queries_however_many_duties(
    handed_down, report, sign_in, django_assert_num_queries, rows
):
    for number in range(rows):
        report(handed_down(title=f"事项{number}"), 1)
    client = sign_in("office")
    client.get("/duties/?month=2026-01")
    with django_assert_num_queries(8):
        assert len(titles(client.get("/duties/?month=2026-01"))) == rows


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["逾期", "在办"]),
        ("stage=all", ["逾期", "在办", "拟定"]),
        ("stage=open", ["逾期", "在办"]),
        ("stage=draft", ["拟定"]),
        ("stage=standing", ["逾期", "在办"]),
        ("light=red", ["逾期"]),
        ("stage=nonsense", ["逾期", "在办"]),
        ("light=yellow", []),
    ],
)
def test_filters_narrow(handed_down, draft_duty, written, sign_in, programme, actors, query, found):
    programme.ends_on = date(2099, 12, 31)
    programme.save()
    handed_down(title="逾期", due_at=end_of_day(date(2026, 2, 27)))
    handed_down(title="在办", due_at=end_of_day(date(2099, 1, 5)))
    draft_duty(title="拟定", due_at=end_of_day(date(2099, 6, 30)))
    assert titles(sign_in("office").get(f"/duties/?{query}")) == found


def test_the_list_says_who_has_reported_for_a_month(handed_down, report, units, sign_in):
    report(handed_down(title="甲", due_at=end_of_day(date(2026, 10, 1))), 1)
    handed_down(title="乙")
    report(handed_down(title="丙", unit=units.trade, due_at=end_of_day(date(2026, 12, 1))), 1, when=at(2, 9))
    handed_down(at(2, 20), title="丁", due_at=end_of_day(date(2026, 12, 2)))
    rows = sign_in("office").get("/duties/?month=2026-01").context["rows"]
    assert [(row["duty"].title, str(row["state"].word)) for row in rows] == [
        ("甲", "已报"),
        ("乙", "未报"),
        ("丙", "迟报"),
        ("丁", "—"),
    ]


def test_an_officer_reports_with_a_file_and_the_office_confirms(handed_down, sign_in):
    duty = handed_down()
    officer = sign_in("officer.water")
    form = officer.get(f"/duties/{duty.pk}/report/").context["form"]
    assert form.fields["month"].widget.choices[0] == ("2026-01", "2026-01")
    photo = SimpleUploadedFile("清单.txt", "三条干管".encode())
    said = {"month": "2026-01", "percent": 30, "text": "完成一条干管", "file": photo}
    assert officer.post(f"/duties/{duty.pk}/report/", said)["Location"] == f"/duties/{duty.pk}/"
    filed = DutyReport.objects.get()
    assert (filed.month, filed.percent, filed.file_name, filed.who) == (
        date(2026, 1, 1), 30, "清单.txt", "水务局 officer.water",
    )  # fmt: skip
    path = f"/duties/{duty.pk}/reports/{filed.pk}"
    content = b"".join(sign_in("office").get(f"{path}/file/").streaming_content)
    assert content.decode() == "三条干管"
    assert sign_in("officer.trade").get(f"{path}/file/").status_code == 404
    sign_in("office").post(f"{path}/confirm/", {"note": ""})
    filed.refresh_from_db()
    assert filed.stage == "confirmed"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"month": "2099-01"}, "2099-01 尚未开始"),
        ({"month": "八月"}, "月份请按 2026-08 的格式填写"),
        ({"percent": 101}, "100"),
        ({"text": ""}, "必填"),
    ],
)
def test_a_report_that_cannot_be_is_told_beside_the_form_with_what_was_typed(
    handed_down, sign_in, changed, sentence
):
    duty = handed_down()
    said = {"month": "2026-01", "percent": 30, "text": "完成一条干管", **changed}
    answer = sign_in("officer.water").post(f"/duties/{duty.pk}/report/", said)
    page = answer.content.decode()
    assert (answer.status_code, DutyReport.objects.count()) == (422, 0)
    assert sentence in page
    assert not said["text"] or said["text"] in page


def test_the_steps_that_are_open_are_the_ones_offered(handed_down, sign_in):
    duty = handed_down()

    def offered(who):
        return [step.verb for step in sign_in(who).get(f"/duties/{duty.pk}/").context["steps"]]

    assert offered("officer.water") == ["report"]
    assert offered("office") == ["finish", "drop"]
    assert offered("inspector") == []


def test_a_refused_step_says_why_on_its_page(handed_down, sign_in):
    duty = handed_down()
    answer = sign_in("office").post(f"/duties/{duty.pk}/finish/", {"note": ""})
    assert answer.status_code == 409
    assert "报完成并经活动办确认后方可办结" in answer.content.decode()


def test_dropping_asks_for_the_reason_first(handed_down, sign_in):
    duty = handed_down()
    client = sign_in("office")
    assert client.post(f"/duties/{duty.pk}/drop/", {"note": ""}).status_code == 422
    client.post(f"/duties/{duty.pk}/drop/", {"note": "并入其他事项"})
    duty.refresh_from_db()
    assert duty.stage == "dropped"
    assert "并入其他事项" in client.get(f"/duties/{duty.pk}/").content.decode()


def test_the_office_confirms_many_reports_at_once(handed_down, report, units, sign_in, actors):
    first, second = report(handed_down(), 1), report(handed_down(unit=units.trade), 1)
    client = sign_in("office")
    page = client.get("/duties/reports/?stage=filed")
    assert [row.pk for row in page.context["page"]] == [second.pk, first.pk]
    verbs.send_back(second, by=actors["office"], note="重写")
    answer = client.post(
        "/duties/reports/confirm/?stage=filed", {"chosen": [first.pk, second.pk]}, follow=True
    )
    assert list(DutyReport.objects.order_by("pk").values_list("stage", flat=True)) == [
        "confirmed",
        "sent_back",
    ]
    assert answer.request["QUERY_STRING"] == "stage=filed"
    page = answer.content.decode()
    assert "已由他人处理" in page
    assert "已确认 1 份月报" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_reports_costs_six_queries_however_many_rows(
    handed_down, report, sign_in, django_assert_num_queries, rows
):
    for number in range(rows):
        report(handed_down(title=f"事项{number}"), 1)
    client = sign_in("office")
    client.get("/duties/reports/")
    with django_assert_num_queries(6):
        assert len(client.get("/duties/reports/").context["page"]) == rows


def test_a_unit_reads_only_the_reports_on_its_duties(handed_down, report, units, sign_in):
    mine, other = report(handed_down(), 1), report(handed_down(unit=units.trade), 1)
    assert [row.pk for row in sign_in("head.water").get("/duties/reports/").context["page"]] == [mine.pk]
    assert other.pk != mine.pk


def test_without_a_programme_the_office_is_led_to_writing_one(sign_in, posts):
    answer = sign_in("office").get("/duties/new/")
    assert answer["Location"] == "/programme/new/"


def test_a_unit_that_has_reported_every_month_is_told_so(handed_down, report, actors, sign_in):
    duty = handed_down()
    page = f"/duties/{duty.pk}/report/"
    client = sign_in("officer.water")
    for month in client.get(page).context["months"]:
        report(duty, month.month, when=at(12, 31) if month.month == 12 else None)
    assert "截至目前各月均已上报" in client.get(page).content.decode()
