"""What letters do by the clock; it may run twice unharmed."""

from django.utils import timezone
from django_tasks import task

from qifu.liaison.letters.announcing import remind


@task()
def remind_of_letters() -> None:
    remind(timezone.now())
