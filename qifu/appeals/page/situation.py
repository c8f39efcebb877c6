"""What stands in the way at this moment, in the words of the one who said it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import Appeal
from qifu.appeals.monthly import owed_months, reported_months
from qifu.appeals.words import Stage

Facts = list[tuple[Promise, object]]


@dataclass(frozen=True)
class Situation:
    label: Promise
    said: str
    facts: Sequence[tuple[Promise, object]]


def situation(appeal: Appeal) -> Situation | None:
    lead = appeal.lead
    if appeal.stage == Stage.DISPUTED and lead:
        return Situation(_("The lead unit objects; a ruling is due today"), lead.objection, [])
    if appeal.extension_asked and lead:
        asked: Facts = [(_("New date asked for"), lead.extension_until)]
        return Situation(_("An extension has been asked for"), lead.extension_reason, asked)
    if appeal.listing_asked and lead:
        asked = [(_("Plan asked for"), lead.listing_plan), (_("Review date"), lead.listing_review_on)]
        return Situation(_("The unit asks for the long-term list"), lead.listing_reason, asked)
    if appeal.stage == Stage.WAITING:
        return Situation(_("The enterprise is asked for"), _last_note(appeal, "wait"), [])
    if appeal.stage == Stage.DECLINED:
        return Situation(_("Not accepted"), _last_note(appeal, "decline"), [])
    if appeal.stage == Stage.LISTED:
        return Situation(_("On the long-term list, with this plan"), appeal.listed_plan, _listed(appeal))
    return None


def _listed(appeal: Appeal) -> Facts:
    today = timezone.localdate()
    owed = owed_months(appeal, reported_months([appeal])[appeal.pk], today)
    late = [f"{month.month:%Y-%m}" for month in owed if month.due_at and month.due_at <= timezone.now()]
    facts: Facts = [
        (_("Leader responsible"), appeal.listed_leader),
        (_("On the list since"), appeal.listed_on),
        (_("Review date"), appeal.review_on),
    ]
    return [*facts, (_("Monthly progress missing"), "、".join(late))] if late else facts


def _last_note(appeal: Appeal, verb: str) -> str:
    return next((event.note for event in reversed(appeal.timeline.all()) if event.verb == verb), "")
