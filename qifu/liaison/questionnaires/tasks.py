"""What questionnaires do by the clock; each task may run twice unharmed."""

from django.utils import timezone
from django_tasks import task

from qifu.liaison.questionnaires.sending import remind_by_the_clock


@task()
def remind_of_questionnaires() -> None:
    remind_by_the_clock(timezone.now())
