"""批示: a leader's word on an appeal, which becomes an event on it and, if wished, an order."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.entering import enter, held
from qifu.appeals.models import Appeal
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused
from qifu.supervision import announcing
from qifu.supervision.issuing import store
from qifu.supervision.models import Instruction
from qifu.supervision.words import Cause


def instruct(
    appeal: Appeal,
    *,
    by: Actor,
    text: str,
    with_order: bool = False,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Instruction:
    """A `key` seen before returns what it made: pressed twice on a slow telephone, it is given once."""
    with transaction.atomic():
        appeal = held(appeal)
        if key and (earlier := Instruction.objects.filter(district=appeal.district_id, key=key).first()):
            return earlier
        return _instruct(appeal, by, text.strip(), with_order, key, at or timezone.now())


def _instruct(
    appeal: Appeal, by: Actor, text: str, with_order: bool, key: uuid.UUID | None, at: datetime
) -> Instruction:
    if by.leader is None:
        raise Refused(_("Instructions are given by leaders."))
    if not text:
        raise Refused(_("Write the instruction."))
    unit = appeal.lead_unit
    if with_order and unit is None:
        raise Refused(
            _(
                "No unit has this appeal yet, so there is nobody to order. Give the instruction without an order."
            )
        )
    instruction = Instruction(
        district=appeal.district, appeal=appeal, leader=by.leader, by=by.user, text=text, at=at, key=key
    )
    instruction.save()
    enter(appeal, "instructed", by=by, at=at, note=text)
    if with_order and unit:
        reason = _("%(leader)s has instructed: %(text)s") % {"leader": by.leader, "text": text}
        requirement = _("Carry out the instruction, and report in writing what has been done.")
        instruction.order = store(
            appeal, unit, by=by, cause=Cause.INSTRUCTION, reason=reason, requirement=requirement, at=at
        )
        instruction.save(update_fields=["order"])
    announcing.instructed(instruction)
    return instruction
