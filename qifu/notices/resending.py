"""What was given up is sent again by hand; an endpoint is tried out."""

import uuid

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from qifu.notices.models import Delivery, DeliveryState, Endpoint, Medium
from qifu.notices.outgoing import leave
from qifu.notices.sending import deliver
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind
from qifu.organisations.refusals import Refused


def resend(delivery: Delivery, *, by: Actor) -> None:
    """Under its old key, and with as many tries as a new one."""
    with transaction.atomic():
        if not _again(delivery):
            raise Refused(
                _("Only what was given up is sent again; this message has been sent or is on its way.")
            )
        what = _("Sent again: message to %(receiver)s") % {"receiver": delivery.receiver}
        log.write(LogKind.SETTING, by=by, what=what, subject=delivery)


def resend_all(*, by: Actor) -> int:
    with transaction.atomic():
        given_up = Delivery.objects.visible_to(by).filter(state=DeliveryState.DEAD).for_list()
        sent = sum(_again(delivery) for delivery in given_up)
        if sent:
            log.write(
                LogKind.SETTING,
                by=by,
                what=_("Sent again: all messages given up (%(count)s)") % {"count": sent},
            )
    return sent


def _again(delivery: Delivery) -> bool:
    given_up = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.DEAD)
    if not given_up.update(state=DeliveryState.WAITING, tries=0, next_at=timezone.now()):
        return False
    deliver.enqueue(delivery.pk)
    return True


def try_out(endpoint: Endpoint, *, by: Actor) -> None:
    with transaction.atomic(), translation.override(endpoint.language):
        now = timezone.now()
        payload = {
            "kind": "",
            "title": _("Test message"),
            "text": _("%(name)s receives notices from Qifu.") % {"name": endpoint.name},
            "url": "",
            "at": now.isoformat(),
        }
        leave(
            Delivery(
                district_id=endpoint.district_id,
                medium=Medium.WEBHOOK,
                endpoint=endpoint,
                key=f"endpoint-{endpoint.pk}-test-{uuid.uuid4()}",
                payload=payload,
                next_at=now,
            )
        )
        what = _("Test message to %(receiver)s") % {"receiver": endpoint.name}
        log.write(LogKind.SETTING, by=by, what=what, subject=endpoint)
