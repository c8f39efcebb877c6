"""The programme's vocabulary."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.evidence import Heading


class ProgrammeStage(TextChoices):
    DRAFT = "draft", pgettext_lazy("programme", "Draft")
    RUNNING = "running", pgettext_lazy("programme", "Running")
    ENDED = "ended", pgettext_lazy("programme", "Ended")


class DutyStage(TextChoices):
    DRAFT = "draft", pgettext_lazy("duty", "Not handed down")
    OPEN = "open", pgettext_lazy("duty", "In hand")
    FINISHED = "finished", pgettext_lazy("duty", "Finished")
    DROPPED = "dropped", pgettext_lazy("duty", "Dropped")


class ReportStage(TextChoices):
    FILED = "filed", pgettext_lazy("report", "Filed")
    CONFIRMED = "confirmed", pgettext_lazy("report", "Confirmed")
    SENT_BACK = "sent_back", pgettext_lazy("report", "Sent back")


# In the lists' URLs: duties in hand or finished, reports filed or confirmed; and whatever there is.
STANDING, EVERY = "standing", "all"

# Which of the frame's colours a stage has (components/stage.html).
TONES = {
    ProgrammeStage.DRAFT: "registered",
    ProgrammeStage.RUNNING: "handling",
    ProgrammeStage.ENDED: "closed",
    DutyStage.DRAFT: "registered",
    DutyStage.OPEN: "handling",
    DutyStage.FINISHED: "closed",
    DutyStage.DROPPED: "declined",
    ReportStage.FILED: "handling",
    ReportStage.CONFIRMED: "closed",
    ReportStage.SENT_BACK: "disputed",
}

HEADINGS = {
    Heading.PLAN: _("Planning and research in place"),
    Heading.ORGANISATION: _("Organisation in place"),
    Heading.PUBLICITY: _("Publicity in place"),
    Heading.INSTITUTIONS: _("Lasting institutions in place"),
    Heading.SUPERVISION: _("Supervision in place"),
}


class Outcome(TextChoices):
    """What a finding became."""

    OPEN = "open", pgettext_lazy("finding", "Not decided yet")
    APPEAL = "appeal", pgettext_lazy("finding", "An appeal")
    SETTLED = "settled", pgettext_lazy("finding", "Settled on the spot")
    NOTED = "noted", pgettext_lazy("finding", "Noted")
