"""One attempt to send one delivery, and what follows from it."""

import logging
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django_tasks import task

from qifu.notices import mail, sms, webhooks
from qifu.notices.models import Delivery, DeliveryState, Medium, Preference
from qifu.notices.quiet import leaves_at
from qifu.notices.unsent import Unsent

logger = logging.getLogger(__name__)
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
LEASE = timedelta(minutes=5)  # longer than any attempt lasts
WAYS = {Medium.EMAIL: mail.send, Medium.SMS: sms.send, Medium.WEBHOOK: webhooks.send}


@task()
def deliver(delivery_id: int) -> None:
    """Its row commits with the delivery's, so that nothing leaves before the commit."""
    attempt(delivery_id)


def attempt(pk: int) -> None:
    """Nothing happens when it is not due, or when somebody else is at it."""
    delivery = Delivery.objects.select_related("user", "endpoint", "district").get(pk=pk)
    if waits_for_morning(delivery) or not claim(delivery):
        return
    try:
        WAYS[Medium(delivery.medium)](delivery)
    except Unsent as unsent:
        failed(delivery, str(unsent), final=unsent.final)
    except Exception as error:
        logger.exception("Delivery %s failed", pk)
        failed(delivery, f"{type(error).__name__}: {error}", final=False)
    else:
        Delivery.objects.filter(pk=pk).update(state=DeliveryState.SENT, sent_at=timezone.now(), last_error="")


def waits_for_morning(delivery: Delivery) -> bool:
    """A second try, too, keeps the quiet hours."""
    preference = Preference.objects.filter(user=delivery.user_id).first() if delivery.user_id else None
    if preference is None:
        return False
    now = timezone.now()
    leaves = leaves_at(now, preference.quiet_from, preference.quiet_to)
    if leaves > now:
        Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING, next_at__lt=leaves).update(
            next_at=leaves
        )
    return leaves > now


def claim(delivery: Delivery) -> bool:
    """By compare-and-set: of two workers one gets it. Should that one be killed, it falls due when the lease ends."""
    now = timezone.now()
    due = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING, next_at__lte=now)
    claimed = due.update(next_at=now + LEASE, tries=F("tries") + 1) == 1
    delivery.tries += claimed
    return claimed


def failed(delivery: Delivery, why: str, *, final: bool) -> None:
    dead = final or delivery.tries > len(BACK_OFF)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.DEAD if dead else DeliveryState.WAITING,
        last_error=why[:2000],
        next_at=timezone.now() + (timedelta() if dead else BACK_OFF[delivery.tries - 1]),
    )
