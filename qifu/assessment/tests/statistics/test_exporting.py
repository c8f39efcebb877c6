"""The statistics as a workbook, and the screen in a room."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from qifu.appeals.figures.measures import MEASURES, RULES
from qifu.appeals.models import Appeal
from qifu.organisations import jobs
from qifu.organisations.models import Job, LogEntry
from tests.access import answers, codes


@pytest.fixture
def book(sign_in, answered, assigned, file_appeal):
    """What the office fetches: two assigned to Water, one of them answered; one not yet accepted."""
    answered()
    assigned()
    file_appeal()
    answer = sign_in("office").post("/statistics/export/", {"query": "compare=none"})
    job = Job.objects.get(kind="export-statistics")
    assert answer.url == f"/jobs/{job.pk}/"
    if job.state == "waiting":
        jobs.run_job.call(job.pk)
        job.refresh_from_db()
    assert job.state == "done", job.error
    return CalamineWorkbook.from_path(str(jobs.output_path(job)))


def test_the_workbook_has_a_sheet_for_each_dimension_and_the_definitions(book):
    assert book.sheet_names == [
        "主办单位", "战线", "所属街道", "类别", "来源渠道", "企业规模", "月份", "季度", "年份", "指标说明",
    ]  # fmt: skip


def test_its_numbers_are_those_of_the_page(book):
    head, *rows = book.get_sheet_by_name("主办单位").to_python()
    first = {row[1]: dict(zip(head, row, strict=True)) for row in rows if row[0] == "交办件"}
    water = first["水务局"]
    assert (water["收到"], water["答复 %"], water["答复：分子"], water["答复：分母"]) == (2, 50, 1, 2)
    assert first["合计"]["收到"] == 3
    assert first["尚未交办"]["按期 %"] == ""


def test_the_last_sheet_says_what_is_counted_by_which_rules_for_whom(book):
    lines = [row[0] for row in book.get_sheet_by_name("指标说明").to_python()]
    assert any(RULES in line for line in lines)
    assert any("活动办 office" in line for line in lines)
    assert all(str(measure.definition) in lines for measure in MEASURES.values())
    assert LogEntry.objects.filter(kind="export").count() == 1


def test_the_wall_shows_the_years_numbers_and_names_nobody(sign_in, answered, assigned, enterprise):
    answered()
    late = assigned()
    Appeal.objects.filter(pk=late.pk).update(answer_due_at=timezone.now() - timedelta(hours=1))
    response = sign_in("office").get("/statistics/wall/")
    html = response.content.decode()
    assert (response.context["received"], response.context["open"], response.context["overdue"]) == (2, 1, 1)
    assert [(label, n, s.numerator, s.denominator) for label, n, s in response.context["units"]] == [
        ("水务局", 2, 1, 2)
    ]
    assert '<meta http-equiv="refresh" content="60">' in html
    for name in (enterprise.name, "陈静", "19900001234", "office</span>"):
        assert name not in html


PEOPLE = [
    "stranger",
    "contact",
    "operator",
    "officer.water",
    "head.water",
    "office",
    "mayor",
    "deputy",
    "inspector",
    "city",
    "system",
]
TABLE = """
                        str con opr wof whe ofc may dep ins cit sys
GET  statistics         302 403 200 200 200 200 200 200 200 200 403
POST statistics-count   302 403 302 302 302 302 302 302 302 302 403
POST statistics-export  302 403 403 302 302 302 302 302 302 403 403
GET  statistics-wall    302 403 403 403 403 200 200 200 200 200 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[1])
def test_each_role_gets_what_the_table_says(sign_in, line):
    method, name, *expected = line
    assert codes(answers(method, reverse(name), PEOPLE, sign_in)) == expected


def test_a_leader_of_a_front_has_only_its_numbers_on_the_wall(sign_in, assigned):
    assigned(lead="water")
    assigned(lead="trade")
    received = {who: sign_in(who).get("/statistics/wall/").context["received"] for who in ("mayor", "deputy")}
    assert received == {"mayor": 2, "deputy": 1}
