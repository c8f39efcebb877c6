"""What meetings do by the clock; each task may run twice unharmed."""

from django.utils import timezone
from django_tasks import task

from qifu.meetings.reminding import remind


@task()
def remind_of_meetings() -> None:
    remind(timezone.now())
