"""Background jobs: run once, end with a sentence, show themselves to the one who started them."""

import logging
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from qifu.organisations import jobs
from qifu.organisations.jobs import run_job
from qifu.organisations.models import District, Job, JobState, Post
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


@pytest.fixture
def kinds(monkeypatch):
    """Four kinds of work; `ran` keeps which ran."""
    monkeypatch.setattr(jobs, "_runners", {})
    ran = []

    @jobs.kind("count")
    def count(job, report):
        ran.append(job.pk)
        report(2, 2)
        jobs.output(job, "结果 (1).csv").write_text("一,二", "utf-8")
        job.outcome = {"facts": [["行数", 2]], "bad_rows": [[7, "企业名称", "未填"]]}

    @jobs.kind("refuse")
    def refuse(job, report):
        raise Refused("文件为空，请重新选择。")

    @jobs.kind("break")
    def broken(job, report):
        raise ZeroDivisionError

    @jobs.kind("read")
    def read(job, report):
        job.outcome = {"facts": [["内容", jobs.input_path(job).read_text("utf-8")]]}

    return ran


@pytest.fixture
def started(kinds, posts):
    return jobs.start("count", title="统计", post=posts["office"])


def test_a_job_waits_and_its_task_stands_in_the_queue_with_it(started):
    assert started.state == JobState.WAITING
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[started.pk]]


def test_a_job_runs_once_though_its_task_be_delivered_twice(started, kinds):
    run_job.call(started.pk)
    run_job.call(started.pk)
    started.refresh_from_db()
    assert kinds == [started.pk]
    assert (started.state, started.done, started.total, started.percent) == (JobState.DONE, 2, 2, 100)
    assert started.finished_at is not None


def test_a_refusal_ends_the_job_with_its_sentence(kinds, posts):
    job = jobs.start("refuse", title="导入", post=posts["office"])
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "文件为空，请重新选择。")


def test_an_unexpected_error_says_a_number_and_stands_in_the_servers_log(kinds, posts, caplog):
    job = jobs.start("break", title="导入", post=posts["office"])
    with caplog.at_level(logging.ERROR, "qifu.organisations.jobs"):
        run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, f"任务编号：{job.pk}" in job.error) == (JobState.FAILED, True)
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]


def test_an_input_file_is_kept_for_the_job(kinds, posts):
    content = BytesIO("诉求".encode())
    job = jobs.start("read", title="导入", post=posts["office"], content=content, file_name="../诉求.csv")
    run_job.call(job.pk)
    job.refresh_from_db()
    assert job.outcome == {"facts": [["内容", "诉求"]]}


def test_the_page_polls_while_the_job_runs_and_shows_its_outcome_afterwards(sign_in, started):
    office, url = sign_in("office"), f"/jobs/{started.pk}/"
    waiting = office.get(url).content.decode()
    assert f'hx-get="{url}progress/"' in waiting
    assert "HX-Refresh" not in office.get(f"{url}progress/").headers
    run_job.call(started.pk)
    assert office.get(f"{url}progress/")["HX-Refresh"] == "true"
    done = office.get(url).content.decode()
    assert (f'hx-get="{url}progress/"' in done, f'href="{url}output/"' in done) == (False, True)
    assert '<tr><td class="num">7</td><td>企业名称</td><td>未填</td></tr>' in done


def test_the_result_is_fetched_under_its_chinese_name(sign_in, started):
    office = sign_in("office")
    assert office.get(f"/jobs/{started.pk}/output/").status_code == 404
    run_job.call(started.pk)
    fetched = office.get(f"/jobs/{started.pk}/output/")
    assert fetched["Content-Disposition"] == "attachment; filename*=utf-8''%E7%BB%93%E6%9E%9C%20%281%29.csv"
    assert b"".join(fetched.streaming_content).decode() == "一,二"


def test_nobody_else_sees_the_job(sign_in, started):
    run_job.call(started.pk)
    for who in ("operator", "system", "head.water"):
        for page in ("", "progress/", "output/"):
            assert sign_in(who).get(f"/jobs/{started.pk}/{page}").status_code == 404
    assert f"/jobs/{started.pk}/" not in sign_in("operator").get("/jobs/").content.decode()


def test_whoever_acts_in_another_district_finds_no_job_of_the_first_one(sign_in, started, posts, district):
    run_job.call(started.pk)
    north = District.objects.create(code="990101", name="江北区", parent=district.parent)
    moved = Post.objects.create(user=posts["office"].user, role=Role.CITY, district=north)
    browser = sign_in("office")
    browser.post("/switch-post/", {"post": moved.pk})
    for page in ("", "progress/", "output/"):
        assert browser.get(f"/jobs/{started.pk}/{page}").status_code == 404
    assert f"/jobs/{started.pk}/" not in browser.get("/jobs/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_job_and_for_three(
    sign_in, kinds, posts, django_assert_num_queries, count
):
    for number in range(count):
        jobs.start("count", title=f"统计 {number}", post=posts["office"])
    office = sign_in("office")
    office.get("/jobs/")
    with django_assert_num_queries(3):
        page = office.get("/jobs/")
    assert page.content.decode().count("data-open") == count


def test_a_row_that_nobody_runs_shows_that_it_waits(sign_in, started):
    assert "等待中" in sign_in("office").get("/jobs/").content.decode()
    assert Job.objects.get().percent == 0


def test_a_job_whose_worker_was_killed_says_so_and_one_that_waits_goes_on_waiting(sign_in, started, posts):
    killed = jobs.start("count", title="导入", post=posts["office"])
    Job.objects.filter(pk=killed.pk).update(state=JobState.RUNNING)
    assert jobs.end_interrupted(killed.created_at) == 0
    assert jobs.end_interrupted(timezone.now()) == 1
    assert "系统停止运行，任务中断" in sign_in("office").get(f"/jobs/{killed.pk}/").content.decode()
    started.refresh_from_db()
    assert started.state == JobState.WAITING


def test_files_are_forgotten_a_month_after_the_job_and_its_outcome_stays(kinds, posts):
    old, fresh = (
        jobs.start("count", title="导入", post=posts["office"], content=BytesIO(b"1"), file_name="a.csv")
        for _each in range(2)
    )
    Job.objects.filter(pk=old.pk).update(
        finished_at=timezone.now() - timedelta(days=31), outcome={"facts": [["行", 1]]}
    )
    Job.objects.filter(pk=fresh.pk).update(finished_at=timezone.now() - timedelta(days=29))
    assert jobs.forget_files(timezone.now() - jobs.FILES_KEPT) == 1
    assert (jobs.input_path(old).exists(), jobs.input_path(fresh).exists()) == (False, True)
    old.refresh_from_db()
    assert (old.input, old.outcome) == ("", {"facts": [["行", 1]]})
