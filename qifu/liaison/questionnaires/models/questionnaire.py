"""调查表: a unit's questionnaire, and each time that it was sent or reminded of."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.liaison.questionnaires.words import TONES, Batch, Stage
from qifu.lib.workdays import due_date
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def visible_to(self, by: Actor) -> Self:
        """The office, leaders and inspectors see all that were sent, the office also drafts; a unit its own, and a street or
        the zone those that its companies got.
        """
        here = self.filter(district=by.district)
        if by.district is None:
            return self.none()
        match by.role:
            case Role.OFFICE:
                return here
            case Role.LEADER | Role.INSPECTOR:
                return here.exclude(published_at=None)
            case Role.HEAD | Role.OFFICER if by.unit:
                recipients: Any = self.model._meta.get_field("recipients").related_model
                got = recipients.objects.filter(questionnaire=OuterRef("pk"), street=by.unit)
                return here.filter(Q(unit=by.unit) | Exists(got))
            case _:
                return self.none()

    def at_stage(self, stage: str, now: Any) -> Self:
        match stage:
            case Stage.DRAFT:
                return self.filter(published_at=None)
            case Stage.OPEN:
                return self.filter(published_at__isnull=False, closes_at__gt=now)
            case _:
                return self.filter(published_at__isnull=False, closes_at__lte=now)

    def for_list(self) -> Self:
        return self.select_related("unit")

    def for_detail(self) -> Self:
        return self.select_related("district", "unit", "by")


class Questionnaire(models.Model):
    """A draft until `published_at`, open until `closes_at`: the stage is told from the two. Closing by hand is an earlier
    `closes_at`, extending a later one.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=pgettext_lazy("column", "Unit")
    )
    title = models.CharField(pgettext_lazy("questionnaire", "Title"), max_length=80)
    intro = models.TextField(_("What the company reads first"), max_length=2000, blank=True)
    remind_days = models.PositiveSmallIntegerField(_("Remind by itself, days before the close"), null=True)
    published_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)  # by the clock, which happens once
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    key = models.UUIDField(null=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Questionnaire"), _("Questionnaires")
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="questionnaire_made_once")]
        indexes = [
            models.Index(fields=["district", "-id"], name="questionnaires_of_district"),
            models.Index(fields=["district", "unit", "-id"], name="questionnaires_of_unit"),
            models.Index(fields=["district", "published_at"], name="questionnaires_by_time"),
            models.Index(fields=["district", "closes_at"], name="questionnaires_by_close"),
        ]

    def __str__(self) -> str:
        return self.title

    def stage_at(self, now: datetime) -> Stage:
        if self.published_at is None:
            return Stage.DRAFT
        return Stage.OPEN if self.closes_at and now < self.closes_at else Stage.CLOSED

    @property
    def stage(self) -> Stage:
        return self.stage_at(timezone.now())

    @property
    def tone(self) -> str:
        return TONES[self.stage]

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_open(self) -> bool:
        return self.stage == Stage.OPEN

    @property
    def is_closed(self) -> bool:
        return self.stage == Stage.CLOSED

    @property
    def closes_on(self) -> date | None:
        """The last day on which it can be answered."""
        return due_date(self.closes_at) if self.closes_at else None


class Sending(models.Model):
    """Once sent or reminded: to whom, in the words of the filter, and to how many."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, db_index=False, related_name="sendings")
    batch = models.CharField(max_length=8, choices=Batch)
    target = models.JSONField(default=dict)
    words = models.CharField(max_length=300)
    count = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    key = models.UUIDField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="questionnaire_sent_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_batch_display()} {self.words}"
