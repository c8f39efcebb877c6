"""A reply, its answers as rows that the database counts, what it said before, and the problems it names."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import StoredFile
from qifu.liaison.models import Finding
from qifu.liaison.questionnaires.models.question import Version
from qifu.liaison.questionnaires.models.questionnaire import Questionnaire
from qifu.liaison.questionnaires.models.recipient import Recipient
from qifu.liaison.questionnaires.words import OVERSEERS
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, User
from qifu.organisations.roles import Role


class Reply(models.Model):
    """One a recipient. It stays in the version in which it was given, also when it is corrected."""

    recipient = models.OneToOneField(Recipient, models.PROTECT, related_name="reply")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, db_index=False, related_name="replies")
    version = models.ForeignKey(Version, models.PROTECT, db_index=False, related_name="+")
    person = models.CharField(_("Answered by"), max_length=40, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)
    revised_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("Reply"), _("Replies")
        ordering = ("id",)
        indexes = [models.Index(fields=["questionnaire", "version", "id"], name="replies_of_version")]

    def __str__(self) -> str:
        return str(self.recipient)


class Answer(models.Model):
    """One value: an option, a number, a text, a cell of a table (`place`), a file. Questionnaire and version stand here
    again, so that ten thousand replies are counted without a join.
    """

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, db_index=False, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, db_index=False, related_name="+")
    reply = models.ForeignKey(Reply, models.CASCADE, db_index=False, related_name="answers")
    key = models.CharField(max_length=8)
    place = models.PositiveSmallIntegerField(default=0)
    choice = models.CharField(max_length=100, blank=True)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, db_index=False, null=True, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["reply", "key", "place"], name="answered_once_a_reply")
        ]
        indexes = [
            models.Index(
                fields=["questionnaire", "key", "place", "choice", "number"], name="answers_counted"
            ),
            models.Index(fields=["questionnaire", "key", "-id"], name="answers_in_turn"),
        ]

    def __str__(self) -> str:
        return self.choice or self.text or str(self.number)


class Revision(models.Model):
    """What a reply said before it was corrected; never changed."""

    reply = models.ForeignKey(Reply, models.PROTECT, db_index=False, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    person = models.CharField(max_length=40, blank=True)
    way = models.CharField(max_length=8, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["reply", "number"], name="revision_of_reply_once")]

    def __str__(self) -> str:
        return f"{self.reply} {self.number}"


class ProblemQuerySet(models.QuerySet["Problem"]):
    def visible_to(self, by: Actor) -> Self:
        here = self.filter(district=by.district)
        if by.role in OVERSEERS:
            return here
        if by.role in (Role.HEAD, Role.OFFICER) and by.unit:
            return here.filter(questionnaire__unit=by.unit)
        return self.none()

    def for_list(self) -> Self:
        return self.select_related(
            "questionnaire",
            "reply__recipient",
            "finding__enterprise__street",
            "finding__appeal__lead_unit",
            "finding__by",
            "finding__unit",
        )


class Problem(models.Model):
    """“A problem I want solved”: what it became stands with the finding, whether somebody has looked at it here."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, db_index=False, related_name="problems")
    reply = models.ForeignKey(Reply, models.PROTECT, db_index=False, related_name="problems")
    key = models.CharField(max_length=8)
    finding = models.OneToOneField(Finding, models.PROTECT, related_name="problem")
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Problem in a reply"), _("Problems in replies")
        ordering = ("id",)
        indexes = [
            models.Index(fields=["district", "seen_at", "id"], name="problems_by_seen"),
            models.Index(fields=["district", "id"], name="problems_in_turn"),
            models.Index(fields=["questionnaire", "id"], name="problems_of_questionnaire"),
            models.Index(fields=["reply"], name="problems_of_reply"),
        ]

    def __str__(self) -> str:
        return str(self.finding)
