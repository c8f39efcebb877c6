"""What the figures count of an appeal, stated anew by an event where its events do not say what its columns hold.

For places whose events are older than `Event.counted`. Anywhere else such a difference means that somebody changed the
database past the ledger: `qifu verify-ledger` names it, and stating it anew is a decision that stays on record.
"""

from django.db import transaction
from django.utils import timezone

from qifu.appeals.entering import held
from qifu.appeals.figures.past import Facts, wrongly_counted
from qifu.appeals.models import Appeal
from qifu.appeals.recording import record
from qifu.organisations.actors import system
from qifu.organisations.models import District


def restate(district: District) -> int:
    """Returns how many appeals were stated anew."""
    wrong = list(wrongly_counted(district))
    for appeal, told in wrong:
        _restate_one(appeal, told)
    return len(wrong)


@transaction.atomic
def _restate_one(appeal: Appeal, told: Facts) -> None:
    now, appeal = timezone.now(), held(appeal)
    event = record(appeal, "restated", by=system(appeal.district), at=now, source=appeal.stage, before=told)
    Appeal.objects.filter(pk=appeal.pk).update(events=appeal.events, head=appeal.head)
    event.appeal = appeal
    event.save(force_insert=True)
