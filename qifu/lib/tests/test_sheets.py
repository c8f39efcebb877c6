import gzip
import os
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from qifu.lib.sheets import Cell, SheetError, open_sheet, write_sheet
from qifu.lib.tests.containers import ole
from qifu.lib.workdays import LOCAL

DATA = Path(os.environ.get("QIFU_DATA", Path(__file__).parents[4] / "shared" / "data"))
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
FIRMS = "名称,电话\n青石机械有限公司,13800000001\n白鹭纺织厂,13800000002\n"
FIRM_ROWS: list[tuple[int, dict[str, Cell]]] = [
    (2, {"名称": "青石机械有限公司", "电话": "13800000001"}),
    (3, {"名称": "白鹭纺织厂", "电话": "13800000002"}),
]


def real(name: str) -> Path:
    if not (DATA / name).exists():
        pytest.skip(f"the real data file {name} is not here; QIFU_DATA names its folder")
    return DATA / name


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path, **options: object) -> tuple[str, dict[str, object]]:
    with pytest.raises(SheetError) as refused:
        list(open_sheet(path, **options))
    return refused.value.code, refused.value.params


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_its_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = (FIRMS + "Plain ASCII rows Ltd.,1\n").replace(",", delimiter)
    rows = list(open_sheet(put(tmp_path, "firms.csv", text.encode(encoding))))
    assert rows == [*FIRM_ROWS, (4, {"名称": "Plain ASCII rows Ltd.", "电话": "1"})]


def test_a_packed_csv_is_read_too(tmp_path: Path) -> None:
    assert (
        list(open_sheet(put(tmp_path, "firms.csv.gz", gzip.compress(FIRMS.encode("gb18030"), mtime=0))))
        == FIRM_ROWS
    )


def test_a_stored_file_is_judged_by_the_name_the_person_gave_it(tmp_path: Path) -> None:
    path = put(tmp_path, "0f3a9c", FIRMS)
    assert list(open_sheet(path, name="firms.csv")) == FIRM_ROWS
    assert refusal(path, name="firms.xlsx") == ("wrong_name", {"name_kind": "xlsx", "kind": "text"})


def test_rows_can_be_read_twice(tmp_path: Path) -> None:
    sheet = open_sheet(put(tmp_path, "firms.csv", FIRMS))
    assert list(sheet) == list(sheet) == FIRM_ROWS
    assert (sheet.headings, sheet.estimated_rows) == (["名称", "电话"], 2)


def test_row_numbers_are_those_of_the_file_over_blank_rows_and_line_breaks(tmp_path: Path) -> None:
    text = '\n名称,备注\n\n甲,"一\n二"\n , \n乙,三\n'
    rows = list(open_sheet(put(tmp_path, "a.csv", text)))
    assert rows == [(4, {"名称": "甲", "备注": "一\n二"}), (6, {"名称": "乙", "备注": "三"})]


def test_cells_lose_what_nobody_can_see(tmp_path: Path) -> None:
    text = "名称,备注\n　青石\x00\u200b 机械 ,\u202e好\x07\n"
    assert next(iter(open_sheet(put(tmp_path, "a.csv", text + "乙,丙\n" * 50)))) == (
        2,
        {"名称": "青石 机械", "备注": "好"},
    )


def test_a_title_above_the_headings_is_passed_over(tmp_path: Path) -> None:
    rows = list(open_sheet(put(tmp_path, "a.csv", "企业名单,\n*名称,电话＊\n甲,1\n")))
    assert rows == [(3, {"名称": "甲", "电话": "1"})]


def test_short_rows_are_filled_and_overlong_ones_reported(tmp_path: Path) -> None:
    sheet = open_sheet(put(tmp_path, "a.csv", "名称,电话\n甲\n乙,1,2\n丙,3,\n"))
    assert [row for _, row in sheet] == [
        {"名称": "甲", "电话": None},
        {"名称": "乙", "电话": "1"},
        {"名称": "丙", "电话": "3"},
    ]
    assert sheet.overlong == {3}


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("hidden").hide()
        sheet = book.add_worksheet("firms")
        sheet.activate()
        sheet.write_formula(0, 1, '="企业"&"名单"', None, "企业名单")
        for column, name in enumerate(["名称", "编号", "日期", "比例", "合计"], start=1):
            sheet.write(2, column, name)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(3, 1, ["甲", 430102])
        sheet.write_datetime(3, 3, datetime(2006, 4, 28), day)  # noqa: DTZ001 - a sheet knows no zones
        sheet.write_number(3, 4, 0.25)
        sheet.write_formula(3, 5, "=1+2", None, 3)
        sheet.write_row(6, 1, ["乙", True])
        sheet.write_formula(6, 1, '="乙"', None, "乙")
    return path


def test_an_xlsx_gives_typed_cells_of_its_first_visible_sheet(tmp_path: Path) -> None:
    sheet = open_sheet(workbook(tmp_path / "a.xlsx"))
    rows = list(sheet)
    assert rows == [
        (4, {"名称": "甲", "编号": 430102, "日期": datetime(2006, 4, 28), "比例": 0.25, "合计": 3}),  # noqa: DTZ001
        (7, {"名称": "乙", "编号": "TRUE", "日期": None, "比例": None, "合计": None}),
    ]
    assert isinstance(rows[0][1]["编号"], int)
    assert sheet.formulas == {(4, "合计"), (7, "名称")}


def test_the_range_of_a_sparkline_is_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["名称", "数"])
        sheet.write_row(1, 0, ["甲", 1])
        sheet.add_sparkline(1, 2, {"range": "Sheet1!A2:B2"})
    assert open_sheet(path).formulas == frozenset()


@pytest.mark.parametrize(
    ("name", "content", "code", "params"),
    [
        ("a.csv", b"", "empty", {}),
        ("a.csv", b"\n\n , \n", "empty", {}),
        ("a.csv", b"1,2\n3,4\n", "no_headings", {}),
        ("a.csv", "名称,电话,名称\n".encode(), "duplicate_headings", {"headings": "名称"}),
        ("a.xlsx", PNG, "wrong_name", {"name_kind": "xlsx", "kind": "png"}),
        ("a", PNG, "not_a_sheet", {"kind": "png"}),
        ("a.xls", b"<html><table>", "wrong_name", {"name_kind": "xls", "kind": "html"}),
        ("a.xls", ole("Workbook"), "old_format", {"kind": "xls"}),
        ("a.xlsx", ole("EncryptedPackage"), "encrypted", {}),
        ("a.xlsx", b"PK\3\4 cut off", "broken", {}),
        ("a.csv.gz", gzip.compress(b"a,b\n1,2\n", mtime=0)[:-9], "broken", {}),
        ("a.csv.gz", b"a,b\n1,2\n", "wrong_name", {"name_kind": "gz", "kind": "text"}),
        ("a.csv", gzip.compress(b"a,b\n", mtime=0), "wrong_name", {"name_kind": "csv", "kind": "gzip"}),
        ("a.csv", '名称,电话\n甲,1\n乙,"2\n丙,3\n'.encode(), "broken_row", {"row": 3}),
    ],
)
def test_a_file_is_refused_with_its_reason(
    tmp_path: Path, name: str, content: bytes, code: str, params: dict[str, object]
) -> None:
    assert refusal(put(tmp_path, name, content)) == (code, params)


def test_an_xlsx_called_csv_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx").rename(tmp_path / "a.csv")
    assert refusal(path) == ("wrong_name", {"name_kind": "csv", "kind": "xlsx"})


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    assert refusal(put(tmp_path, "a.csv", FIRMS), limit=10) == ("too_large", {"limit": 10})


def test_a_small_file_that_unpacks_to_a_large_one_is_refused(tmp_path: Path) -> None:
    packed = put(tmp_path, "a.csv.gz", gzip.compress(b"a,b\n" * 10_000, mtime=0))
    assert refusal(packed, limit=5_000) == ("unpacks_too_large", {"limit": 30_000})
    book = altered(workbook(tmp_path / "a.xlsx"), "xl/theme/theme1.xml", b" " * 1_000_000)
    assert refusal(book, limit=20_000) == ("unpacks_too_large", {"limit": 120_000})


def test_an_archive_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = altered(workbook(tmp_path / "a.xlsx"), "xl/theme/theme1.xml", b" " * 1_000_000)
    claimed = (1_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(claimed, (100).to_bytes(4, "little")))
    assert refusal(path) == ("broken", {})


def test_one_cell_in_the_far_corner_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["名称", "电话"])
        sheet.write(1_048_575, 900, "x")
    assert refusal(path) == ("too_wide", {"rows": 1_048_576, "columns": 901})


def test_a_sheet_with_a_document_type_is_refused(tmp_path: Path) -> None:
    xml = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    assert refusal(altered(workbook(tmp_path / "a.xlsx"), "xl/worksheets/sheet2.xml", xml)) == ("broken", {})


def altered(path: Path, member: str, content: bytes) -> Path:
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members[member] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return path


def test_a_written_sheet_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    rows = [
        ["甲", 7, None, date(2006, 4, 28)],
        ["乙", Decimal("2.5"), 10**17, datetime(2026, 3, 13, 9, tzinfo=LOCAL)],
    ]
    assert (
        write_sheet(path, ["名称", "数", "大数", "日期"], rows, notes=["必填：名称"], notes_title="说明") == 2
    )
    assert list(open_sheet(path)) == [
        (2, {"名称": "甲", "数": 7, "大数": None, "日期": datetime(2006, 4, 28)}),  # noqa: DTZ001
        (3, {"名称": "乙", "数": 2.5, "大数": "1" + "0" * 17, "日期": datetime(2026, 3, 13, 9)}),  # noqa: DTZ001
    ]
    with CalamineWorkbook.from_path(path) as book:
        assert book.get_sheet_by_name("说明").to_python() == [["必填：名称"]]


def test_no_text_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    texts = ["=1+2", "+86 138", "-1", "@SUM(A1)", "{=1}", "http://example.org", "001"]
    write_sheet(path, ["=HYPERLINK(1)", "b"], [[text, None] for text in texts])
    sheet = open_sheet(path)
    assert [row["=HYPERLINK(1)"] for _, row in sheet] == texts
    assert sheet.formulas == frozenset()
    with zipfile.ZipFile(path) as book:
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in book.namelist()


def test_headings_are_bold_frozen_and_wide_enough(tmp_path: Path) -> None:
    file = BytesIO()
    write_sheet(file, ["企业名称", "n"], [["长宁青石机械制造有限公司", 1]])
    with zipfile.ZipFile(file) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
        assert '<pane ySplit="1"' in xml
        assert '<col min="1" max="1" width="26.7' in xml
        assert "<b/>" in book.read("xl/styles.xml").decode()


def test_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_sheet(path, ["名称", "内容"], [["甲", "字" * 40_000]])
    [(_, row)] = open_sheet(path)
    assert row["内容"] == "字" * 32_767


def test_real_messages_in_xlsx_are_read_whole() -> None:
    sheet = open_sheet(real("messages_200.xlsx"))
    rows = list(sheet)
    assert sheet.headings == ["编号", "来信人", "标题", "来信时间", "内容", "答复", "答复时间"]
    assert (len(rows), rows[0][0], rows[-1][0], sheet.formulas) == (200, 2, 201, frozenset())


def test_real_messages_in_a_packed_csv_are_read_whole() -> None:
    sheet = open_sheet(real("messages_with_replies.csv.gz"))
    rows = list(sheet)
    assert sheet.headings == ["id", "user", "title", "received_at", "body", "reply", "replied_at"]
    assert (len(rows), rows[-1][0] - rows[0][0], sheet.overlong) == (2253, 2252, set())
    answered = datetime.fromisoformat(str(rows[0][1]["replied_at"])) - datetime.fromisoformat(
        str(rows[0][1]["received_at"])
    )
    assert answered > timedelta(0)
