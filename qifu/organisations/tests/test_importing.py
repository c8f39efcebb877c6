"""The mechanics of an import, with an invented one: names of boats and the year they were built."""

from datetime import datetime

import pytest
from django.utils.translation import gettext_lazy as _

from qifu.lib.sheets import SheetError, open_sheet, write_sheet
from qifu.organisations import importing, jobs
from qifu.organisations.import_lines import sentence, sentences
from qifu.organisations.importing import Column, Importer, Line, Outcome
from qifu.organisations.models import Job, JobState, LogEntry, LogKind

COLUMNS = (
    Column("name", _("Name"), ("船名",), required=True, example="江鸥", note=_("Name")),
    Column("year", _("Year"), ("建造年份",), example=2006),
)
STORE: dict[str, int] = {}
BATCHES: list[int] = []


class Boats:
    def __init__(self, by, dry, options):
        self.dry = dry

    def take(self, lines):
        BATCHES.append(len(lines))
        for line in lines:
            name, year = line.text("name", 5), line.whole("year")
            if not name:
                line.refuse("name", "no name")
            if line.problems:
                continue
            line.outcome = (
                Outcome.NEW
                if name not in STORE
                else Outcome.UNCHANGED
                if STORE[name] == year
                else Outcome.CHANGED
            )
            if not self.dry:
                STORE[name] = year

    def finish(self):
        return {"fleet": len(STORE)}


BOATS = importing.register(Importer("import-boats", _("Boats"), COLUMNS, Boats, batch=2))


@pytest.fixture(autouse=True)
def _empty_store():
    STORE.clear()
    BATCHES.clear()


@pytest.fixture
def boats(tmp_path):
    def make(rows, headings=("船名", "建造年份（年）", "船长")):
        path = tmp_path / "boats.xlsx"
        write_sheet(path, headings, rows)
        return path

    return make


@pytest.fixture
def run(posts, boats):
    def go(rows, dry=False, headings=("船名", "建造年份（年）", "船长"), **options):
        with boats(rows, headings).open("rb") as content:
            job = importing.start(BOATS, content, "boats.xlsx", post=posts["office"], dry=dry, **options)
        return finish(job)

    return go


def finish(job):
    jobs.run_job.call(job.pk)
    job = Job.objects.get(pk=job.pk)
    assert job.state == JobState.DONE, job.error
    return job


ROWS = [["江鸥", 2006, 12], ["", 2007, 9], ["白帆", "很久以前", 8], ["渡鸟", 1998, 20], ["远", 1990, 3]]


def test_good_rows_go_in_and_bad_ones_are_told_by_row_column_and_reason(run):
    job = run(ROWS)
    assert STORE == {"江鸥": 2006, "渡鸟": 1998, "远": 1990}
    assert job.outcome["counts"] == {"new": 3, "changed": 0, "unchanged": 0, "bad": 2}
    assert job.outcome["bad"] == [
        {"row": 3, "column": str(COLUMNS[0].label), "value": "", "reason": "no name"},
        {"row": 4, "column": str(COLUMNS[1].label), "value": "很久以前", "reason": "此处应填数字。"},
    ]
    assert (job.outcome["unknown"], job.outcome["fleet"], job.done, job.total) == (["船长"], 3, 5, 5)


def test_lines_come_in_batches(run):
    run([["a", 1, 1], ["b", 2, 1], ["c", 3, 1], ["d", 4, 1], ["e", 5, 1]])
    assert BATCHES == [2, 2, 1]


def test_the_workbook_of_bad_rows_can_be_corrected_and_sent_again(run):
    job = run(ROWS)
    bad = open_sheet(jobs.folder() / job.output)
    rows = [row for _number, row in bad.rows()]
    assert [list(row.values())[2:] for row in rows] == [[None, 2007, 9], ["白帆", "很久以前", 8]]
    corrected = run([[3, "…", "青舟", 2007, 9]], headings=bad.headings)
    assert (corrected.outcome["counts"]["new"], corrected.outcome["unknown"]) == (1, ["船长"])
    assert STORE["青舟"] == 2007


def test_an_import_without_a_bad_row_leaves_no_workbook(run):
    assert run([["江鸥", 2006, 1]]).output == ""


def test_a_dry_run_counts_and_stores_nothing_and_is_not_logged(run, posts):
    job = run(ROWS, dry=True)
    assert (job.outcome["counts"]["new"], STORE) == (3, {})
    assert not LogEntry.objects.filter(kind=LogKind.IMPORT).exists()
    finish(importing.again(BOATS, job, post=posts["office"], dry=False))
    assert len(STORE) == 3
    assert LogEntry.objects.get(kind=LogKind.IMPORT).after == {
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "bad": 2,
    }


def test_the_same_file_twice_changes_nothing(run):
    run(ROWS)
    assert run(ROWS).outcome["counts"] == {"new": 0, "changed": 0, "unchanged": 3, "bad": 2}


def test_nothing_is_read_while_a_required_column_is_missing(run):
    job = run([["江鸥", 1]], headings=("甲", "乙"))
    assert (job.outcome["missing"], job.outcome["rows"], STORE) == (["name"], 0, {})


def test_a_corrected_mapping_is_remembered_for_files_with_the_same_headings(run):
    headings = ("甲", "乙")
    run([["江鸥", 2006]], headings=headings, mapping={"name": "甲", "year": "乙"})
    assert run([["渡鸟", 1998]], headings=headings).outcome["mapping"] == {"name": "甲", "year": "乙"}
    assert STORE == {"江鸥": 2006, "渡鸟": 1998}


def test_a_mapping_of_a_dry_run_is_not_remembered(run):
    run([["江鸥", 2006]], headings=("甲", "乙"), mapping={"name": "甲", "year": "乙"}, dry=True)
    assert run([["江鸥", 2006]], headings=("甲", "乙")).outcome["missing"] == ["name"]


def test_a_column_that_was_taken_out_of_the_mapping_stays_out(run):
    job = run([["江鸥", 2006, 1]], mapping={"name": "船名", "year": ""})
    assert (job.outcome["mapping"], {"江鸥": None}) == ({"name": "船名"}, STORE)


def test_the_template_is_itself_a_file_that_goes_in(tmp_path, run, posts):
    path = tmp_path / "template.xlsx"
    with path.open("wb") as target:
        BOATS.template(target)
    with path.open("rb") as content:
        job = finish(importing.start(BOATS, content, "template.xlsx", post=posts["office"], dry=False))
    assert (job.outcome["unknown"], job.outcome["counts"]["new"], STORE) == ([], 1, {"江鸥": 2006})


def test_a_broken_file_ends_the_job_with_a_sentence(posts, tmp_path):
    path = tmp_path / "boats.xlsx"
    path.write_bytes(b"%PDF-1.7 not a table")
    with path.open("rb") as content:
        job = importing.start(BOATS, content, "boats.xlsx", post=posts["office"], dry=True)
    jobs.run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "文件扩展名为 .xlsx，实际内容为 pdf。")


def test_every_refusal_of_the_library_has_a_sentence_here():
    assert sentences().keys() == SheetError.sentences.keys()
    assert sentence(SheetError("broken_row", row=7)).startswith("第 7 行")


@pytest.mark.parametrize(
    ("cell", "instant"),
    [
        ("2026-03-02 09:30", "2026-03-02T09:30:00+08:00"),
        ("2026/3/2 9:30:15", "2026-03-02T09:30:15+08:00"),
        ("2026年3月2日", "2026-03-02T00:00:00+08:00"),
        ("２０２６.3.2", "2026-03-02T00:00:00+08:00"),
        (datetime(2026, 3, 2, 9, 30), "2026-03-02T09:30:00+08:00"),  # noqa: DTZ001 - as a sheet gives it
    ],
)
def test_dates_are_read_as_people_write_them(cell, instant):
    line = Line(2, {"at": cell}, {})
    assert (line.moment("at").isoformat(), line.problems) == (instant, [])


@pytest.mark.parametrize("cell", ["下个月", "2026-13-01", "2026-02-30", 45992, "2026-03-02 25:00"])
def test_what_is_no_date_is_refused(cell):
    line = Line(2, {"at": cell}, {})
    assert (line.moment("at"), len(line.problems)) == (None, 1)


@pytest.mark.parametrize(("cell", "number"), [("1,200", 1200), (3.6, 4), ("１２", 12), (None, None), (0, 0)])
def test_numbers_are_read_as_people_write_them(cell, number):
    line = Line(2, {"n": cell}, {})
    assert (line.whole("n"), line.problems) == (number, [])


@pytest.mark.parametrize("cell", [-1, "很多", "nan", "inf", 2**31])
def test_what_is_no_count_is_refused(cell):
    line = Line(2, {"n": cell}, {})
    assert (line.whole("n"), len(line.problems)) == (None, 1)
