"""责任分解: what each unit has to do by when, what it reports every month, and what happened to it."""

from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import Aspect, StoredFile
from qifu.liaison.models.programme import Programme
from qifu.liaison.words import TONES, DutyStage, ReportStage
from qifu.lib.workdays import due_date
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role

OVERSEERS = (Role.INSPECTOR, Role.LEADER, Role.OPERATOR)


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, actor: Actor) -> "DutyQuerySet":
        """The office sees all, a unit those it leads or helps with; what is not handed down is the office's alone."""
        if actor.role == Role.OFFICE:
            return self.filter(district=actor.district)
        handed_down = self.exclude(stage=DutyStage.DRAFT)
        if actor.role in (Role.OFFICER, Role.HEAD):
            helped = Duty.co_units.through.objects.filter(duty=OuterRef("pk"), unit=actor.unit)
            return handed_down.filter(Q(unit=actor.unit) | Exists(helped), district=actor.district)
        if actor.role in OVERSEERS:
            return handed_down.filter(district=actor.district)
        if actor.role == Role.CITY:
            return handed_down.filter(district__parent=actor.district)
        return self.none()

    def open(self) -> "DutyQuerySet":
        return self.filter(stage=DutyStage.OPEN)

    def for_list(self) -> "DutyQuerySet":
        return self.select_related("unit", "aspect", "programme")

    def for_detail(self) -> "DutyQuerySet":
        return self.select_related("unit", "aspect", "programme", "district").prefetch_related("co_units")


class Duty(models.Model):
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Responsible unit"))
    co_units = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("Co-operating units")
    )
    aspect = models.ForeignKey(
        Aspect, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Aspect")
    )
    title = models.CharField(_("Duty"), max_length=80)
    content = models.TextField(_("What is to be done"), max_length=2000)
    due_at = models.DateTimeField(_("Due"))
    order = models.PositiveSmallIntegerField(_("Order"), default=0)
    stage = models.CharField(
        pgettext_lazy("programme", "Stage"),
        max_length=8,
        choices=DutyStage,
        default=DutyStage.DRAFT,
        editable=False,
    )
    percent = models.PositiveSmallIntegerField(
        pgettext_lazy("duty", "Done"), default=0, editable=False
    )  # as last reported
    handed_down_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)  # finished or dropped

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ("order", "id")
        constraints = [
            models.UniqueConstraint(fields=["programme", "unit", "title"], name="duty_title_once_a_unit")
        ]
        indexes = [models.Index(fields=["district", "due_at", "id"], name="duties_by_due")]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES[DutyStage(self.stage)]

    @property
    def due_on(self) -> date:
        return due_date(self.due_at)


class DutyReport(models.Model):
    """A unit's report on one duty for one month. One that was sent back stays on record beside its successor."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="reports")
    month = models.DateField(_("Month"))  # its first day
    text = models.TextField(_("Progress"), max_length=2000)
    percent = models.PositiveSmallIntegerField(
        pgettext_lazy("duty", "Done"), validators=[MaxValueValidator(100)]
    )
    stage = models.CharField(
        pgettext_lazy("programme", "Stage"), max_length=9, choices=ReportStage, default=ReportStage.FILED
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    who = models.CharField(max_length=80)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, db_index=False, related_name="+")
    file_name = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=500, blank=True)  # the office's, when it confirms or sends back

    class Meta:
        ordering = ("-month", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "month"], condition=~Q(stage="sent_back"), name="one_report_a_month"
            )
        ]
        indexes = [models.Index(fields=["district", "stage", "id"], name="reports_by_stage")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.duty}"

    @property
    def tone(self) -> str:
        return TONES[ReportStage(self.stage)]


class DutyEvent(models.Model):
    """One line of a duty's history; the database refuses to change or delete it."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    who = models.CharField(max_length=80)
    note = models.TextField(blank=True)
    month = models.DateField(null=True)  # of the report that it is about

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.verb} {self.duty}"
