from django.db import models

from qifu.enterprises.models.enterprise import Enterprise
from qifu.organisations.models import District, User


class Merge(models.Model):
    """Two records found to be one enterprise: what the given-up record said, and which rows moved."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    kept = models.ForeignKey(Enterprise, models.PROTECT, related_name="merges")
    given_up = models.OneToOneField(Enterprise, models.PROTECT, related_name="merge")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    facts = models.JSONField()  # the given-up record's columns as they were
    moved = models.JSONField()  # {"appeals.appeal.enterprise": [ids]}
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.given_up} → {self.kept}"
