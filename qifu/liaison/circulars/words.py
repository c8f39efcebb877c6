"""The vocabulary of circulars on approvals and plans (mission.md, institution 23)."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD, Role.OFFICER)
OVERSEERS = (Role.INSPECTOR, Role.LEADER)
UNIT = (Role.HEAD, Role.OFFICER)
KEEPERS = (Role.OFFICE, *UNIT)
ISSUERS = (Role.OFFICE, Role.HEAD)
SOURCE = "circular"


class About(TextChoices):
    APPROVAL = "approval", pgettext_lazy("circular", "Major approval")
    PLAN = "plan", pgettext_lazy("circular", "Plan")
    OTHER = "other", pgettext_lazy("circular", "Other matter")


class CircularStage(TextChoices):
    DRAFT = "draft", pgettext_lazy("circular", "Draft")
    ISSUED = "issued", pgettext_lazy("circular", "Issued")
    SUPERSEDED = "superseded", pgettext_lazy("circular", "Replaced by a newer version")
    WITHDRAWN = "withdrawn", pgettext_lazy("circular", "Withdrawn")


OUT = (CircularStage.ISSUED, CircularStage.SUPERSEDED)
TONES = {"draft": "registered", "issued": "closed", "superseded": "handling", "withdrawn": "withdrawn"}
