"""What units contest, and what is judged by hand, each with its evidence."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import StoredFile
from qifu.assessment.models.round import Round
from qifu.assessment.words import Ruling
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role


class ContestQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        match by.role:
            case Role.OFFICE | Role.INSPECTOR:
                return self.filter(district=by.district)
            case Role.LEADER if by.leader and by.leader.is_head:
                return self.filter(district=by.district)
            case Role.LEADER if by.leader and by.leader.front_id:
                return self.filter(district=by.district, unit__front=by.leader.front_id)
            case Role.CITY:
                return self.filter(models.Q(district=by.district) | models.Q(district__parent=by.district))
            case Role.HEAD | Role.OFFICER if by.unit:
                return self.filter(district=by.district, unit=by.unit)
            case _:
                return self.none()


class Contest(models.Model):
    """`cases` are those of the part that the unit speaks of. Ruled on once."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="contests")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Unit"))
    indicator = models.CharField(max_length=30)
    label = models.CharField(max_length=40, blank=True)
    cases = models.JSONField(default=list)
    reason = models.TextField(_("Reason"), max_length=1000)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, db_index=False, related_name="+")
    file_name = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    who = models.CharField(max_length=80)
    ruling = models.CharField(pgettext_lazy("contest", "Ruling"), max_length=7, choices=Ruling, null=True)
    ruling_reason = models.TextField(blank=True)
    ruled_at = models.DateTimeField(null=True)
    ruled_who = models.CharField(max_length=80, blank=True)
    key = models.UUIDField(null=True)

    objects = ContestQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["round", "key"], name="contested_once")]
        indexes = [models.Index(fields=["unit", "-id"], name="contests_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.indicator}"


class HandItem(models.Model):
    """One thing judged by hand, with its evidence. The same title given anew for the unit takes the earlier one's place."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="hand_items")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Unit"))
    indicator = models.CharField(_("Indicator"), max_length=30)
    title = models.CharField(_("What happened, in short"), max_length=100)
    value = models.DecimalField(_("Value"), max_digits=6, decimal_places=2)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, db_index=False, related_name="+")
    file_name = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    who = models.CharField(max_length=80)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.title} {self.value}"
