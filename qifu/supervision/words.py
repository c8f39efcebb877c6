"""The words of supervision (domain.md sections 1 to 3)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.words import ClockKind

WATCHED = (ClockKind.ANSWER,)  # the clocks that climb


class Action(TextChoices):
    """What a step of the ladder does, from the lowest to the highest."""

    URGE = "urge", _("Urging notice to officer and head")
    ORDER = "order", _("Supervision order to the head")
    ESCALATE = "escalate", _("To the leader of the front, the next joint meeting, and a circular")
    HAND_OVER = "hand_over", _("To the district head, with a hand-over letter")


class Cause(TextChoices):
    LADDER = "ladder", pgettext_lazy("cause", "Overdue")
    UNHAPPY = "unhappy", pgettext_lazy("cause", "Unhappy follow-ups in a row")
    REDOS = "redos", pgettext_lazy("cause", "Redone too often")
    NO_LEAD = "no_lead", pgettext_lazy("cause", "No unit takes the lead")
    INSTRUCTION = "instruction", pgettext_lazy("cause", "A leader's instruction")
    BY_HAND = "by_hand", pgettext_lazy("cause", "By hand, with a reason")


class OrderStage(TextChoices):
    ISSUED = "issued", pgettext_lazy("order", "Awaiting the answer")
    ANSWERED = "answered", pgettext_lazy("order", "Answered; to verify")
    SENT_BACK = "sent_back", pgettext_lazy("order", "Sent back")
    VERIFIED = "verified", pgettext_lazy("order", "Verified; to close")
    CLOSED = "closed", pgettext_lazy("order", "Closed")


AWAITING = (OrderStage.ISSUED, OrderStage.SENT_BACK)  # the unit's answer is due


class InspectionState(TextChoices):
    OPEN = "open", pgettext_lazy("inspection", "To be inspected")
    DONE = "done", pgettext_lazy("inspection", "Inspected")
    CANCELLED = "cancelled", pgettext_lazy("inspection", "Draw cancelled")


class Consequence(TextChoices):
    """Of a defect; without one there is none."""

    REOPENED = "reopened", pgettext_lazy("inspection", "Handled again")
    NOTED = "noted", pgettext_lazy("inspection", "Noted")
