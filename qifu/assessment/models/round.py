"""A month's assessment under one scheme, and its life: computed, published, contested, frozen."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import pgettext_lazy

from qifu.assessment.models.scheme import Scheme
from qifu.assessment.words import PUBLIC, TONES, RoundStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, User
from qifu.organisations.roles import Role


class RoundQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Drafts are the office's alone; a unit's people see the months in which their unit stands."""
        if by.role is None or by.district is None:
            return self.none()
        computed = self.filter(edition__gt=0)
        here = computed.filter(district=by.district)
        match by.role:
            case Role.OFFICE:
                return here
            case Role.INSPECTOR | Role.LEADER:
                return here.filter(stage__in=PUBLIC)
            case Role.CITY:
                districts = Q(district=by.district) | Q(district__parent=by.district)
                return computed.filter(districts, stage__in=PUBLIC)
            case Role.HEAD | Role.OFFICER if by.unit:
                return here.filter(self._holding(by.unit.pk), stage__in=PUBLIC)
            case _:
                return self.none()

    def _holding(self, unit: int) -> Exists:
        result = self.model._meta.get_field("results").related_model
        line: Any = result._meta.get_field("lines").related_model
        return Exists(line.objects.filter(result__round=OuterRef("pk"), unit=unit))

    def for_list(self) -> Self:
        return self.select_related("scheme", "district")


class Round(models.Model):
    """`edition` is the number of the result in force, `published_edition` the first that the units have seen.

    `version` tells apart two who act at once.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    scheme = models.ForeignKey(Scheme, models.PROTECT, db_index=False, related_name="rounds")
    month = models.DateField(pgettext_lazy("assessment", "Month"))
    stage = models.CharField(max_length=9, choices=RoundStage, default=RoundStage.DRAFT)
    edition = models.PositiveSmallIntegerField(default=0)
    published_edition = models.PositiveSmallIntegerField(null=True)
    frozen_edition = models.PositiveSmallIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    contest_until = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("-month", "-id")
        constraints = [models.UniqueConstraint(fields=["scheme", "month"], name="month_assessed_once")]
        indexes = [
            models.Index(fields=["district", "-month", "-id"], name="round_by_month"),
            models.Index(fields=["district", "stage", "-month", "-id"], name="round_by_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.month:%Y-%m}"

    @property
    def tone(self) -> str:
        return TONES[RoundStage(self.stage)]

    @property
    def is_draft(self) -> bool:
        return self.stage == RoundStage.DRAFT

    @property
    def is_published(self) -> bool:
        return self.stage == RoundStage.PUBLISHED

    @property
    def is_frozen(self) -> bool:
        return self.stage == RoundStage.FROZEN

    def may_be_contested(self, now: datetime) -> bool:
        return self.is_published and self.contest_until is not None and now < self.contest_until


class RoundEvent(models.Model):
    """One line in a month's life; the database refuses to change or delete it."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    who = models.CharField(max_length=80)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.verb} {self.round_id}"
