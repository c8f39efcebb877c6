"""What the unit claims (Answer) and what the company says of it (FollowUp, whoever asked). The inspector's is an event."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models.appeal import Appeal
from qifu.appeals.models.assignment import Assignment
from qifu.appeals.words import Claim, Satisfaction, Way
from qifu.organisations.models import District, User
from qifu.organisations.roles import Role


class Answer(models.Model):
    """答复: drafted by the officer, sent to the company when the head signs."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="answers")
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, db_index=False, null=True, related_name="answers"
    )
    claim = models.CharField(
        _("Unit's claim"), max_length=12, choices=Claim, null=True
    )  # null: imported, not said
    reply = models.TextField(_("Reply to the enterprise"), max_length=5000)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    sent_back_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.appeal_id}: {self.claim}"


class FollowUp(models.Model):
    """回访. `reached` False is an attempt without an answer; only reached ones are effective."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="follow_ups")
    answer = models.ForeignKey(Answer, models.PROTECT, db_index=False, null=True, related_name="follow_ups")
    at = models.DateTimeField()
    role = models.CharField(max_length=16, choices=Role)  # contact: the company's own rating
    user = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    way = models.CharField(pgettext_lazy("column", "Way"), max_length=8, choices=Way)
    reached = models.BooleanField(_("Reached"))
    reply_satisfaction = models.PositiveSmallIntegerField(
        _("Satisfaction with the reply"), choices=Satisfaction, null=True
    )
    solution_satisfaction = models.PositiveSmallIntegerField(
        _("Satisfaction with the solution"), choices=Satisfaction, null=True
    )
    solved = models.BooleanField(pgettext_lazy("column", "Solved"), null=True)
    remark = models.TextField(_("Remark"), max_length=1000, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.at:%Y-%m-%d}"

    @property
    def unhappy(self) -> bool:
        """With the reply or with the solution."""
        grades = (self.reply_satisfaction, self.solution_satisfaction)
        return any(grade is not None and grade <= Satisfaction.DISSATISFIED for grade in grades)
