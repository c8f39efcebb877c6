"""The company is told what becomes of what it said, and it is registered that it was."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.words import Way
from qifu.liaison.visits.guards import may_write
from qifu.liaison.visits.ledger import held_stop, is_known, write_down
from qifu.liaison.visits.models import Stop
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused


def give_feedback(
    stop: Stop,
    *,
    by: Actor,
    way: str,
    to: str,
    said: str,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        stop = held_stop(stop)
        if is_known(stop.visit, key):
            return
        if not may_write(stop.visit, by):
            raise Refused(_("Only those who went on the trip give the company feedback."))
        if not stop.finished_at:
            raise Refused(_("The stop is not finished: there is nothing to give feedback on yet."))
        if stop.feedback_at:
            raise Refused(
                _("%(who)s has registered the feedback already, on %(day)s.")
                % {
                    "who": stop.feedback_by.name if stop.feedback_by else "",
                    "day": f"{timezone.localtime(stop.feedback_at):%Y-%m-%d}",
                }
            )
        if not said.strip() or not to.strip():
            raise Refused(_("Write down to whom the feedback was given, and what was told."))
        stop.feedback_at, stop.feedback_by = at, by.user
        stop.feedback_way, stop.feedback_to, stop.feedback_said = Way(way), to.strip(), said.strip()
        stop.save()
        write_down(stop.visit, "feedback", by=by, at=at, stop=stop, key=key, note=stop.feedback_to)
