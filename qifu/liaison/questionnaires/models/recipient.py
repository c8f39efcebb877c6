"""Whom a questionnaire was sent to, and what came of it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.enterprises.models import Enterprise
from qifu.liaison.questionnaires.models.questionnaire import Questionnaire
from qifu.liaison.questionnaires.words import OVERSEERS, Told, Way
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def visible_to(self, by: Actor) -> Self:
        """All of one's own unit's questionnaires, and the companies of one's own street of any."""
        here = self.filter(district=by.district)
        if by.role in OVERSEERS:
            return here
        if by.role in (Role.HEAD, Role.OFFICER) and by.unit:
            return here.filter(Q(questionnaire__unit=by.unit) | Q(street=by.unit))
        return self.none()

    def for_list(self) -> Self:
        return self.select_related("enterprise", "street", "by")

    def for_detail(self) -> Self:
        return self.select_related("questionnaire__unit", "district", "enterprise", "street", "by")


class Recipient(models.Model):
    """`street` is that of the sending: the return rate by street stays what it was when a company moves. Links of an earlier
    `generation` open nothing.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, db_index=False, related_name="recipients"
    )
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, db_index=False, related_name="questionnaires")
    street = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    generation = models.PositiveSmallIntegerField(default=1)
    told = models.CharField(max_length=8, choices=Told, blank=True)
    sent_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    way = models.CharField(pgettext_lazy("reply", "How"), max_length=8, choices=Way, blank=True)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = (
            _("Recipient of a questionnaire"),
            _("Recipients of questionnaires"),
        )
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "enterprise"], name="questionnaire_recipient_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["questionnaire", "street", "answered_at", "id"], name="recipients_by_street"
            ),
            models.Index(fields=["questionnaire", "answered_at", "id"], name="recipients_answered"),
            models.Index(fields=["questionnaire", "told", "id"], name="recipients_by_told"),
            models.Index(fields=["questionnaire", "way", "id"], name="recipients_by_way"),
            models.Index(fields=["questionnaire", "id"], name="recipients_in_turn"),
            models.Index(fields=["enterprise", "-sent_at"], name="questionnaires_of_company"),
            models.Index(fields=["enterprise", "-answered_at"], name="replies_of_company"),
            models.Index(fields=["district", "sent_at"], name="recipients_by_time"),
            models.Index(fields=["district", "answered_at"], name="replies_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire} → {self.enterprise}"
