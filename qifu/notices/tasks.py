"""What is sent by the clock; each task may run twice unharmed. What follows a commit is `sending.deliver`."""

import time

from django.utils import timezone
from django_tasks import task

from qifu.notices import digests, sending
from qifu.notices.models import Delivery, DeliveryState

SECONDS = 20  # then other work gets its turn; the rest is taken up at the next time


@task()
def send_due() -> None:
    """Second tries, what waited for the end of quiet hours, and what a killed worker held."""
    end = time.monotonic() + SECONDS
    due = Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=timezone.now())
    for pk in due.order_by("next_at").values_list("pk", flat=True)[:1000]:
        sending.attempt(pk)
        if time.monotonic() > end:
            return


@task()
def digest() -> None:
    digests.write_all()
