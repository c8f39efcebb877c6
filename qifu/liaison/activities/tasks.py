"""What activities do by the clock and in the background; each task may run twice unharmed."""

from django.utils import timezone
from django_tasks import task

from qifu.liaison.activities.announcing import invite, remind
from qifu.liaison.activities.models import Activity


@task()
def invite_companies(pk: int) -> None:
    invite(Activity.objects.select_related("district").get(pk=pk), timezone.now())


@task()
def remind_of_activities() -> None:
    remind(timezone.now())
