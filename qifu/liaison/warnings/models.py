"""A notice before enforcement 示警、提前告知: one text, and a row for each company that it warns."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import StoredFile
from qifu.enterprises.models import Enterprise
from qifu.liaison.warnings.words import OVERSEERS, RUNNING, TONES, UNIT, WarningStage
from qifu.lib.official_numbers import official_number
from qifu.lib.workdays import due_date
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User


class WarningText(models.Model):
    """What is said to all of its companies alike; frozen once it is issued."""

    SERIES = "warning"

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")
    title = models.CharField(_("Matter"), max_length=80)
    law = models.CharField(_("Law or rule"), max_length=100)
    article = models.CharField(_("Article"), max_length=60)
    wrong = models.TextField(_("What is wrong"), max_length=2000)
    remedy = models.TextField(_("What is to be put right"), max_length=2000)
    penalty = models.TextField(_("Possible penalty"), max_length=500)
    days = models.PositiveSmallIntegerField(_("Working days to put it right"))
    ask_name = models.CharField(_("Whom to ask"), max_length=40)
    ask_phone = models.CharField(_("Telephone of whom to ask"), max_length=30)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["district", "key"], name="warning_drafted_once"),
            models.UniqueConstraint(fields=["district", "year", "serial"], name="warning_numbered_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        return official_number(self.year, self.serial) if self.year and self.serial else ""


class WarnedQuerySet(models.QuerySet["Warned"]):
    def visible_to(self, by: Actor) -> Self:
        here = self.filter(district=by.district)
        if by.role in OVERSEERS:
            return here.exclude(stage=WarningStage.DRAFT)
        return here.filter(unit=by.unit) if by.role in UNIT and by.unit else self.none()

    def of_companies(self, user: User) -> Self:
        """What a company's person sees of it: nothing before it is issued."""
        return self.filter(enterprise__contacts__user=user).exclude(stage=WarningStage.DRAFT)

    def for_list(self) -> Self:
        return self.select_related("text", "unit", "enterprise")


class Warned(models.Model):
    """One company's warning. `extended`: a new date was given, which happens once."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    text = models.ForeignKey(WarningText, models.PROTECT, related_name="companies")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, db_index=False, related_name="warnings")
    stage = models.CharField(max_length=9, choices=WarningStage, default=WarningStage.DRAFT)
    at = models.DateTimeField()  # drafted, then issued
    due_at = models.DateTimeField(null=True)
    extended = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=60, blank=True)
    report = models.TextField(max_length=2000, blank=True)
    reported_at = models.DateTimeField(null=True)
    in_time = models.BooleanField(null=True)
    ended_at = models.DateTimeField(null=True)
    avoided = models.DecimalField(_("Penalty avoided, yuan"), max_digits=12, decimal_places=2, null=True)

    objects = WarnedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Notice before enforcement"), _("Notices before enforcement")
        ordering = ("-at", "-id")
        constraints = [models.UniqueConstraint(fields=["text", "enterprise"], name="company_warned_once")]
        indexes = [
            models.Index(fields=["district", "-at", "-id"], name="warned_newest_first"),
            models.Index(fields=["unit", "-at", "-id"], name="warned_by_unit"),
            models.Index(fields=["district", "stage", "-at", "-id"], name="warned_by_stage"),
            models.Index(fields=["enterprise", "-at", "-id"], name="warned_of_company"),
            models.Index(fields=["stage", "due_at", "id"], name="warned_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.text} · {self.enterprise}"

    @property
    def tone(self) -> str:
        return TONES[self.stage]

    @property
    def clock(self) -> object:
        return self.due_at if self.stage in RUNNING else None

    @property
    def due_on(self) -> date | None:
        return due_date(self.due_at) if self.due_at else None

    def is_of(self, by: Actor) -> bool:
        return by.role in UNIT and bool(by.unit and by.unit.pk == self.unit_id)


class WarnedFile(models.Model):
    warned = models.ForeignKey(Warned, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, db_index=False, related_name="+")
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class WarnedEvent(models.Model):
    """One line of a warning's history; the database refuses to change or delete it."""

    warned = models.ForeignKey(Warned, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    who = models.CharField(max_length=80)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.verb} {self.warned}"
