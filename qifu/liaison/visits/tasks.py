"""What trips do by the clock; each task may run twice unharmed."""

from django.utils import timezone
from django_tasks import task

from qifu.liaison.visits.reminding import remind


@task()
def remind_of_feedback() -> None:
    remind(timezone.now())
