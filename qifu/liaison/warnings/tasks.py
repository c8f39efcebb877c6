"""Reminders, one working day before and once it is overdue; each task may run twice unharmed."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from qifu.liaison.warnings import announcing
from qifu.liaison.warnings.models import Warned
from qifu.liaison.warnings.words import RUNNING
from qifu.lib.workdays import Light
from qifu.organisations.moment import Moment


@task()
def remind_of_warnings() -> None:
    remind(timezone.now())


def remind(now: datetime) -> None:
    moment = Moment(now)
    rows = Warned.objects.filter(stage__in=RUNNING).select_related("text", "unit", "enterprise", "district")
    for light, told in ((Light.YELLOW, announcing.due_soon), (Light.RED, announcing.overdue)):
        for row in rows.filter(moment.shows(light)).iterator(chunk_size=200):
            told(row, now)
