from django.db import models

from qifu.organisations.models import Leader
from qifu.supervision.models.numbered import Numbered
from qifu.supervision.words import Action


class Escalation(Numbered):
    """What lies with a leader now: with the deputy head of the unit's front, or with the district head by letter.

    `text` is the circular (通报), or the hand-over letter (移交函).
    """

    SERIES = "escalation"

    action = models.CharField(max_length=9, choices=Action)
    leader = models.ForeignKey(Leader, models.PROTECT, null=True, related_name="escalations")

    class Meta(Numbered.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "serial"], name="escalation_number_once")
        ]
