"""督办单: a numbered order to a unit's head, with a life of its own."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qifu.organisations.actors import Actor
from qifu.organisations.models import District, User
from qifu.organisations.roles import Role
from qifu.supervision.models.numbered import Numbered
from qifu.supervision.words import AWAITING, OrderStage

EVERYTHING = (Role.OFFICE, Role.INSPECTOR, Role.SYSTEM)


class OrderQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        if by.role is None or by.district is None:
            return self.none()
        here = self.filter(district=by.district)
        match by.role:
            case role if role in EVERYTHING:
                return here
            case Role.OFFICER | Role.HEAD if by.unit:
                return here.filter(unit=by.unit)
            case Role.LEADER if by.leader and by.leader.is_head:
                return here
            case Role.LEADER if by.leader:
                mine = Q(appeal__enterprise__leader=by.leader) | Q(by=by.user)
                return here.filter(mine | Q(unit__front=by.leader.front_id) if by.leader.front_id else mine)
            case Role.CITY:
                return self.filter(Q(district=by.district) | Q(district__parent=by.district))
            case _:
                return self.none()

    def not_closed(self) -> Self:
        return self.exclude(stage=OrderStage.CLOSED)

    def awaiting(self) -> Self:
        return self.filter(stage__in=AWAITING)

    def for_list(self) -> Self:
        return self.select_related("appeal__enterprise", "unit", "district")


class Order(Numbered):
    """`occasion` names what raised it by itself, so that the same occasion raises one order however often it is looked at."""

    SERIES = "order"

    requirement = models.TextField(_("Requirement"), max_length=1000)
    answer_days = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=9, choices=OrderStage, default=OrderStage.ISSUED)
    due_at = models.DateTimeField(_("Answer due"))
    answer = models.TextField(_("Answer"), blank=True)
    measures = models.TextField(_("Measures"), blank=True)
    promised_on = models.DateField(_("To be done by"), null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    occasion = models.CharField(max_length=40, null=True)

    objects = OrderQuerySet.as_manager()

    class Meta(Numbered.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "serial"], name="order_number_once"),
            models.UniqueConstraint(
                fields=["appeal", "occasion"], condition=Q(occasion__isnull=False), name="order_occasion_once"
            ),
        ]
        indexes = [
            models.Index(fields=["district", "-id"], name="order_by_time"),
            models.Index(fields=["unit", "-id"], name="order_by_unit"),
            models.Index(fields=["district", "stage", "due_at"], name="order_by_stage"),
        ]


class OrderStep(models.Model):
    """One step of an order's life, never changed."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    order = models.ForeignKey(Order, models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    verb = models.CharField(max_length=12)
    user = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    who = models.CharField(max_length=80)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.order_id} {self.verb}"
