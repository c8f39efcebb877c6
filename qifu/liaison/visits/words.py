"""The vocabulary of going out (mission.md, institution 4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.roles import Role

OVERSEERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER)
PLANNERS = (Role.OFFICE, Role.OFFICER, Role.HEAD, Role.LEADER)
GOERS = (Role.OFFICER, Role.HEAD, Role.OFFICE, Role.INSPECTOR, Role.OPERATOR)
READERS = (*PLANNERS, Role.INSPECTOR, Role.OPERATOR)


class VisitKind(TextChoices):
    """The values are those of `Channel`, and of the findings' sources."""

    VISIT = "visit", pgettext_lazy("trip", "Visit")
    ON_SITE = "on_site", pgettext_lazy("trip", "On-site work")


class VisitStage(TextChoices):
    """Done, it waits until it is decided what each finding becomes; that is told by the findings themselves."""

    PLANNED = "planned", pgettext_lazy("trip", "Planned")
    UNDER_WAY = "under_way", pgettext_lazy("trip", "On the way")
    DONE = "done", pgettext_lazy("trip", "Done; findings to be decided")
    DECIDED = "decided", pgettext_lazy("trip", "Findings decided")
    CANCELLED = "cancelled", pgettext_lazy("trip", "Cancelled")


OPEN = (VisitStage.PLANNED, VisitStage.UNDER_WAY)
HELD = (VisitStage.DONE, VisitStage.DECIDED)

# Which of the frame's colours a stage has (components/stage.html).
TONES = {
    VisitStage.PLANNED: "assigned",
    VisitStage.UNDER_WAY: "handling",
    VisitStage.DONE: "signing",
    VisitStage.DECIDED: "closed",
    VisitStage.CANCELLED: "declined",
}

SENTENCES = {
    "plan": _("planned the trip"),
    "change": _("changed the trip"),
    "cancel": _("cancelled the trip"),
    "check-in": _("checked in"),
    "note": _("wrote a note"),
    "pictures": _("took pictures"),
    "sign": _("had the record signed"),
    "finding": _("wrote down a finding"),
    "finish": _("finished the stop"),
    "skip": _("left the stop out"),
    "feedback": _("gave the company feedback"),
}
