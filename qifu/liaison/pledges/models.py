"""服务承诺: lists in versions, their pledges, and what is reported as a breach of one."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.enterprises.models import Enterprise
from qifu.liaison.pledges.words import TONES, BreachState
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role

OVERSEERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.OPERATOR)


class PledgeSheet(models.Model):
    """A list as it was published; without a unit it is the programme's, which binds every unit. The highest version is in force."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("List of pledges"), _("Lists of pledges")
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(
                fields=["district", "unit", "version"], name="pledge_sheet_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.district} {self.version}"


class Pledge(models.Model):
    sheet = models.ForeignKey(PledgeSheet, models.PROTECT, db_index=False, related_name="pledges")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["sheet", "position"], name="pledge_position_once")]

    def __str__(self) -> str:
        return self.text


class BreachQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Who oversees sees all; a unit what is reported of it."""
        here = self.filter(district=by.district)
        if by.role in OVERSEERS:
            return here
        if by.role in (Role.OFFICER, Role.HEAD) and by.unit:
            return here.filter(unit=by.unit)
        return self.none()

    def for_list(self) -> Self:
        return self.select_related("pledge__sheet", "unit", "enterprise")


class Breach(models.Model):
    """`unit` is said to have broken `pledge`. What the company wrote stands on the appeal; who reported it stands there alone."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    pledge = models.ForeignKey(Pledge, models.PROTECT, db_index=False, related_name="breaches")
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        db_index=False,
        related_name="+",
        verbose_name=pgettext_lazy("breach", "Whose pledge"),
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, db_index=False, null=True, related_name="breaches"
    )
    happened_on = models.DateField(_("When it happened"))
    who = models.CharField(_("Who it was"), max_length=100, blank=True)
    text = models.TextField(_("What happened"), max_length=5000)
    state = models.CharField(max_length=10, choices=BreachState, default=BreachState.OPEN)
    reason = models.TextField(_("Reason"), max_length=1000, blank=True)
    reported_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    key = models.UUIDField(null=True)

    objects = BreachQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Breach of a pledge"), _("Breaches of pledges")
        ordering = ("-reported_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["district", "key"], name="breach_reported_once"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | Q(~Q(state="open"), decided_at__isnull=False),
                name="breach_decided_knows_when",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "-reported_at", "-id"], name="breaches_by_time"),
            models.Index(fields=["district", "state", "-reported_at", "-id"], name="breaches_by_state"),
            models.Index(fields=["unit", "state", "-reported_at", "-id"], name="breaches_of_unit"),
            models.Index(fields=["enterprise", "-reported_at"], name="breaches_of_company"),
            models.Index(fields=["district", "decided_at"], name="breaches_by_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.short_name}：{self.pledge}"

    @property
    def tone(self) -> str:
        return TONES[BreachState(self.state)]

    @property
    def is_open(self) -> bool:
        return self.state == BreachState.OPEN
