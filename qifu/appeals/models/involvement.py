from django.db import models

from qifu.appeals.models.appeal import Appeal
from qifu.organisations.models import District, Unit


class Involvement(models.Model):
    """A unit that was ever given an appeal or has registered it: those whose people see it.

    It follows from the assignments and from `origin_unit`, and is stored beside them because no index serves the two
    at once (docs/decisions/0009-involvement.md). `verify` compares them.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, db_index=False, related_name="involvements")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "appeal"], name="involved_once")]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.unit}"
