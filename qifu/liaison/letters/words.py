"""The vocabulary of letters that are delivered on foot."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.INSPECTOR, Role.LEADER)
CARRIERS = (Role.OFFICER, Role.HEAD)
SOURCE = "letter"


class LetterStage(TextChoices):
    DRAFT = "draft", pgettext_lazy("letter", "Draft")
    SENDING = "sending", pgettext_lazy("letter", "Being delivered")
    CLOSED = "closed", pgettext_lazy("letter", "Closed")


class DeliveryState(TextChoices):
    WAITING = "waiting", pgettext_lazy("letter", "To be delivered")
    DELIVERED = "delivered", pgettext_lazy("letter", "Delivered")
    MOVED = "moved", pgettext_lazy("letter", "Moved or not found")
    DROPPED = "dropped", pgettext_lazy("letter", "Cannot be delivered")


# Which of the frame's colours a stage or a state has (components/stage.html).
TONES = {
    LetterStage.DRAFT: "registered",
    LetterStage.SENDING: "handling",
    LetterStage.CLOSED: "closed",
    DeliveryState.WAITING: "handling",
    DeliveryState.DELIVERED: "closed",
    DeliveryState.MOVED: "disputed",
    DeliveryState.DROPPED: "declined",
}

# What may stand in braces, in the order in which the editor shows them.
FIELDS = {
    "company": _("the company's name"),
    "contact": _("its contact, with title"),
    "street": _("its street or zone"),
    "leader": _("the district head"),
    "date": _("the date of the letter"),
    "officer": _("who delivers it"),
    "office_phone": _("the programme office's telephone"),
}

SENTENCES = {
    "share": pgettext_lazy("letter", "given to %(who)s"),
    "deliver": pgettext_lazy("letter", "delivered"),
    "say": pgettext_lazy("letter", "wrote down what they said"),
    "not_found": pgettext_lazy("letter", "moved or not found"),
    "undo": pgettext_lazy("letter", "took the tap back"),
    "drop": pgettext_lazy("letter", "cannot be delivered"),
}
