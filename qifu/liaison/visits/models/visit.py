"""走访、现场办公: one trip of several people of several units, to several companies or projects."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.liaison.visits.words import HELD, OPEN, OVERSEERS, TONES, VisitKind, VisitStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Leader, Unit, User
from qifu.organisations.roles import Role


class VisitQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """The office, inspectors and leaders see all of the district; others those of their unit, and those they go on."""
        here = self.filter(district=by.district)
        if by.role in OVERSEERS:
            return here
        if by.role in (Role.OFFICER, Role.HEAD, Role.OPERATOR):
            going = Goer.objects.filter(Q(unit=by.unit) | Q(user=by.user), visit=OuterRef("pk"))
            return here.filter(Q(unit=by.unit) | Q(by=by.user) | Exists(going))
        return self.none()

    def of(self, by: Actor) -> Self:
        """Those that this person goes on."""
        if by.leader:
            return self.filter(leader=by.leader)
        return self.filter(Exists(Goer.objects.filter(user=by.user, visit=OuterRef("pk"))))

    def for_list(self) -> Self:
        return self.select_related("unit", "lead", "leader").prefetch_related(
            "stops__enterprise", "stops__project"
        )

    def for_detail(self) -> Self:
        return self.select_related("district", "unit", "lead", "leader").prefetch_related(
            "goers__user", "goers__unit"
        )


class Visit(models.Model):
    """`lead` is the official who answers for it, `unit` theirs. `version` tells two who change it at once apart; `key` makes a form
    that is sent twice one trip.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(pgettext_lazy("trip", "Kind"), max_length=7, choices=VisitKind)
    purpose = models.CharField(pgettext_lazy("trip", "Purpose"), max_length=200)
    starts_at = models.DateTimeField(pgettext_lazy("trip", "Starts"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Leading unit")
    )
    lead = models.ForeignKey(
        User, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Lead official")
    )
    leader = models.ForeignKey(
        Leader,
        models.PROTECT,
        db_index=False,
        null=True,
        related_name="+",
        verbose_name=_("Leader who goes along"),
    )
    stage = models.CharField(max_length=9, choices=VisitStage, default=VisitStage.PLANNED)
    cancel_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    key = models.UUIDField(null=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = pgettext_lazy("one", "Trip"), pgettext_lazy("several", "Trips")
        ordering = ("-starts_at", "-id")
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="visit_planned_once")]
        indexes = [
            models.Index(fields=["district", "-starts_at", "-id"], name="visits_by_time"),
            models.Index(fields=["district", "kind", "-starts_at", "-id"], name="visits_by_kind"),
            models.Index(fields=["district", "stage", "-starts_at", "-id"], name="visits_by_stage"),
            models.Index(fields=["unit", "-starts_at", "-id"], name="visits_of_unit"),
            models.Index(fields=["leader", "-starts_at", "-id"], name="visits_of_leader"),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def tone(self) -> str:
        return TONES[VisitStage(self.stage)]

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def is_planned(self) -> bool:
        return self.stage == VisitStage.PLANNED

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def is_held(self) -> bool:
        return self.stage in HELD

    @property
    def is_cancelled(self) -> bool:
        return self.stage == VisitStage.CANCELLED

    def has_come(self, at: datetime) -> bool:
        return self.day <= timezone.localdate(at)


class Goer(models.Model):
    """An official who goes along, and the unit they go for."""

    visit = models.ForeignKey(Visit, models.CASCADE, db_index=False, related_name="goers")
    user = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")

    class Meta:
        verbose_name_plural = _("Officials on trips")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["visit", "user"], name="goes_once")]
        indexes = [
            models.Index(fields=["user", "visit"], name="goer_by_user"),
            models.Index(fields=["unit", "visit"], name="goer_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.short_name} {self.user.name}"
