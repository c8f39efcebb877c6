"""检查表 and the numbers of the sampling inspection: both in versions, never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.models import District, User


class SamplingRule(models.Model):
    """The highest version is in force: what a draw proposes, and when something is repeated."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="sampling_rules")
    version = models.PositiveSmallIntegerField(default=1)
    share = models.PositiveSmallIntegerField(_("Share to draw, in per cent"))
    least = models.PositiveSmallIntegerField(_("At least from each unit"))
    due_days = models.PositiveSmallIntegerField(_("Working days to inspect"))
    repeats = models.PositiveSmallIntegerField(_("Draws with defects that make a repeat offender"))
    source = models.CharField(pgettext_lazy("rule", "Source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=["district", "version"], name="sampling_rule_version_once")
        ]

    def __str__(self) -> str:
        return str(_("Sampling rules, version %(version)s") % {"version": self.version})


class Checklist(models.Model):
    """One version of the form on which an inspector judges a case. A draw fixes the version for all of its cases."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="checklists")
    version = models.PositiveSmallIntegerField()
    source = models.CharField(pgettext_lazy("rule", "Source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = [models.UniqueConstraint(fields=["district", "version"], name="checklist_version_once")]

    def __str__(self) -> str:
        return str(_("Inspection form, version %(version)s") % {"version": self.version})


class ChecklistItem(models.Model):
    """`guide` says what to look at; `points` are the most that it can get."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    checklist = models.ForeignKey(Checklist, models.PROTECT, db_index=False, related_name="items")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("Item"), max_length=100)
    guide = models.CharField(_("What to look at"), max_length=300, blank=True)
    points = models.PositiveSmallIntegerField(_("Points"))

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["checklist", "position"], name="checklist_position_once")
        ]

    def __str__(self) -> str:
        return self.text
