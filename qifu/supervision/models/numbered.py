"""Official records with a number of the form 〔2026〕3号, which has no gaps."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone

from qifu.appeals.models import Appeal
from qifu.lib.official_numbers import official_number
from qifu.organisations.models import District, NumberSeries, Unit, User
from qifu.supervision.models.ladder import LadderStep
from qifu.supervision.words import Cause


class Numbered(models.Model):
    """What supervision sends to a unit about an appeal. `who` is the issuer as the record names them."""

    SERIES: ClassVar[str]

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="%(class)ss")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    step = models.OneToOneField(LadderStep, models.PROTECT, null=True, related_name="%(class)s")
    cause = models.CharField(max_length=11, choices=Cause)
    text = models.TextField(max_length=2000)
    issued_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    who = models.CharField(max_length=80)

    class Meta:
        abstract = True
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return official_number(self.year, self.serial)

    @classmethod
    def take_numbers(cls, district_id: int, at: datetime, count: int = 1) -> tuple[int, int]:
        """The year and the first serial, inside the transaction that stores the records."""
        year = timezone.localdate(at).year
        return year, NumberSeries.next_in(district_id, cls.SERIES, year, count)
