from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from qifu.organisations import jobs

ATTEMPTS = 3  # a task that takes its worker with it each time is left alone then


def take_up_lost() -> int:
    """Tasks whose worker was killed run again; to be called only while no worker runs. Returns how many there were."""
    lost = DBTaskResult.objects.running().only("worker_ids")
    again = [row.pk for row in lost if len(row.worker_ids) < ATTEMPTS]
    return DBTaskResult.objects.filter(pk__in=again).update(status=TaskResultStatus.READY)


@task()
def tidy_up() -> None:
    """Sessions that ended, what the queue remembers of work done a week ago, jobs that nobody runs any more, and the
    files of jobs done a month ago: they hold personal data, and what they brought in or took out stands elsewhere.
    """
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - timedelta(days=7)).delete()
    jobs.end_interrupted(timezone.now() - timedelta(days=1))
    jobs.forget_files(timezone.now() - jobs.FILES_KEPT)
