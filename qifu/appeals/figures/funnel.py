"""How far appeals have come, from registered to closed: each step counts some of the step before it, and nothing else."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.figures.measures import STANDS, TAKEN, Text
from qifu.appeals.words import Stage

OVER_BEFORE = Q(stage__in=(Stage.WITHDRAWN, Stage.MERGED), lead_unit__isnull=True)
WITH_THE_UNIT = Q(stage__in=(Stage.HANDLING, Stage.WAITING, Stage.SIGNING, Stage.LISTED)) | STANDS
COLUMNS = (
    "stage",
    "lead_unit",
    "signed_on_time",
    "contacted_on_time",
    "follow_up_solved",
)  # what the steps ask for


@dataclass(frozen=True)
class Reached:
    """`condition` holds the condition of every step before it."""

    name: str
    label: Text
    definition: Text
    condition: Q


def _chain(*steps: tuple[str, Text, Text, Q]) -> dict[str, Reached]:
    found, so_far = {}, Q()
    for name, label, definition, condition in steps:
        so_far = so_far & condition
        found[name] = Reached(name, label, definition, so_far)
    return found


FUNNEL = _chain(
    (
        "registered",
        pgettext_lazy("funnel", "Registered"),
        _("Registered: in the period, whatever became of it."),
        Q(),
    ),
    (
        "accepted",
        pgettext_lazy("funnel", "Accepted"),
        _("Accepted: of these, all but those under review, the declined, and those withdrawn or merged before a unit had them."),
        ~Q(stage__in=(Stage.REGISTERED, Stage.DECLINED)) & ~OVER_BEFORE,
    ),
    (
        "assigned",
        pgettext_lazy("funnel", "Assigned"),
        _("Assigned: of these, those that a unit leads."),
        TAKEN,
    ),
    (
        "signed",
        pgettext_lazy("funnel", "Signed for"),
        _("Signed for: of these, signed for by that unit, or in its hands since (taken up by itself, or history)."),
        Q(signed_on_time__isnull=False) | WITH_THE_UNIT,
    ),
    (
        "contacted",
        pgettext_lazy("funnel", "Contacted"),
        _("Contacted: of these, those whose enterprise was contacted; an answer is a contact."),
        Q(contacted_on_time__isnull=False) | STANDS,
    ),
    (
        "answered",
        pgettext_lazy("funnel", "Answered"),
        _("Answered: of these, those whose answer stands."),
        STANDS,
    ),
    (
        "followed_up",
        pgettext_lazy("funnel", "Followed up"),
        _("Followed up: of these, those with an effective follow-up of the present answer."),
        Q(follow_up_solved__isnull=False),
    ),
    (
        "closed",
        pgettext_lazy("funnel", "Closed"),
        _("Closed: of these, the closed ones. What was closed without a follow-up is not in this chain."),
        Q(stage=Stage.CLOSED),
    ),
)  # fmt: skip
