"""抽取: a draw, what could have been drawn, and what was. All three are written once."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import Appeal, Category
from qifu.appeals.words import Channel, Population
from qifu.lib.workdays import due_date
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role
from qifu.supervision.models.checklist import Checklist, SamplingRule
from qifu.supervision.models.inspection import Inspection


class DrawQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """A head those that took something from the own unit, a leader those that took something from the own front."""
        if by.role == Role.CITY:
            return self.filter(Q(district=by.district) | Q(district__parent=by.district))
        seen = Inspection.objects.visible_to(by).filter(draw=OuterRef("pk"))
        return self.filter(Exists(seen), district=by.district)

    def for_list(self) -> Self:
        return self.select_related("cancellation", "district")


class Draw(models.Model):
    """With everything that decided it: the frame's filter, its digest, the size, the minimum and the seed.

    `share` is None where a number of cases was wanted; `size` is the number wanted either way, `drawn` what came of it.
    """

    SERIES = "draw"

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    purpose = models.CharField(_("Occasion"), max_length=100, blank=True)
    since = models.DateField(_("Closed from"))
    until = models.DateField(_("Closed to"))
    population = models.CharField(_("Population"), max_length=10, choices=Population)
    category = models.ForeignKey(Category, models.PROTECT, db_index=False, null=True, related_name="+")
    street = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    channel = models.CharField(_("Channel"), max_length=14, choices=Channel, blank=True)
    with_answered = models.BooleanField(default=False)
    with_excluded = models.BooleanField(default=True)
    with_drawn = models.BooleanField(default=False)
    share = models.PositiveSmallIntegerField(null=True)
    size = models.PositiveIntegerField()
    least = models.PositiveSmallIntegerField()
    seed = models.CharField(_("Seed"), max_length=80)
    seed_source = models.CharField(_("Where the seed comes from"), max_length=200, blank=True)
    framed = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    drawn = models.PositiveIntegerField()
    rule = models.ForeignKey(SamplingRule, models.PROTECT, db_index=False, related_name="+")
    checklist = models.ForeignKey(Checklist, models.PROTECT, db_index=False, related_name="+")
    due_at = models.DateTimeField(pgettext_lazy("column", "Due"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    who = models.CharField(max_length=80)
    key = models.UUIDField(null=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "serial"], name="draw_number_once"),
            models.UniqueConstraint(fields=["district", "key"], name="drawn_once"),
        ]
        indexes = [
            models.Index(fields=["district", "population", "at"], name="draw_by_time"),
            models.Index(fields=["district", "-id"], name="draw_newest_first"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"{self.year}-{self.serial}"

    @property
    def due_on(self) -> date:
        return due_date(self.due_at)

    @property
    def cancelled(self) -> "DrawCancellation | None":
        return getattr(self, "cancellation", None)


class DrawFrame(models.Model):
    """抽样框: a line for each case that could have been drawn, as `lib/sampling.py` writes it. `draw.digest` is of this text."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    draw = models.OneToOneField(Draw, models.PROTECT, related_name="frame")
    text = models.TextField()

    def __str__(self) -> str:
        return self.draw.digest


class Drawn(models.Model):
    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    draw = models.ForeignKey(Draw, models.PROTECT, db_index=False, related_name="cases")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")  # that led it then

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["draw", "appeal"], name="drawn_once_a_draw")]

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.appeal_id}"


class DrawCancellation(models.Model):
    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    draw = models.OneToOneField(Draw, models.PROTECT, related_name="cancellation")
    reason = models.CharField(_("Reason"), max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    who = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.reason
