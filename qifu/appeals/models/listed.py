from django.db import models

from qifu.appeals.models.appeal import Appeal
from qifu.organisations.models import District, Unit, User


class ListedProgress(models.Model):
    """What the unit reported for one month of an appeal on the long-term list; `month` is its first day."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, db_index=False, related_name="listed_progress")
    month = models.DateField()
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    note = models.TextField()

    class Meta:
        ordering = ("appeal_id", "month")
        constraints = [
            models.UniqueConstraint(fields=["appeal", "month"], name="listed_progress_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.month:%Y-%m}"
