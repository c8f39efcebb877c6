import pytest
from django.urls import reverse

from qifu.appeals.advancing import advance
from qifu.lib.sheets import open_sheet
from qifu.organisations import jobs
from qifu.organisations.models import Job, JobState, LogEntry, LogKind, Post, User
from qifu.organisations.roles import Role


def ask(client, query="", page="appeals"):
    return client.post(reverse("export-appeals"), {"page": page, "query": query}, follow=True)


def run(job):
    """What the worker does once it comes to it."""
    jobs.run_job.call(job.pk)
    job.refresh_from_db()
    return job


def sheet(job):
    """The rows as dictionaries, and the last line: the watermark."""
    *lines, last = [row for _number, row in open_sheet(jobs.output_path(job))]
    return lines, last["编号"]


@pytest.fixture
def second_office(posts, district, units):
    user = User.objects.create_user("office.two", "Linjiang-2026", name="office.two")
    return Post.objects.create(user=user, role=Role.OFFICE, district=district, unit=units.office)


@pytest.fixture
def enter(sign_in, posts, second_office):
    posts["office.two"] = second_office
    return sign_in


def test_the_ledger_holds_the_filtered_rows_with_its_columns_masked(enter, followed_up, assigned):
    wanted = followed_up(title="停水三天")
    assigned(assist=("planning",), title="道路不平")
    response = ask(enter("office"), "text=停水")
    job = Job.objects.get()
    assert response.redirect_chain[0][0] == reverse("job", args=[job.pk])
    rows, mark = sheet(run(job))
    assert [row["编号"] for row in rows] == [wanted.number]
    row = rows[0]
    assert (row["企业"], row["标题"], row["主办单位"], row["办理环节"]) == (
        "云川宏岳锅炉有限公司",
        "停水三天",
        "水务局",
        "已答复",
    )
    assert (row["电话"], row["联系人"]) == ("199****1234", "陈*")
    assert (row["按期"], row["对答复的满意度"], row["最近一次回访认定已解决"]) == ("是", "非常满意", "是")
    assert mark.startswith("活动办 office（office）于")
    assert "筛选条件：编号、标题或企业：停水" in mark


def test_a_new_answer_stands_in_the_ledger_without_the_verdict_on_the_old_one(enter, followed_up, actors):
    appeal = followed_up()
    advance(appeal, "redo", by=actors["office"], note="企业反映仍未解决")
    advance(appeal, "submit_answer", by=actors["officer.water"], claim="solved", reply="已更换水泵。")
    advance(appeal, "answer", by=actors["head.water"])
    ask(enter("office"), "")
    rows, _mark = sheet(run(Job.objects.get()))
    said = [rows[0][name] or "" for name in ("对答复的满意度", "最近一次回访认定已解决", "重办次数")]
    assert said == ["", "", 1]


def test_the_inspectors_verdict_stands_beside_the_companys(enter, followed_up, actors):
    advance(followed_up(), "inspect", by=actors["inspector"], solved=False, note="厂区仍停水")
    ask(enter("office"), "")
    [row], _mark = sheet(run(Job.objects.get()))
    said = [row[name] for name in ("单位自报结果", "最近一次回访认定已解决", "督查核实已解决")]
    assert said == ["已解决", "是", "否"]


def test_an_export_is_logged_with_its_count_and_filter(enter, assigned):
    assigned()
    ask(enter("office"), "channel=portal")
    run(Job.objects.get())
    entry = LogEntry.objects.get(kind=LogKind.EXPORT)
    assert (entry.user.username, entry.after["count"]) == ("office", 1)
    assert entry.after["filter"] == "来源渠道：企业门户"


def test_another_units_appeals_are_never_in_the_file(enter, assigned):
    mine, _other = assigned("water"), assigned("trade")
    ask(enter("officer.water"))
    rows, _mark = sheet(run(Job.objects.get()))
    assert [row["编号"] for row in rows] == [mine.number]


def test_the_worklists_export_holds_what_is_open_there(enter, assigned, followed_up, actors):
    open_one, closed = assigned(), followed_up()
    advance(closed, "close", by=actors["office"])
    ask(enter("officer.water"), page="worklist")
    rows, _mark = sheet(run(Job.objects.get()))
    assert [row["编号"] for row in rows] == [open_one.number]


def test_many_chunks_make_one_file_with_each_row_once(enter, file_appeal, monkeypatch):
    monkeypatch.setattr("qifu.appeals.lists.exporting.CHUNK", 2)
    made = [file_appeal().number for _ in range(5)]
    ask(enter("office"))
    rows, _mark = sheet(run(Job.objects.get()))
    assert [row["编号"] for row in rows] == made


def test_above_the_limit_the_export_waits_until_a_second_person_of_the_office_approves(
    enter, file_appeal, settings
):
    settings.EXPORT_LIMIT = 1
    made = {file_appeal().number, file_appeal().number}
    response = ask(enter("office"))
    job = Job.objects.get()
    assert response.redirect_chain[0][0] == reverse("exports")
    assert "清单超过 1 条，需经活动办公室同意后方可导出。" in response.content.decode()
    assert (job.state, job.options["approval"]) == (JobState.WAITING, "asked")

    decide = reverse("export-decide", args=[job.pk])
    assert enter("office").post(decide, {"decision": "approve"}).status_code == 404  # not one's own
    assert enter("officer.water").post(decide, {"decision": "approve"}).status_code == 403
    two = enter("office.two")
    assert two.get(reverse("inbox")).context["exports"] == 1
    assert job.title in two.get(reverse("exports")).content.decode()
    two.post(decide, {"decision": "approve"})
    job.refresh_from_db()
    rows, mark = sheet(run(job))
    assert {row["编号"] for row in rows} == made
    assert mark.endswith("审批人：活动办 office.two。")
    assert two.post(decide, {"decision": "approve"}).status_code == 404  # decided already


def test_a_worker_does_not_run_a_large_export_that_nobody_approved(enter, file_appeal, settings):
    settings.EXPORT_LIMIT = 1
    file_appeal()
    ask(enter("office"))
    file_appeal()  # one more than allowed arrives before the worker
    job = run(Job.objects.get())
    assert (job.state, job.output) == (JobState.FAILED, "")
    assert job.error == "清单现已超过 1 条，未经审批不能导出，请重新申请。"


def test_a_refusal_needs_a_reason_which_the_asker_reads(enter, file_appeal, assigned, settings):
    settings.EXPORT_LIMIT = 0
    assigned()
    ask(enter("officer.water"))
    job = Job.objects.get()
    decide, office = reverse("export-decide", args=[job.pk]), enter("office")
    told = office.post(decide, {"decision": "refuse"}, follow=True)
    assert "不同意导出的，请填写理由。" in told.content.decode()
    office.post(decide, {"decision": "refuse", "reason": "请缩小范围"})
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert (
        "活动办 office未同意本次导出：请缩小范围"
        in enter("officer.water").get(reverse("exports")).content.decode()
    )


def test_a_post_that_was_closed_meanwhile_gets_no_file(enter, assigned, posts):
    assigned()
    ask(enter("officer.water"))
    Post.objects.filter(pk=posts["officer.water"].pk).update(active=False)
    job = run(Job.objects.get())
    assert (job.state, job.output) == (JobState.FAILED, "")
