"""A file of enterprises in the browser and at the console."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from qifu.enterprises.importing import ENTERPRISES
from qifu.enterprises.models import Enterprise
from qifu.enterprises.tests.sheets import HEADINGS, counts
from qifu.lib.sheets import open_sheet
from qifu.organisations import jobs
from qifu.organisations.models import Job, NumberSeries

HERE = reverse("import-enterprises")


def uploaded(path, name="list.xlsx"):
    return {"file": SimpleUploadedFile(name, path.read_bytes())}


def test_two_hundred_megabytes_are_refused_before_they_are_read(sign_in, posts):
    class Unread:
        def read(self, *args):
            raise AssertionError("the body was read")

        readline = read

    client = sign_in("office")
    answer = client.post(HERE, CONTENT_LENGTH=str(200 * 1024 * 1024), **{"wsgi.input": Unread()})
    assert (answer.status_code, "文件超过 50 MB" in answer.content.decode()) == (409, True)
    assert not Job.objects.exists()


def test_the_file_goes_up_is_looked_through_corrected_and_brought_in(sign_in, make, good, posts):
    NumberSeries.take(posts["office"].district_id, "enterprise", 0)
    client = sign_in("office")
    headings = ["甲", "统一社会信用代码", "镇街", "营业收入", "从业人数", "行业", "统计年份"]
    answer = client.post(HERE, uploaded(make(good, headings)))
    first = Job.objects.get()
    assert answer.url == reverse("job", args=[first.pk])
    jobs.run_job.call(first.pk)
    page = client.get(answer.url).content.decode()
    assert "缺少必填列" in page
    again = reverse("import-enterprises-again", args=[first.pk])
    mapping = {column["key"]: column["heading"] for column in Job.objects.get().outcome["columns"]}
    second = client.post(again, mapping | {"name": "甲", "then": "look"})
    jobs.run_job.call(Job.objects.first().pk)
    page = client.get(second.url).content.decode()
    assert "尚未写入任何数据" in page
    assert "写入 3 行" in page
    assert Enterprise.objects.count() == 1
    again = reverse("import-enterprises-again", args=[Job.objects.first().pk])
    third = client.post(again, mapping | {"name": "甲", "then": "store"})
    jobs.run_job.call(Job.objects.first().pk)
    assert "正确的行已写入" in client.get(third.url).content.decode()
    assert Enterprise.objects.count() == 4


def test_a_file_that_is_no_longer_kept_is_asked_for_again(sign_in, make, good):
    client = sign_in("office")
    client.post(HERE, uploaded(make(good)))
    job = Job.objects.get()
    jobs.run_job.call(job.pk)
    jobs.input_path(job).unlink()
    answer = client.post(reverse("import-enterprises-again", args=[job.pk]), {"name": "单位名称"})
    assert (answer.status_code, "已不再保存" in answer.content.decode()) == (409, True)
    assert Job.objects.count() == 1


def test_one_heading_for_two_columns_is_refused(sign_in, make, good):
    client = sign_in("office")
    client.post(HERE, uploaded(make(good)))
    job = Job.objects.get()
    jobs.run_job.call(job.pk)
    again = reverse("import-enterprises-again", args=[job.pk])
    answer = client.post(again, {"name": "单位名称", "address": "单位名称"})
    assert (answer.status_code, "该表头已对应其他列。" in answer.content.decode()) == (422, True)
    assert Job.objects.count() == 1


def test_the_template_can_be_filled_in_and_brought_in(sign_in, tmp_path, bring):
    answer = sign_in("office").get(reverse("import-enterprises-template"))
    path = tmp_path / "template.xlsx"
    path.write_bytes(answer.content)
    job = bring(path)
    assert (job.outcome["unknown"], job.outcome["missing"]) == ([], [])
    assert set(job.outcome["mapping"]) == {column.key for column in ENTERPRISES.columns}
    assert counts(job) == (0, 1, 0, 0)


def test_the_import_of_somebody_else_cannot_be_repeated(sign_in, make, good, posts):
    client = sign_in("office")
    client.post(HERE, uploaded(make(good)))
    job = Job.objects.get()
    Job.objects.update(post=posts["operator"])
    assert client.post(reverse("import-enterprises-again", args=[job.pk]), {}).status_code == 404


# The console


def test_the_console_brings_in_and_leaves_the_rows_to_correct_beside_the_file(
    make, good, district, units, capsys
):
    path = make([*good, [None, None, None, None, None, None, None, "x"]], [*HEADINGS, "备注"])
    call_command("import_enterprises", str(path), "--district", "990199")
    said = capsys.readouterr().out
    assert "3 new, 0 changed, 0 unchanged, 1 wrong." in said or "新增 3 条" in said
    assert Enterprise.objects.count() == 3
    bad = open_sheet(path.with_name("list-rows-to-correct.xlsx"))
    assert len(list(bad.rows())) == 1


def test_the_console_looks_through_and_stores_nothing(make, good, units):
    call_command("import_enterprises", str(make(good)), "--dry-run")
    assert Enterprise.objects.count() == 0


def test_the_console_says_what_is_missing(make, units, tmp_path):
    with pytest.raises(CommandError):
        call_command("import_enterprises", str(tmp_path / "nothing.xlsx"))
    with pytest.raises(CommandError, match="甲, 乙"):
        call_command("import_enterprises", str(make([["x", "y"]], ["甲", "乙"])))
    with pytest.raises(CommandError, match="990199"):
        call_command("import_enterprises", str(make([["x"]], ["名称"])), "--district", "111111")
