"""Importing appeals from the browser: looked through, brought in, and what the file tells by month."""

import csv
from io import StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from qifu.appeals.models import Appeal
from qifu.organisations.jobs import run_job
from qifu.organisations.models import Job


def upload(client, *rows):
    text = StringIO()
    csv.writer(text).writerows([["编号", "标题", "来信时间", "内容", "答复", "答复时间"], *rows])
    file = SimpleUploadedFile("来信.csv", text.getvalue().encode("gb18030"), "text/csv")
    response = client.post(reverse("import-appeals"), {"file": file})
    job = Job.objects.latest("id")
    assert response.url == reverse("job", args=[job.pk])
    run_job.call(job.pk)
    return job


def test_a_file_is_looked_through_first_and_then_brought_in(sign_in):
    office = sign_in("office")
    looked = upload(
        office,
        ["1", "停水", "2026-03-02", "厂区停水。", "已恢复。", "2026-03-05"],
        ["2", "", "", "无日期。", "", ""],
    )
    page = office.get(reverse("job", args=[looked.pk])).content.decode()
    assert "尚未写入任何数据" in page
    assert not Appeal.objects.exists()
    mapping = (
        looked.outcome["mapping"] if looked.outcome else Job.objects.get(pk=looked.pk).outcome["mapping"]
    )
    office.post(reverse("import-appeals-again", args=[looked.pk]), {**mapping, "then": "store"})
    stored = Job.objects.latest("id")
    run_job.call(stored.pk)
    assert [appeal.stage for appeal in Appeal.objects.all()] == ["closed"]
    stored.refresh_from_db()
    assert stored.outcome["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "bad": 1}
    page = office.get(reverse("job", args=[stored.pk])).content.decode()
    assert "2026-03" in page
    assert office.get(reverse("job-output", args=[stored.pk])).status_code == 200


def test_only_the_office_imports(sign_in):
    url = reverse("import-appeals")
    statuses = {
        who: sign_in(who).get(url).status_code
        for who in ("office", "officer.water", "inspector", "system", "contact")
    }
    assert statuses == {"office": 200, "officer.water": 403, "inspector": 403, "system": 403, "contact": 403}
