"""The ladder that overdue appeals climb: its versions, its rules, and every step that has been taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import Appeal, Clock
from qifu.organisations.models import District, Unit, User
from qifu.supervision.words import Action


class Ladder(models.Model):
    """One version of a district's rules, never changed: the steps that it brought about must remain explainable."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="ladders")
    version = models.PositiveSmallIntegerField()
    order_days = models.PositiveSmallIntegerField(_("Working days to answer an order"))
    unhappy_limit = models.PositiveSmallIntegerField(_("Unhappy follow-ups in a row that raise an order"))
    redo_limit = models.PositiveSmallIntegerField(_("Redos after which the next raises an order"))
    refusal_limit = models.PositiveSmallIntegerField(_("Units without a lead that raise an order"))
    source = models.CharField(pgettext_lazy("rule", "Source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = [models.UniqueConstraint(fields=["district", "version"], name="ladder_version_once")]

    def __str__(self) -> str:
        return f"{self.district_id} v{self.version}"


class LadderRule(models.Model):
    """One step of a ladder: so many working days after the answer was due, that is done."""

    ladder = models.ForeignKey(Ladder, models.PROTECT, db_index=False, related_name="rules")
    level = models.PositiveSmallIntegerField()
    working_days = models.PositiveSmallIntegerField(_("Working days after due"))
    action = models.CharField(max_length=9, choices=Action)

    class Meta:
        ordering = ("level",)
        constraints = [models.UniqueConstraint(fields=["ladder", "level"], name="ladder_level_once")]

    def __str__(self) -> str:
        return f"{self.level}: +{self.working_days} {self.action}"


class LadderStep(models.Model):
    """A step that a clock has climbed. `due_on` is the instant at which it was due, `fired_at` when it was taken.

    The constraint is what makes a step fire once, however many sweeps run.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    rule = models.ForeignKey(LadderRule, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="ladder_steps")
    clock = models.ForeignKey(Clock, models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    level = models.PositiveSmallIntegerField()
    action = models.CharField(max_length=9, choices=Action)
    number = models.CharField(max_length=20)  # of the notice, order or escalation that it brought about
    due_on = models.DateTimeField()
    fired_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["clock", "level"], name="climbed_once")]
        indexes = [models.Index(fields=["district", "-due_on", "-id"], name="ladder_step_by_time")]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.level}"
