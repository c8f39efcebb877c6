"""The vocabulary of notices before enforcement (mission.md, institution 24)."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD, Role.OFFICER)
OVERSEERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER)
UNIT = (Role.HEAD, Role.OFFICER)


class WarningStage(TextChoices):
    DRAFT = "draft", pgettext_lazy("warning", "Draft: the head signs")
    ISSUED = "issued", pgettext_lazy("warning", "Issued, not confirmed yet")
    CONFIRMED = "confirmed", pgettext_lazy("warning", "Receipt confirmed")
    REPORTED = "reported", pgettext_lazy("warning", "Reported as put right; to be checked")
    PUT_RIGHT = "put_right", pgettext_lazy("warning", "Put right")
    NOT_RIGHT = "not_right", pgettext_lazy("warning", "Not put right")
    WITHDRAWN = "withdrawn", pgettext_lazy("warning", "Withdrawn")


RUNNING = (WarningStage.ISSUED, WarningStage.CONFIRMED)
OPEN = (*RUNNING, WarningStage.REPORTED)
TONES = {
    "draft": "registered",
    "issued": "assigned",
    "confirmed": "handling",
    "reported": "signing",
    "put_right": "closed",
    "not_right": "declined",
    "withdrawn": "withdrawn",
}
SENTENCES = {
    "draft": pgettext_lazy("warning", "drafted it"),
    "issue": pgettext_lazy("warning", "signed and issued it"),
    "confirm": pgettext_lazy("warning", "confirmed the receipt"),
    "hand_over": pgettext_lazy("warning", "handed it over"),
    "report": pgettext_lazy("warning", "reported it as put right"),
    "accept": pgettext_lazy("warning", "found it put right: no penalty"),
    "refuse": pgettext_lazy("warning", "found it not put right"),
    "withdraw": pgettext_lazy("warning", "withdrew it"),
    "object": pgettext_lazy("warning", "objected to it"),
}
EVENT_TONES = {"accept": "good", "refuse": "bad", "withdraw": "warn", "object": "warn"}
