"""Which heading is what, and what a cell says."""

from datetime import date
from decimal import Decimal

import pytest

from qifu.lib.reconciling import Columns, Intake, common, recognise
from qifu.lib.sheets import open_sheet, write_sheet

TEXT = "企业名称,统一社会信用代码,成交金额（元）,登记日期,坐落\n{rows}"


@pytest.fixture
def taken(tmp_path):
    def take(rows, encoding="utf-8"):
        path = tmp_path / "list.csv"
        path.write_bytes(TEXT.format(rows=rows).encode(encoding))
        sheet = open_sheet(path)
        intake = Intake(sheet, recognise(sheet.headings))
        return list(intake), intake

    return take


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_in_either_encoding_is_read_alike(taken, encoding):
    rows, intake = taken('宏岳锅炉,91350100m000100y43,"￥1,234.50元",2026年3月5日,滨江路1号\n', encoding)
    assert [(r.line, r.code, r.name, r.amount, r.day, r.raw) for r in rows] == [
        (2, "91350100M000100Y43", "宏岳锅炉", Decimal("1234.50"), date(2026, 3, 5), ("坐落：滨江路1号",))
    ]
    assert (intake.bad, intake.count) == ([], 1)


def test_bad_rows_are_told_by_line_column_and_reason_and_good_ones_stay(taken):
    rows, intake = taken("甲公司,123,5,,\n,,7,,\n乙公司,,三元,,\n丙公司,,6,2026-02-30,\n丁公司,,1,,,多\n")
    assert [(row.line, row.name) for row in rows] == [(2, "甲公司"), (5, "丙公司")]
    assert [(cell.line, cell.column, cell.reason) for cell in intake.bad] == [
        (2, "统一社会信用代码", "code"),
        (3, "企业名称", "nobody"),
        (4, "成交金额（元）", "amount"),
        (5, "登记日期", "day"),
        (6, "", "columns"),
    ]


def test_a_number_of_a_workbook_becomes_the_decimal_that_was_typed(tmp_path):
    write_sheet(tmp_path / "a.xlsx", ["名称", "金额"], [["甲公司", 0.1], ["甲公司", 0.2]])
    sheet = open_sheet(tmp_path / "a.xlsx")
    rows = list(Intake(sheet, recognise(sheet.headings)))
    assert sum(row.amount for row in rows) == Decimal("0.30")


def test_headings_are_known_by_what_they_contain():
    assert recognise(["序号", "受让方名称", "计税金额(元)", "纳税人识别号"]) == Columns(
        "纳税人识别号", "受让方名称", "计税金额(元)", ""
    )


def test_lists_have_a_column_in_common_or_not():
    assert common(Columns(code="税号"), Columns(code="代码", name="名称"))
    assert not common(Columns(code="税号"), Columns(name="名称"))
