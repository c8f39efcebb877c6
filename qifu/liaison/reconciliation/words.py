"""The vocabulary of reconciliation (mission.md, institution 25)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.INSPECTOR, Role.HEAD, Role.OFFICER)
OVERSEERS = (Role.OFFICE, Role.INSPECTOR)
WORKERS = (Role.OFFICE, Role.HEAD, Role.OFFICER)


EVERY = "all"  # the tab of the whole run


class RunStage(TextChoices):
    COLUMNS = "columns", pgettext_lazy("reconciliation", "Columns to be confirmed")
    RUNNING = "running", pgettext_lazy("reconciliation", "Being matched")
    DONE = "done", pgettext_lazy("reconciliation", "Matched")


class DifferenceKind(TextChoices):
    AMOUNTS = "amounts", _("Amounts differ")
    ONLY_LEFT = "only_left", _("Only in the left list")
    ONLY_RIGHT = "only_right", _("Only in the right list")
    LIKENESS = "likeness", _("Alike: to be confirmed")
    AMBIGUOUS = "ambiguous", _("Several companies of one name")
    MATCHED = "matched", _("Agree")


class MatchedBy(TextChoices):
    NONE = "", "—"
    CODE = "code", _("By credit code")
    NAME = "name", _("By name")
    LIKENESS = "likeness", _("By likeness")
    PERSON = "person", _("Confirmed by a person")


class ClearingStage(TextChoices):
    NONE = "", "—"
    OPEN = "open", pgettext_lazy("difference", "To be cleared")
    EXPLAINED = "explained", pgettext_lazy("difference", "Explained")
    CORRECTED = "corrected", pgettext_lazy("difference", "Corrected")
    APPEAL = "appeal", pgettext_lazy("difference", "Became an appeal")
    CHECKED = "checked", pgettext_lazy("difference", "Checked by the office")


TO_CLEAR = (
    DifferenceKind.AMOUNTS,
    DifferenceKind.ONLY_LEFT,
    DifferenceKind.ONLY_RIGHT,
    DifferenceKind.AMBIGUOUS,
)
ANSWERED = (ClearingStage.EXPLAINED, ClearingStage.CORRECTED, ClearingStage.APPEAL)
TONES = {
    ClearingStage.NONE: "closed",
    ClearingStage.OPEN: "handling",
    ClearingStage.EXPLAINED: "answered",
    ClearingStage.CORRECTED: "answered",
    ClearingStage.APPEAL: "assigned",
    ClearingStage.CHECKED: "closed",
}
SENTENCES = {
    "confirm": _("confirmed that the two are one company"),
    "reject": _("said that the two are different companies"),
    "assign": pgettext_lazy("difference", "gave it to its owner"),
    "explain": pgettext_lazy("difference", "explained it"),
    "correct": pgettext_lazy("difference", "had it corrected"),
    "appeal": pgettext_lazy("difference", "made it an appeal"),
    "check": pgettext_lazy("difference", "checked it"),
    "send_back": pgettext_lazy("difference", "sent it back"),
}
