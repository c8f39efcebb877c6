import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from qifu.lib.sheets import open_sheet
from qifu.organisations import jobs, log
from qifu.organisations.actors import Actor
from qifu.organisations.jobs import run_job
from qifu.organisations.models import District, Job, JobState, LogEntry, LogKind, Unit
from qifu.organisations.roles import Role


def rows(response):
    table = response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in table.split("<tr>")[1:]]


@pytest.fixture
def audit(sign_in):
    return sign_in("audit")


@pytest.fixture
def three(actors, units):
    """A unit's telephone changed, a sign-in refused, a list exported."""
    units.water.phone = "0990-3330000"
    log.save(units.water, by=actors["system"])
    log.write(
        LogKind.SIGN_IN_FAILED,
        by=Actor(role=None, district=None, name="nobody"),
        what="用户名或密码错误。",
        address="203.0.113.7",
    )
    log.write(LogKind.EXPORT, by=actors["head.water"], what="诉求清单", reason="月度例会")
    return list(LogEntry.objects.order_by("id"))


def test_the_log_shows_newest_first_with_labels_before_and_after(audit, three):
    exported, refused, changed = rows(audit.get("/logs/"))
    assert "导出清单 水务局 head.water 诉求清单 月度例会" in exported
    assert "登录失败 nobody 用户名或密码错误。 — 203.0.113.7" in refused
    assert "设置变更 system 临江区水务局 电话：— → 0990-3330000" in changed


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("kind=export", ["head.water"]),
        ("who=nob", ["nobody"]),
        ("words=例会", ["head.water"]),
        ("words=水务", ["system"]),
        ("kind=setting&who=nob", []),
        ("since=tomorrow", ["head.water", "nobody", "system"]),
    ],
)
def test_the_log_is_filtered_by_kind_person_and_words(audit, three, query, who):
    found = rows(audit.get(f"/logs/?{query}"))
    assert [next(name for name in ("head.water", "nobody", "system") if name in row) for row in found] == who


def test_the_log_is_filtered_by_days_both_included(audit, three):
    today = timezone.localdate()
    for since, until, count in [(0, 0, 3), (1, 1, 0), (-1, -1, 0), (-1, 1, 3)]:
        url = f"/logs/?since={today + timedelta(days=since)}&until={today + timedelta(days=until)}"
        assert len(rows(audit.get(url))) == count


def test_another_districts_log_is_not_shown(audit, three, district):
    other = District.objects.create(code="990101", name="江北区", parent=district.parent)
    log.write(LogKind.SETTING, by=Actor(role=Role.OFFICE, district=other, name="north"), what="江北区水务局")
    assert len(rows(audit.get("/logs/"))) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_the_same_for_one_row_and_for_three(audit, three, django_assert_num_queries, count):
    audit.get("/jobs/")
    with django_assert_num_queries(4):
        found = audit.get("/logs/" if count == 3 else "/logs/?kind=setting")
    assert len(rows(found)) == count


def test_the_log_pages_by_key(audit, actors):
    for number in range(51):
        log.write(LogKind.EXPORT, by=actors["office"], what=f"清单 {number}")
    first = audit.get("/logs/").content.decode()
    onwards = re.search(r'rel="next" href="(\?after=[^"]+)"', first)[1]
    (last,) = rows(audit.get(f"/logs/{onwards}"))
    assert "清单 0 " in last


def test_the_filtered_log_is_taken_away_as_a_workbook_and_that_is_on_record(audit, three, posts):
    away = audit.post("/logs/export/?kind=setting")
    job = Job.objects.get()
    assert away["Location"] == f"/jobs/{job.pk}/"
    run_job.call(job.pk)
    fetched = audit.get(f"/jobs/{job.pk}/output/")
    path = jobs.folder() / "fetched.xlsx"
    path.write_bytes(b"".join(fetched.streaming_content))
    (line,) = [row for _number, row in open_sheet(path)]
    assert (line["操作人"], line["事项"], line["变更内容"]) == (
        "system",
        "临江区水务局",
        "电话：— → 0990-3330000",
    )
    entry = LogEntry.objects.latest("id")
    assert (entry.kind, entry.user, entry.after) == (LogKind.EXPORT, posts["audit"].user, {"kind": "setting"})
    job.refresh_from_db()
    assert (job.state, job.outcome) == (JobState.DONE, {"facts": [["行数", 1]]})


@pytest.mark.parametrize(
    "sql",
    ["UPDATE organisations_logentry SET who = 'nobody'", "DELETE FROM organisations_logentry"],
)
def test_the_database_refuses_to_change_or_delete_an_entry(three, sql):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert [entry.who for entry in LogEntry.objects.order_by("id")] == [entry.who for entry in three]


def test_a_rows_own_columns_are_told_whole_when_it_was_added(audit, actors, units):
    log.save(
        Unit(
            district=units.water.district,
            kind="department",
            name="临江区教育局",
            short_name="教育局",
            front=units.water.front,
        ),
        by=actors["system"],
    )
    (row,) = rows(audit.get("/logs/"))
    assert "类型：部门" in row
    assert "战线：城建战线" in row
    assert "启用：是" in row
