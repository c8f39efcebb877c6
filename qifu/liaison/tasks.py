"""What liaison does by the clock; each task may run twice unharmed."""

from django.utils import timezone
from django_tasks import task

from qifu.liaison.linking import settle_links
from qifu.liaison.reminding import remind_by_the_clock


@task()
def remind_of_reports() -> None:
    remind_by_the_clock(timezone.now())


@task()
def keep_links() -> None:
    settle_links(timezone.localdate())
