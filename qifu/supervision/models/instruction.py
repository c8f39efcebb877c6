from django.db import models

from qifu.appeals.models import Appeal
from qifu.organisations.models import District, Leader, User
from qifu.supervision.models.order import Order


class Instruction(models.Model):
    """批示: what a leader wrote on an appeal; `order` where it was turned into one."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="instructions")
    leader = models.ForeignKey(Leader, models.PROTECT, related_name="instructions")
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    text = models.TextField(max_length=500)
    at = models.DateTimeField()
    order = models.OneToOneField(Order, models.PROTECT, null=True, related_name="instruction")
    key = models.UUIDField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="instructed_once")]

    def __str__(self) -> str:
        return self.text[:50]
