"""交办: an appeal given to a unit, as lead or assisting, with its own clock and result."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models.appeal import Appeal
from qifu.appeals.words import ClockKind, Part
from qifu.organisations.models import District, Unit, User


class Ruling(models.TextChoices):
    UPHELD = "upheld", pgettext_lazy("ruling", "Upheld")
    OVERRULED = "overruled", pgettext_lazy("ruling", "Overruled")
    APPROVED = "approved", pgettext_lazy("ruling", "Approved")
    REFUSED = "refused", pgettext_lazy("ruling", "Refused")
    LAPSED = "lapsed", pgettext_lazy("ruling", "Lapsed")


class Assignment(models.Model):
    """`due_at`/`due_kind` name the unit's nearest open clock; `ended_at` is set when its part is over.

    An objection and an extension can each be asked for once, so they are columns and not rows; of a request for the
    long-term list only the last counts.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, related_name="assignments", verbose_name=_("Unit")
    )
    part = models.CharField(pgettext_lazy("column", "Part"), max_length=6, choices=Part)
    requirement = models.TextField(_("Requirement"), max_length=1000, blank=True)
    assigned_at = models.DateTimeField(pgettext_lazy("column", "Assigned"))
    due_at = models.DateTimeField(pgettext_lazy("column", "Due"), null=True)
    due_kind = models.CharField(max_length=9, choices=ClockKind, null=True)
    signed_at = models.DateTimeField(_("Signed for at"), null=True)
    signed_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    contacted_at = models.DateTimeField(null=True)
    promised_on = models.DateField(_("Promised date"), null=True)
    opinion = models.TextField(_("Opinion"), blank=True)
    opinion_at = models.DateTimeField(null=True)
    objected_at = models.DateTimeField(null=True)
    objection = models.TextField(blank=True)
    objection_ruling = models.CharField(max_length=9, choices=Ruling, null=True)
    objection_ruled_at = models.DateTimeField(null=True)
    extension_asked_at = models.DateTimeField(null=True)
    extension_until = models.DateField(null=True)
    extension_reason = models.TextField(blank=True)
    extension_ruling = models.CharField(max_length=9, choices=Ruling, null=True)
    extension_ruled_at = models.DateTimeField(null=True)
    extension_ruled_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    listing_asked_at = models.DateTimeField(null=True)
    listing_plan = models.TextField(blank=True)
    listing_reason = models.TextField(blank=True)
    listing_review_on = models.DateField(null=True)
    listing_ruling = models.CharField(max_length=9, choices=Ruling, null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("appeal_id", "-part", "id")  # by the key: the appeal's own order would join it each time
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "unit"],
                condition=Q(ended_at=None),
                name="one_open_assignment_a_unit",
            ),
            models.UniqueConstraint(
                fields=["appeal"],
                condition=Q(ended_at=None, part="lead"),
                name="one_open_lead_an_appeal",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "due_at", "id"], name="worklist", condition=Q(ended_at=None)),
            models.Index(fields=["unit", "appeal"], name="assignment_of_unit"),
            # The few that were objected to, for the flow of disputes and the lists that it opens.
            models.Index(
                fields=["unit", "objection_ruling", "appeal"],
                name="assignment_disputed",
                condition=Q(objected_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.unit} ({self.part})"
