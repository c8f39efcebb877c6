"""剔除: an appeal left out of the rates, asked for by the unit's head and ruled on by the office."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models.appeal import Appeal
from qifu.appeals.models.assignment import Ruling
from qifu.appeals.words import ExclusionGround
from qifu.organisations.models import District, Unit, User

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Exclusion(models.Model):
    """One request. The evidence are internal files of the appeal, named by the event of the asking.

    Approved and not revoked, it takes the appeal out of the rates (`Appeal.excluded`).
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="exclusions")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Unit"))
    ground = models.CharField(_("Ground"), max_length=13, choices=ExclusionGround)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    ruling = models.CharField(max_length=9, choices=Ruling, null=True)
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    ruling_reason = models.TextField(blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    revoking_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["appeal"], condition=Q(ruling=None), name="one_open_exclusion_an_appeal"
            ),
            models.UniqueConstraint(
                fields=["appeal"],
                condition=Q(ruling=Ruling.APPROVED, revoked_at=None),
                name="one_exclusion_in_force_an_appeal",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "-id"], name="exclusions_by_time"),
            models.Index(fields=["district", "unit", "-id"], name="exclusions_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id}: {self.ground}"

    @property
    def state(self) -> "Promise | str":
        if self.revoked_at:
            return _("Revoked")
        return Ruling(self.ruling).label if self.ruling else _("Awaiting the office")
