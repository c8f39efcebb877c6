"""What stands in the way at this moment, in the words of the one who said it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import Appeal
from qifu.appeals.words import Stage


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
        asked = [(_("New date asked for"), lead.extension_until)]
        return Situation(_("An extension has been asked for"), lead.extension_reason, asked)
    if appeal.stage == Stage.WAITING:
        return Situation(_("The enterprise is asked for"), _last_note(appeal, "wait"), [])
    if appeal.stage == Stage.DECLINED:
        return Situation(_("Not accepted"), _last_note(appeal, "decline"), [])
    if appeal.stage == Stage.LISTED:
        facts = [(_("Leader responsible"), appeal.listed_leader), (_("Review date"), appeal.review_on)]
        return Situation(_("On the long-term list, with this plan"), appeal.listed_plan, facts)
    return None


def _last_note(appeal: Appeal, verb: str) -> str:
    return next((event.note for event in reversed(appeal.timeline.all()) if event.verb == verb), "")
