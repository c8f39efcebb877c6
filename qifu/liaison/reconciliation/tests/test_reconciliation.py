"""From two files to a cleared list: as people do it, page by page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qifu.appeals.models import Appeal
from qifu.liaison.reconciliation import clearing
from qifu.liaison.reconciliation.models import Difference, Run
from qifu.lib.sheets import open_sheet
from qifu.lib.workdays import end_of_day
from qifu.organisations import jobs
from qifu.organisations.models import Job
from tests.access import answers, codes
from tests.pages import text_of

LEFT = """统一社会信用代码,受让方,成交金额,登记日期
91350100M000100Y43,云川宏岳锅炉有限公司,100.10,2026-03-01
91350100M000100Y43,云川宏岳锅炉有限公司,0.20,2026-03-02
,临江春和食品厂,50,2026-03-03
,临江恒通机械有限公司,70,2026-03-04
,只在左边的公司,8,2026-03-05
,坏的一行,八元,
"""
RIGHT = """纳税人识别号,纳税人名称,计税金额,缴款日期
91350100M000100Y43,云川宏岳锅炉,90.30,2026年3月5日
,临江春和食品厂,50,
,临江恒通机诫有限公司,70,
,右面独有单位,9,
"""


def files(left=LEFT, right=RIGHT):
    return {
        "left": SimpleUploadedFile("transfers.csv", left.encode("gb18030")),
        "right": SimpleUploadedFile("tax.csv", right.encode()),
    }


def said(**more):
    return {
        "purpose": "契税核对",
        "left_name": "不动产登记",
        "right_name": "契税",
        "tolerance": "0",
        **more,
    }


def recognised(page):
    return {f"{f.prefix}-{name}": f[name].value() or "" for f in page.context["forms"] for name in f.fields}


@pytest.fixture
def run(sign_in, enterprise):
    """Made by the office, the columns as they were recognised."""
    client = sign_in("office")
    page = client.post("/reconciliation/new/", {**said(), **files()}, follow=True)
    made = Run.objects.get()
    client.post(f"/reconciliation/{made.pk}/columns/", recognised(page))
    for job in Job.objects.filter(state="waiting"):
        jobs.run_job.func(job.pk)
    made.refresh_from_db()
    return made


def by_kind(run):
    return {row.kind: row for row in run.differences.all()}


def test_the_columns_are_recognised_and_every_company_has_its_place(run):
    assert [(row.kind, row.how, str(row)) for row in run.differences.order_by("kind")] == [
        ("amounts", "code", "云川宏岳锅炉有限公司"),
        ("likeness", "likeness", "临江恒通机械有限公司"),
        ("matched", "name", "临江春和食品厂"),
        ("only_left", "", "只在左边的公司"),
        ("only_right", "", "右面独有单位"),
    ]
    assert str(by_kind(run)["amounts"].gap) == "10.00"
    assert by_kind(run)["amounts"].enterprise.number == "Q000001"
    assert run.bad == [["left", 7, "成交金额", "八元", "amount"]]
    assert (run.counts["left"], run.counts["right"], run.counts["bad"]) == (6, 4, 1)


def test_the_page_tells_files_digests_bad_rows_and_progress(run, sign_in):
    page = text_of(sign_in("office").get(f"/reconciliation/{run.pk}/"))
    for words in ("transfers.csv", run.left_file_id[:12], "八元", "0/3"):
        assert words in page


def test_the_same_two_files_lead_to_the_run_that_exists_unless_asked_again(run, sign_in):
    client = sign_in("office")
    page = client.post("/reconciliation/new/", {**said(), **files()})
    assert (page.status_code, f"/reconciliation/{run.pk}/" in page.content.decode()) == (409, True)
    client.post("/reconciliation/new/", {**said(again="on"), **files()})
    assert Run.objects.count() == 2


def test_two_lists_without_a_common_column_are_told_with_the_columns_found(sign_in):
    client = sign_in("office")
    lists = files("税号,金额\n1,2\n", "名称,金额\n甲,2\n")
    page = client.post("/reconciliation/new/", {**said(), **lists}, follow=True)
    page = client.post(f"/reconciliation/{Run.objects.get().pk}/columns/", recognised(page))
    assert (page.status_code, Run.objects.get().stage) == (409, "columns")
    assert "税号、金额" in text_of(page)
    assert "名称、金额" in text_of(page)


@pytest.mark.parametrize("broken", ["kind", "empty", "purpose"])
def test_what_is_no_list_is_told_beside_its_field(sign_in, broken):
    wrong = {
        "kind": {"left": SimpleUploadedFile("a.txt", b"some words")},
        "empty": {"left": SimpleUploadedFile("a.csv", b"")},
        "purpose": {"purpose": ""},
    }[broken]
    page = sign_in("office").post("/reconciliation/new/", {**said(), **files(), **wrong})
    assert (page.status_code, list(page.context["form"].errors)) == (422, list(wrong))
    assert not Run.objects.exists()


def test_one_file_for_both_sides_is_refused(sign_in):
    both = {side: SimpleUploadedFile(f"{side}.csv", RIGHT.encode()) for side in ("left", "right")}
    page = sign_in("office").post("/reconciliation/new/", {**said(), **both})
    assert (page.status_code, Run.objects.count()) == (409, 0)


def test_a_rejected_likeness_becomes_two_differences_and_the_second_to_decide_is_told(run, sign_in):
    row, client = by_kind(run)["likeness"], sign_in("office")
    client.post(f"/reconciliation/differences/{row.pk}/reject/")
    assert run.differences.filter(kind="only_left", stage="open").count() == 2
    assert (
        run.differences.filter(right_name="临江恒通机诫有限公司", kind="only_right", stage="open").count()
        == 1
    )
    assert client.post(f"/reconciliation/differences/{row.pk}/confirm/").status_code == 409


def test_a_confirmed_likeness_agrees(run, actors):
    row = clearing.confirm(by_kind(run)["likeness"], by=actors["office"])
    assert (row.kind, row.how, row.stage) == ("matched", "person", "")


def test_it_is_given_to_an_owner_cleared_and_checked(run, sign_in, units):
    row, office = by_kind(run)["amounts"], sign_in("office")
    given = {"chosen": [row.pk], "unit": units.water.pk, "due_on": "2099-03-05"}
    office.post(f"/reconciliation/{run.pk}/assign/", given)
    row.refresh_from_db()
    assert (row.unit, row.due_on.isoformat()) == (units.water, "2099-03-05")
    water, address = sign_in("officer.water"), f"/reconciliation/differences/{row.pk}"
    assert [each for each, *_ in water.get(f"/reconciliation/{run.pk}/").context["rows"]] == [row]
    assert water.post(f"{address}/explain/", {"note": ""}).status_code == 422
    water.post(f"{address}/explain/", {"note": "分期缴纳"})
    assert water.post(f"{address}/explain/", {"note": "再说一次"}).status_code == 409
    office.post(f"{address}/check/", {"note": ""})
    row.refresh_from_db()
    assert (row.stage, [event.verb for event in row.events.all()]) == (
        "checked",
        ["assign", "explain", "check"],
    )
    assert "1/1" in text_of(office.get(f"/reconciliation/{run.pk}/"))


def test_a_day_that_is_over_gives_nothing_to_anybody(run, sign_in, units):
    row = by_kind(run)["amounts"]
    given = {"chosen": [row.pk], "unit": units.water.pk, "due_on": "2020-03-05"}
    assert sign_in("office").post(f"/reconciliation/{run.pk}/assign/", given).status_code == 409
    row.refresh_from_db()
    assert row.unit is None


def test_a_difference_becomes_an_appeal_that_says_where_it_was_found(run, actors, sign_in):
    row = by_kind(run)["amounts"]
    clearing.make_appeal(row, by=actors["office"], note="多缴契税，请退。")
    appeal = Appeal.objects.get()
    assert (appeal.enterprise_id, appeal.channel) == (row.enterprise_id, "unit_research")
    client = sign_in("office")
    assert appeal.number in text_of(client.get(f"/reconciliation/differences/{row.pk}/"))


def test_another_unit_neither_sees_nor_clears_it(run, sign_in):
    client, row = sign_in("officer.trade"), by_kind(run)["amounts"]
    assert client.get(f"/reconciliation/differences/{row.pk}/").status_code == 404
    assert client.get(f"/reconciliation/{run.pk}/").status_code == 404
    assert len(client.get("/reconciliation/").context["page"]) == 0


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 4),
        ("kind=all", 5),
        ("kind=matched", 1),
        ("kind=amounts", 1),
        ("stage=open", 3),
        ("text=恒通", 1),
        ("text=91350100M000100Y43", 1),
        ("unit=none", 4),
        ("light=none", 4),
    ],
)
def test_the_filters_narrow(run, sign_in, query, count):
    assert len(sign_in("office").get(f"/reconciliation/{run.pk}/?{query}").context["rows"]) == count


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(rows, run, sign_in, units, django_assert_num_queries):
    kept = list(run.differences.exclude(kind="matched").order_by("id").values_list("pk", flat=True)[:rows])
    Difference.objects.exclude(pk__in=kept).delete()
    Difference.objects.update(unit=units.water, due_at=end_of_day(run.at.date()))
    client = sign_in("office")
    client.get(f"/reconciliation/{run.pk}/")
    with django_assert_num_queries(9):
        assert len(client.get(f"/reconciliation/{run.pk}/").context["rows"]) == rows


def test_the_export_has_every_difference(run, sign_in, tmp_path):
    path = tmp_path / "all.xlsx"
    path.write_bytes(sign_in("office").get(f"/reconciliation/{run.pk}/export/").content)
    assert len(list(open_sheet(path))) == 5


PEOPLE = ("stranger", "contact", "officer.water", "office", "inspector", "mayor", "operator", "system")
LINES = [
    ("GET", "/reconciliation/", "302 403 200 200 200 403 403 403"),
    ("GET", "/reconciliation/new/", "302 403 200 200 403 403 403 403"),
    ("GET", "/reconciliation/{run}/", "302 403 404 200 200 403 403 403"),
    ("GET", "/reconciliation/{run}/columns/", "302 403 404 302 403 403 403 403"),
    ("POST", "/reconciliation/{run}/assign/", "302 403 404 302 403 403 403 403"),
    ("GET", "/reconciliation/{run}/export/", "302 403 404 200 200 403 403 403"),
    ("GET", "/reconciliation/differences/{row}/", "302 403 404 200 200 403 403 403"),
    ("GET", "/reconciliation/differences/{row}/explain/", "302 403 404 200 403 403 403 403"),
]


@pytest.mark.parametrize(("method", "url", "expected"), LINES)
def test_who_may_open_what(run, sign_in, method, url, expected):
    address = url.format(run=run.pk, row=by_kind(run)["amounts"].pk)
    assert codes(answers(method, address, PEOPLE, sign_in)) == expected.split()
