"""The questions, in versions: once one was sent, it is never changed; another one takes its place."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.liaison.questionnaires.models.questionnaire import Questionnaire
from qifu.liaison.questionnaires.words import CHOICES, NUMBERS, Kind, Op
from qifu.lib.questions import Asked, Condition
from qifu.organisations.models import User


def new_key() -> str:
    return secrets.token_hex(4)


class Version(models.Model):
    """In force since `in_force_at`; without it, it is still being written."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, db_index=False, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    in_force_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="questionnaire_version_once"),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(in_force_at=None),
                name="questionnaire_one_being_written",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Question(models.Model):
    """`key` stays the same from version to version: by it the answers are joined. Options go by their own words."""

    version = models.ForeignKey(Version, models.CASCADE, db_index=False, related_name="questions")
    key = models.CharField(max_length=8, default=new_key)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(pgettext_lazy("column", "Kind"), max_length=8, choices=Kind)
    text = models.CharField(_("Question"), max_length=300)
    help = models.CharField(_("Help"), max_length=300, blank=True)
    required = models.BooleanField(_("Must be answered"), default=False)
    options = models.JSONField(default=list)
    low = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    low_words = models.CharField(max_length=30, blank=True)
    high_words = models.CharField(max_length=30, blank=True)
    lines = models.JSONField(default=list)
    columns = models.JSONField(default=list)  # [words, whether it takes numbers]
    when_key = models.CharField(max_length=8, blank=True)
    when_op = models.CharField(max_length=8, choices=Op, blank=True)
    when_values = models.JSONField(default=list)

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="question_once_a_version"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def condition(self) -> Condition | None:
        return Condition(self.when_key, self.when_op, tuple(self.when_values)) if self.when_key else None

    @property
    def asked(self) -> Asked:
        return Asked(self.key, self.required, self.condition)

    @property
    def has_choices(self) -> bool:
        return self.kind in CHOICES

    @property
    def has_numbers(self) -> bool:
        return self.kind in NUMBERS
