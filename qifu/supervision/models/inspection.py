"""抽检: one drawn case being inspected, and each version of what was found."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import Appeal
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role
from qifu.supervision.words import Consequence, InspectionState

EVERYTHING = (Role.OFFICE, Role.INSPECTOR, Role.SYSTEM)


class InspectionQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Everything, the own unit's or the own front's; a head reads what was found, and not who is to look where."""
        if by.role is None or by.district is None:
            return self.none()
        here = self.filter(district=by.district)
        match by.role:
            case role if role in EVERYTHING:
                return here
            case Role.HEAD if by.unit:
                return here.filter(unit=by.unit)
            case Role.LEADER if by.leader and by.leader.is_head:
                return here
            case Role.LEADER if by.leader and by.leader.front_id:
                return here.filter(unit__front=by.leader.front_id)
            case Role.CITY:
                return self.filter(Q(district=by.district) | Q(district__parent=by.district))
            case _:
                return self.none()

    def for_list(self) -> Self:
        return self.select_related("draw", "appeal__enterprise", "unit", "inspector", "district")


class Inspection(models.Model):
    """`due_at` is None once nothing is due any more. The verdict that stands is repeated here, for lists and figures."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    draw = models.ForeignKey("Draw", models.PROTECT, db_index=False, related_name="inspections")
    drawn = models.OneToOneField("Drawn", models.PROTECT, related_name="inspection")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="inspections")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")
    inspector = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=InspectionState, default=InspectionState.OPEN)
    due_at = models.DateTimeField(pgettext_lazy("column", "Due"), null=True)
    done_at = models.DateTimeField(pgettext_lazy("inspection", "Inspected"), null=True)
    version = models.PositiveSmallIntegerField(default=0)
    solved = models.BooleanField(null=True)
    defect = models.BooleanField(null=True)
    consequence = models.CharField(max_length=8, choices=Consequence, blank=True)
    score = models.PositiveSmallIntegerField(null=True)
    most = models.PositiveSmallIntegerField(null=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["district", "-id"], name="inspection_newest_first"),
            models.Index(fields=["district", "state", "due_at", "id"], name="inspection_by_state"),
            models.Index(fields=["draw", "unit", "-id"], name="inspection_by_draw"),
            models.Index(fields=["unit", "-id"], name="inspection_by_unit"),
            models.Index(fields=["inspector", "state", "due_at", "id"], name="inspection_by_inspector"),
            models.Index(fields=["district", "done_at"], name="inspection_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.appeal_id}"

    @property
    def is_open(self) -> bool:
        return self.state == InspectionState.OPEN

    @property
    def is_done(self) -> bool:
        return self.state == InspectionState.DONE


class Verdict(models.Model):
    """What an inspector found, written once; a correction is a further version that says why."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    inspection = models.ForeignKey(Inspection, models.PROTECT, db_index=False, related_name="verdicts")
    version = models.PositiveSmallIntegerField()
    points = models.JSONField()  # item's key -> [points, remark]
    score = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    solved = models.BooleanField(pgettext_lazy("column", "Solved"))
    note = models.TextField(_("What was found"), max_length=1000)
    defect = models.BooleanField(pgettext_lazy("column", "Defect"))
    grounds = models.TextField(_("Grounds"), max_length=1000, blank=True)
    consequence = models.CharField(max_length=8, choices=Consequence, blank=True)
    why = models.CharField(_("Why it is corrected"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    who = models.CharField(max_length=80)
    key = models.UUIDField(null=True)

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=["inspection", "version"], name="verdict_version_once"),
            models.UniqueConstraint(fields=["district", "key"], name="verdict_written_once"),
        ]

    def __str__(self) -> str:
        return self.note[:50]


class Sharing(models.Model):
    """Who was given an inspection by whom, each time."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="sharings")
    inspector = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    who = models.CharField(max_length=80)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.inspection_id} → {self.inspector_id}"
