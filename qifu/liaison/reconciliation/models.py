"""A run lays two lists side by side; each company of the two is one difference of it, or agrees."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import StoredFile
from qifu.enterprises.models import Enterprise
from qifu.liaison.reconciliation.words import (
    OVERSEERS,
    TO_CLEAR,
    TONES,
    WORKERS,
    ClearingStage,
    DifferenceKind,
    MatchedBy,
    RunStage,
)
from qifu.lib.workdays import due_date
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Job, Unit, User
from qifu.organisations.roles import Role


def _money(label: Any = "", **kwargs: Any) -> Any:
    return models.DecimalField(label, max_digits=18, decimal_places=2, **kwargs)


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, by: Actor) -> Self:
        """A unit sees the runs that it made, and those in which it has something to clear."""
        here = self.filter(district=by.district)
        if by.role in OVERSEERS:
            return here
        if by.role in WORKERS and by.unit:
            theirs = Difference.objects.filter(run=OuterRef("pk"), unit=by.unit)
            return here.filter(Q(unit=by.unit) | Exists(theirs))
        return self.none()

    def for_list(self) -> Self:
        return self.select_related("unit", "by", "job")


class Run(models.Model):
    """The digests say which two files it was; what was told of them stays even if the files go."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    purpose = models.CharField(_("Purpose"), max_length=100)
    left_name = models.CharField(_("The left list"), max_length=60)
    right_name = models.CharField(_("The right list"), max_length=60)
    left_file = models.ForeignKey(StoredFile, models.PROTECT, db_index=False, related_name="+")
    right_file = models.ForeignKey(StoredFile, models.PROTECT, db_index=False, related_name="+")
    left_file_name = models.CharField(max_length=100)
    right_file_name = models.CharField(max_length=100)
    tolerance = _money(_("Amounts may differ by"), default=0)
    columns = models.JSONField(default=dict)
    stage = models.CharField(max_length=8, choices=RunStage, default=RunStage.COLUMNS)
    counts = models.JSONField(default=dict)
    bad = models.JSONField(default=list)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, db_index=False, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Reconciliation"), _("Reconciliations")
        ordering = ("-at", "-id")
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="run_made_once")]
        indexes = [
            models.Index(fields=["district", "-at", "-id"], name="runs_newest_first"),
            models.Index(fields=["district", "left_file", "right_file"], name="runs_of_files"),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def tone(self) -> str:
        return {"columns": "registered", "running": "handling", "done": "closed"}[self.stage]


class DifferenceQuerySet(models.QuerySet["Difference"]):
    def visible_to(self, by: Actor) -> Self:
        here = self.filter(district=by.district)
        if by.role in OVERSEERS:
            return here
        if by.role in WORKERS and by.unit:
            return here.filter(Q(unit=by.unit) | Q(run__unit=by.unit))
        return self.none()

    def to_clear(self) -> Self:
        return self.filter(kind__in=TO_CLEAR)

    def for_list(self) -> Self:
        return self.select_related("unit", "owner", "run")


class Difference(models.Model):
    """`left_rows` and `right_rows` are [line, name, amount, day, what else stood there], singly; the totals are their sums."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, db_index=False, related_name="differences")
    kind = models.CharField(max_length=10, choices=DifferenceKind)
    how = models.CharField(max_length=8, choices=MatchedBy, blank=True)
    score = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(_("Credit code"), max_length=18, blank=True)
    left_name = models.CharField(max_length=200, blank=True)
    right_name = models.CharField(max_length=200, blank=True)
    left_total = _money(null=True)
    right_total = _money(null=True)
    left_rows = models.JSONField(default=list)
    right_rows = models.JSONField(default=list)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, db_index=False, related_name="differences"
    )
    stage = models.CharField(max_length=9, choices=ClearingStage, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name=_("Owner unit")
    )
    owner = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    due_at = models.DateTimeField(_("To be cleared by"), null=True)
    at = models.DateTimeField()

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Difference"), _("Differences")
        ordering = ("id",)
        indexes = [
            models.Index(fields=["run", "kind", "id"], name="differences_by_kind"),
            models.Index(fields=["run", "stage", "id"], name="differences_by_stage"),
            models.Index(fields=["run", "unit", "id"], name="differences_by_unit"),
            models.Index(fields=["run", "code"], name="differences_by_code"),
            models.Index(fields=["unit", "stage", "due_at", "id"], name="differences_owed"),
            models.Index(fields=["enterprise", "-at", "-id"], name="differences_of_company"),
        ]

    def __str__(self) -> str:
        return self.left_name or self.right_name or self.code

    @property
    def gap(self) -> Any:
        if self.left_total is None or self.right_total is None:
            return None
        return self.left_total - self.right_total

    @property
    def tone(self) -> str:
        return TONES[ClearingStage(self.stage)]

    @property
    def due_on(self) -> date | None:
        return due_date(self.due_at) if self.due_at else None

    def is_worked_by(self, by: Actor) -> bool:
        """The owner unit's people; the office does it for them where it must."""
        if by.district is None or by.district.pk != self.district_id or by.role not in WORKERS:
            return False
        return by.role == Role.OFFICE or bool(by.unit and by.unit.pk == self.unit_id)

    def is_shared_out_by(self, by: Actor) -> bool:
        """The office, or the unit that made the run."""
        if by.district is None or by.district.pk != self.district_id or by.role not in WORKERS:
            return False
        return by.role == Role.OFFICE or bool(by.unit and by.unit.pk == self.run.unit_id)


class DifferenceEvent(models.Model):
    """One line of a difference's history; the database refuses to change or delete it."""

    difference = models.ForeignKey(Difference, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    who = models.CharField(max_length=80)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.verb} {self.difference}"
