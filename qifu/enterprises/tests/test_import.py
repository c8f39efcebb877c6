"""A file of enterprises, good and bad: real files, through the job as the worker runs it."""

import gzip

import pytest
import xlsxwriter

from qifu.enterprises import importing as companies
from qifu.enterprises.importing import ENTERPRISES
from qifu.enterprises.merging import merge
from qifu.enterprises.models import Contact, Enterprise
from qifu.enterprises.tests.sheets import HEADINGS, counts
from qifu.lib.sheets import open_sheet
from qifu.organisations import importing, jobs
from qifu.organisations.models import JobState, Leader, LogEntry, LogKind


def reasons(job):
    return [(cell["row"], cell["column"], cell["reason"]) for cell in job.outcome["bad"]]


def test_good_rows_become_enterprises_with_numbers_size_and_street(bring, make, good, units):
    job = bring(make(good))
    assert (counts(job), job.outcome["unknown"], job.output) == ((3, 0, 0, 0), [], "")
    rows = Enterprise.objects.exclude(number="Q000001").order_by("number")
    assert [(r.number, r.name, r.street, r.size, r.section, r.name_key) for r in rows] == [
        ("Q000002", "青山食品厂", units.hill, "small", "C", "青山食品厂"),
        ("Q000003", "码头仓储有限公司", units.wharf, None, "G", "码头仓储"),
        ("Q000004", "临江零售店", units.wharf, None, "", "临江零售店"),
    ]
    assert LogEntry.objects.filter(kind=LogKind.ENTERPRISE).count() == 3


def test_a_dry_run_counts_the_same_and_stores_nothing(bring, make, good):
    assert counts(bring(make(good), dry=True)) == (3, 0, 0, 0)
    assert Enterprise.objects.count() == 1
    assert not LogEntry.objects.exists()


def test_the_same_file_twice_changes_nothing(bring, make, good):
    bring(make(good))
    before = list(Enterprise.objects.values())
    assert counts(bring(make(good))) == (0, 0, 3, 0)
    assert list(Enterprise.objects.values()) == before
    assert LogEntry.objects.filter(kind=LogKind.ENTERPRISE).count() == 3


def test_a_row_is_matched_by_its_code_and_changes_what_it_says_only(bring, make, enterprise):
    headings = ["企业名称", "信用代码", "从业人员", "地址"]
    job = bring(make([["云川宏岳锅炉股份有限公司", "91350100m000100y43", 15, None]], headings))
    assert counts(job) == (0, 1, 0, 0)
    enterprise.refresh_from_db()
    assert (enterprise.name, enterprise.staff, enterprise.revenue) == ("云川宏岳锅炉股份有限公司", 15, 3000)
    assert (enterprise.size, enterprise.number) == ("micro", "Q000001")
    entry = LogEntry.objects.get(kind=LogKind.ENTERPRISE)
    assert (entry.before["staff"], entry.after["staff"], entry.subject) == (
        350,
        15,
        f"enterprise:{enterprise.pk}",
    )


def test_without_a_code_a_row_is_matched_by_name_and_street(bring, make, enterprise, units):
    headings = ["企业名称", "街道", "从业人员"]
    assert counts(bring(make([["云川宏岳锅炉", "码头街道", 360]], headings))) == (0, 1, 0, 0)
    assert counts(bring(make([["云川宏岳锅炉", "青山街道", 12]], headings))) == (1, 0, 0, 0)
    assert Enterprise.objects.get(street=units.hill).staff == 12


def test_another_code_is_another_enterprise_even_with_the_same_name_and_street(bring, make, enterprise, code):
    job = bring(make([[enterprise.name, code(5), "码头街道"]], HEADINGS[:3]))
    assert counts(job) == (1, 0, 0, 0)


def test_namesakes_are_told_apart_by_the_whole_name_or_not_at_all(bring, make, enterprise, district, units):
    Enterprise.objects.create(
        district=district, number="Q000009", name="云川宏岳锅炉股份公司", street=units.wharf
    )
    headings = ["企业名称", "街道", "从业人员"]
    assert counts(bring(make([[enterprise.name, "码头", 351]], headings))) == (0, 1, 0, 0)
    job = bring(make([["云川宏岳锅炉", "码头", 352]], headings))
    assert reasons(job) == [(2, "名称", "有多家企业使用该名称：Q000001, Q000009。请补填信用代码。")]


def test_a_row_of_a_merged_record_changes_nothing(bring, make, enterprise, district, actors, code):
    old = Enterprise.objects.create(
        district=district, number="Q000009", name="云川锅炉厂", credit_code=code(9)
    )
    merge(enterprise, old, by=actors["office"], codes_confirmed=True)
    job = bring(make([["云川锅炉厂", code(9), None], ["云川锅炉厂", None, None]], HEADINGS[:3]))
    assert (counts(job)[0], Enterprise.objects.count()) == (0, 2)
    enterprise.refresh_from_db()
    assert enterprise.name == "云川宏岳锅炉有限公司"


def test_contacts_come_along_and_are_known_again_by_their_number(bring, make, enterprise):
    headings = ["企业名称", "信用代码", "联系人", "职务", "联系电话"]
    rows = [
        [enterprise.name, enterprise.credit_code, "陈静", "副总经理", 19900001234],
        ["青山食品厂", None, "周敏", None, "199 0000 7777"],
        ["临江零售店", None, None, None, "0990-7654321"],
    ]
    assert counts(bring(make(rows, headings))) == (2, 1, 0, 0)
    assert [(c.enterprise.name, c.name, c.title, c.phone_key) for c in Contact.objects.order_by("pk")] == [
        ("云川宏岳锅炉有限公司", "陈静", "副总经理", "19900001234"),
        ("青山食品厂", "周敏", "", "19900007777"),
    ]
    assert Enterprise.objects.get(name="临江零售店").phone == "0990-7654321"
    assert counts(bring(make(rows, headings))) == (0, 0, 3, 0)


def test_marks_and_the_leader_are_read(bring, make, district):
    leader = Leader.objects.create(district=district, name="方正平", title="副区长")
    bring(make([["青山食品厂", "是", "否", "方正平"]], ["名称", "是否重点", "改制企业", "挂点领导"]))
    row = Enterprise.objects.get(name="青山食品厂")
    assert (row.key, row.restructured, row.leader) == (True, False, leader)


def test_each_bad_row_is_told_by_number_column_and_reason_and_the_good_ones_go_in(bring, make, good, code):
    wrong = code(3)[:-1] + ("0" if code(3)[-1] != "0" else "1")
    rows = [
        *good,
        ["校验厂", wrong, "青山街道", None, None, None, None],
        ["重码厂", code(1), "码头街道", None, None, None, None],
        [None, code(4), "青山街道", None, None, None, None],
        ["远街厂", code(5), "不存在街道", None, None, None, None],
        [20260302, code(6), "青山街道", None, None, None, None],
        ["数码厂", 913501001234567, "青山街道", None, None, None, None],
        ["多字厂", code(7), "青山街道", "很多", -3, "Z9", None],
        ["青山食品厂", None, "青山街道", None, None, None, None],
    ]
    job = bring(make(rows))
    assert counts(job) == (3, 0, 0, 8)
    assert reasons(job) == [
        (5, "统一社会信用代码", "校验位不符，代码中至少有一位有误。"),
        (6, "统一社会信用代码", "第 2 行已有相同代码。"),
        (7, "名称", "未填企业名称。"),
        (8, "街道", "本区没有该街道。现有：码头街道、青山街道。"),
        (9, "名称", "此处应填文字，单元格内却是数字或日期 20260302。"),
        (
            10,
            "统一社会信用代码",
            "单元格为数字格式，表格软件只保留 15 位，代码已失真。请将该列设为文本格式后重新填写。",
        ),
        (11, "从业人员（人）", "此处应填 0 至 2147483647 之间的数字。"),
        (11, "营业收入（万元）", "此处应填数字。"),
        (
            11,
            "行业代码（GB/T 4754）",
            "国民经济行业分类中没有该代码，请填门类字母、数字代码或两者连写，如 C3411。",
        ),
        (12, "名称", "第 2 行已有名称、街道相同的企业。"),
    ]
    bad = open_sheet(jobs.output_path(job))
    assert [list(row.values())[2] for _number, row in bad.rows()][:2] == ["校验厂", "重码厂"]
    assert bad.headings[:2] == ["所在行", "问题"]


def test_a_formula_is_refused_and_the_row_beside_it_goes_in(bring, tmp_path):
    path = tmp_path / "formula.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["企业名称", "从业人员"])
        sheet.write_row(1, 0, ["青山食品厂", 60])
        sheet.write_string(2, 0, "码头仓储有限公司")
        sheet.write_formula(2, 1, "=30+30", None, 60)
    job = bring(path)
    assert counts(job) == (1, 0, 0, 1)
    assert reasons(job) == [(3, "从业人员（人）", "单元格内为公式，请改为粘贴数值。")]


def test_text_in_gb18030_is_read(bring, tmp_path, units):
    path = tmp_path / "list.csv"
    path.write_bytes("企业名称,镇街,从业人数\r\n青山食品厂,青山街道,60\r\n".encode("gb18030"))
    assert counts(bring(path)) == (1, 0, 0, 0)
    assert Enterprise.objects.get(street=units.hill).name == "青山食品厂"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("list.xlsx", b"%PDF-1.7\n%not a table", "文件扩展名为 .xlsx，实际内容为 pdf。"),
        ("list.csv", gzip.compress(b"name\n", mtime=0), "文件扩展名为 .csv，实际内容为 gzip。"),
        ("list.xlsx", b"", "文件为空。"),
        ("list.xlsx", b"PK\x03\x04broken", "文件已损坏，无法读取。"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_ends_in_a_sentence(name, content, sentence, bring, tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(content)
    assert bring(path, name, state=JobState.FAILED).error == sentence


def test_a_file_above_the_limit_ends_in_a_sentence(bring, make, good, settings):
    settings.IMPORT_MB = 0
    assert bring(make(good), state=JobState.FAILED).error == "文件超过 0 MB，请拆分后分次导入。"


def test_a_killed_import_leaves_whole_batches_and_running_it_again_completes_it(
    bring, make, posts, monkeypatch, code
):
    rows = [[f"第{i}厂", code(i), "青山街道"] for i in range(100, 112)]
    path = make(rows, HEADINGS[:3])
    small = importing.Importer(
        "import-enterprises", ENTERPRISES.title, ENTERPRISES.columns, ENTERPRISES.intake, batch=5
    )

    def killed(done, total):
        if done == 10:
            raise KeyboardInterrupt

    said = {"by": importing.actor_of(posts["office"]), "dry": False, "options": {}}
    with pytest.raises(KeyboardInterrupt):
        importing.bring_in(small, path, path.name, path.with_suffix(".bad"), report=killed, **said)
    assert Enterprise.objects.count() == 1 + 10
    assert counts(bring(path)) == (2, 0, 10, 0)


def test_somebody_who_stores_the_same_code_meanwhile_is_matched(bring, make, code, district, monkeypatch):
    numbers = companies.next_numbers

    def meanwhile(*args):
        if not Enterprise.objects.filter(credit_code=code(1)).exists():
            Enterprise.objects.create(
                district=district, number="Q000777", name="青山食品厂", credit_code=code(1)
            )
        return numbers(*args)

    monkeypatch.setattr(companies, "next_numbers", meanwhile)
    job = bring(make([["青山食品厂", code(1), "青山街道"]], HEADINGS[:3]))
    assert (counts(job)[3], Enterprise.objects.get(credit_code=code(1)).number) == (0, "Q000777")
