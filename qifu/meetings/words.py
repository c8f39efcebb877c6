"""The vocabulary of meetings (mission.md, institutions 15 and 16)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD, Role.OFFICER, Role.CITY)


class MeetingKind(TextChoices):
    JOINT = "joint", _("Joint meeting")
    SPECIAL_REPORT = "special_report", _("Special report meeting")


class MeetingStage(TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    HELD = "held", pgettext_lazy("meeting", "Held; minutes being written")
    FINALISED = "finalised", pgettext_lazy("meeting", "Minutes finalised")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class Presence(TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "Present")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")


class ResolutionStage(TextChoices):
    """A draft belongs to minutes that are being written: nobody owes it yet."""

    DRAFT = "draft", pgettext_lazy("resolution", "In the draft minutes")
    OPEN = "open", pgettext_lazy("resolution", "To be carried out")
    REPORTED = "reported", pgettext_lazy("resolution", "Reported as done; to confirm")
    DONE = "done", pgettext_lazy("resolution", "Done")
    DROPPED = "dropped", pgettext_lazy("resolution", "Dropped")


TOOK_PLACE = (MeetingStage.HELD, MeetingStage.FINALISED)
UNFINISHED = (ResolutionStage.OPEN, ResolutionStage.REPORTED)  # these head the next agenda

# Which of the frame's colours a stage has (components/stage.html).
TONES = {
    MeetingStage.PLANNED: "assigned",
    MeetingStage.HELD: "handling",
    MeetingStage.FINALISED: "closed",
    MeetingStage.CANCELLED: "declined",
    ResolutionStage.DRAFT: "registered",
    ResolutionStage.OPEN: "handling",
    ResolutionStage.REPORTED: "signing",
    ResolutionStage.DONE: "closed",
    ResolutionStage.DROPPED: "declined",
}
