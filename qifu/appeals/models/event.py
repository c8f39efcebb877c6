"""The ledger's events: appended, never edited, chained twice (per appeal at once, per district by the sealer).

What is guaranteed, and what is not: docs/decisions/0003-ledger-chain.md.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from qifu.appeals.models.appeal import Appeal
from qifu.appeals.words import Stage
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role


class Event(models.Model):
    """One step: who, when, what. `sequence` counts within the appeal; `previous` is the event before it."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, db_index=False, related_name="timeline")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()  # differs from `at` for imported history
    verb = models.CharField(max_length=20)
    source = models.CharField(max_length=10, choices=Stage, blank=True)
    target = models.CharField(max_length=10, choices=Stage)
    user = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    role = models.CharField(max_length=16, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    who = models.CharField(max_length=80)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    counted = models.JSONField(null=True)  # what it changed of the columns in COUNTED; null: nothing
    key = models.UUIDField(null=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["appeal", "sequence"], name="event_sequence"),
            models.UniqueConstraint(
                fields=["district", "key"], condition=Q(key__isnull=False), name="request_once"
            ),
        ]
        indexes = [models.Index(fields=["district", "id"], name="events_of_district")]

    def __str__(self) -> str:
        return f"{self.appeal_id}#{self.sequence} {self.verb}"

    def content(self, number: str) -> dict[str, Any]:
        """Everything that the digest covers; `number` is the appeal's."""
        return {
            "district": self.district_id,
            "appeal": number,
            "sequence": self.sequence,
            "at": self.at,
            "recorded_at": self.recorded_at,
            "verb": self.verb,
            "source": self.source,
            "target": self.target,
            "user": self.user_id,
            "role": self.role,
            "unit": self.unit_id,
            "who": self.who,
            "note": self.note,
            "data": self.data,
            "key": str(self.key) if self.key else None,
            "previous": self.previous,
            **({"counted": self.counted} if self.counted else {}),
        }


class Seal(models.Model):
    """A batch of a district's events, chained: digest = SHA-256(previous, digests of events first..last in order)."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    sequence = models.PositiveIntegerField()
    first_event = models.PositiveBigIntegerField()
    last_event = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("district", "sequence")
        constraints = [models.UniqueConstraint(fields=["district", "sequence"], name="seal_sequence")]

    def __str__(self) -> str:
        return f"{self.district_id}#{self.sequence}"
