"""Long work in the background: start it, show its progress, fetch its result.

A kind of job is a function `run(job, report)` registered under its name; it fills `job.outcome`, may write a result to
`output(job, name)`, and calls `report(done, total)` now and then. A Refused ends the job with that sentence.

`job.outcome` is shown on the job's page: `facts`, a list of [label, value], and `bad_rows`, a list of
[row number, column, reason]. A kind with more to show names its own template, which finds `job` in its context.
"""

import logging
import shutil
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from qifu.lib.refusals import Refusal
from qifu.lib.uploads import safe_name
from qifu.organisations.models import Job, JobState, Post
from qifu.organisations.refusals import Refused

logger = logging.getLogger(__name__)
Report = Callable[[int, int], None]
Runner = Callable[[Job, Report], None]
_runners: dict[str, Runner] = {}
_outcomes: dict[str, str] = {}
_unfetched: set[str] = set()
OUTCOME = "organisations/job_outcome.html"
FILES_KEPT = timedelta(days=30)


def kind(name: str, outcome: str = OUTCOME, *, fetched: bool = True) -> Callable[[Runner], Runner]:
    """Register a runner: `@jobs.kind("import-enterprises")`, in a module that the app's `ready()` imports.

    Without `fetched` the result is the system's own: nobody is offered it.
    """

    def register(runner: Runner) -> Runner:
        _runners[name] = runner
        _outcomes[name] = outcome
        if not fetched:
            _unfetched.add(name)
        return runner

    return register


def start(
    name: str,
    *,
    title: str,
    post: Post,
    options: dict[str, Any] | None = None,
    content: BinaryIO | None = None,
    file_name: str = "",
) -> Job:
    """Store the job and its input file and enqueue it; the task row commits with the job's."""
    with transaction.atomic():
        job = Job.objects.create(
            district=post.district,
            kind=name,
            title=title[:100],
            post=post,
            options={**(options or {}), "language": translation.get_language()},
        )
        if content:
            job.input = f"{uuid.uuid4().hex}/{safe_name(file_name)}"
            job.save(update_fields=["input"])
            path = folder() / job.input
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                content.seek(0)
                shutil.copyfileobj(content, file, 1 << 20)
        run_job.enqueue(job.pk)
    return job


def is_fetched(job: Job) -> bool:
    return bool(job.output) and job.state == JobState.DONE and job.kind not in _unfetched


def outcome_template(job: Job) -> str:
    return _outcomes.get(job.kind, OUTCOME)


def folder() -> Path:
    return Path(settings.DATA_DIR) / "jobs"


def input_path(job: Job) -> Path:
    return folder() / job.input


def output_path(job: Job) -> Path:
    return folder() / job.output


def output(job: Job, name: str) -> Path:
    """Where the job writes its result; `name` is what the person who fetches it sees."""
    job.output = f"{uuid.uuid4().hex}/{safe_name(name)}"
    path = folder() / job.output
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@task()
def run_job(pk: int) -> None:
    """Run once: a second delivery of the same task finds the job no longer waiting."""
    if not Job.objects.filter(pk=pk, state=JobState.WAITING).update(state=JobState.RUNNING):
        return
    job = Job.objects.select_related(
        "district", "post__user", "post__unit", "post__leader", "post__district"
    ).get(pk=pk)

    def report(done: int, total: int) -> None:
        Job.objects.filter(pk=pk).update(done=done, total=total)

    with translation.override(job.options.get("language")):
        try:
            _runners[job.kind](job, report)
            job.state = JobState.DONE
        except (Refused, Refusal) as refusal:
            job.state, job.error = JobState.FAILED, str(refusal)
        except Exception:
            logger.exception("Job %s (%s) failed", pk, job.kind)
            job.state = JobState.FAILED
            job.error = _(
                "The work stopped on an error of the system's own; what was stored before stands. Tell the administrator: job %(number)s."
            ) % {"number": pk}
    job.finished_at = timezone.now()
    job.save(update_fields=["state", "error", "outcome", "output", "finished_at"])


def end_interrupted(begun_before: datetime) -> int:
    """Jobs whose worker was killed say so instead of running for ever; returns how many there were."""
    return Job.objects.filter(state=JobState.RUNNING, created_at__lt=begun_before).update(
        state=JobState.FAILED,
        error=_(
            "The work was interrupted because the system stopped; what was stored before stands. Start it again."
        ),
        finished_at=timezone.now(),
    )


def forget_files(finished_before: datetime) -> int:
    """Remove the files of jobs done before then; the job and its outcome stay. Returns how many jobs had files."""
    done = Job.objects.filter(finished_at__lt=finished_before).exclude(input="", output="")
    for job in done.iterator(chunk_size=200):
        for name in filter(None, (job.input, job.output)):
            shutil.rmtree((folder() / name).parent, ignore_errors=True)
    return done.update(input="", output="")
