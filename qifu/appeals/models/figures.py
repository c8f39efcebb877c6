"""What a month's appeals count, kept so that a year need not be counted each time. Derived: figures/months.py makes it anew."""

from django.db import models

from qifu.organisations.models import District


class FiguresMark(models.Model):
    """All events of the district up to `upto` are in its kept months; a month with a later one is not taken from them."""

    district = models.OneToOneField(District, models.CASCADE, primary_key=True, related_name="+")
    upto = models.PositiveBigIntegerField(default=0)
    defined = models.CharField(max_length=64, blank=True)  # under which definitions; others are not taken

    def __str__(self) -> str:
        return f"{self.district_id}: {self.upto}"


class FiguresMonth(models.Model):
    """`cells`: [[population, value of the column, counts, counts of the excluded, working days], ...]; only what is not 0."""

    district = models.ForeignKey(District, models.CASCADE, db_index=False, related_name="+")
    column = models.CharField(max_length=10)
    month = models.DateField()  # of registration
    cells = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "column", "month"], name="figures_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.column} {self.month:%Y-%m}"
