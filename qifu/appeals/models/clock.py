"""Clocks as stored instants, and the rules they were started by."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models.appeal import Appeal
from qifu.appeals.models.assignment import Assignment
from qifu.appeals.words import ClockKind, Complexity
from qifu.organisations.models import District, User


class ClockRule(models.Model):
    """How many working days a clock runs. The highest version of a (clock, complexity) is in force."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="clock_rules")
    clock = models.CharField(_("Clock"), max_length=9, choices=ClockKind)
    complexity = models.CharField(_("Complexity"), max_length=9, choices=Complexity)
    version = models.PositiveSmallIntegerField(default=1)
    working_days = models.PositiveSmallIntegerField(
        _("Working days"), null=True, blank=True
    )  # null: no such clock
    source = models.CharField(pgettext_lazy("rule", "Source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("clock", "complexity", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "clock", "complexity", "version"], name="clock_rule_version_once"
            ),
        ]

    def __str__(self) -> str:
        days = "—" if self.working_days is None else self.working_days
        return f"{self.get_clock_display()} · {self.get_complexity_display()}: {days}"


class Clock(models.Model):
    """One running or finished clock of an appeal or of one assignment.

    `due_at` is `working_days` after `counted_from`. Lateness is derived: `stopped_at` (or now) against `due_at`. While `paused_at` is set it runs for nobody.
    `fixed` marks a deadline that a person named (an extension's date): a corrected calendar leaves it alone.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="clocks")
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, db_index=False, null=True, related_name="clocks"
    )
    kind = models.CharField(max_length=9, choices=ClockKind)
    started_at = models.DateTimeField()
    counted_from = models.DateTimeField()  # as started_at, or the resumption after a pause
    working_days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    fixed = models.BooleanField(default=False)
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "kind"],
                condition=Q(stopped_at=None, assignment=None),
                name="one_open_clock_an_appeal",
            ),
            models.UniqueConstraint(
                fields=["assignment", "kind"],
                condition=Q(stopped_at=None),
                name="one_open_clock_an_assignment",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="open_clocks", condition=Q(stopped_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.due_at}"
