"""The working-day calendar: which days differ from the weekend rule, year by year.

It is the State Council's and so belongs to no district.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarYear(models.Model):
    """A year that has been loaded. Without it, nothing in that year is counted."""

    year = models.PositiveSmallIntegerField(_("Year"), primary_key=True)
    source = models.CharField(_("Source"), max_length=200)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-year",)

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    year = models.ForeignKey(CalendarYear, models.CASCADE, related_name="days")
    date = models.DateField(_("Date"), unique=True)
    working = models.BooleanField(_("Working day"))
    name = models.CharField(_("Name"), max_length=30, blank=True)

    class Meta:
        ordering = ("date",)

    def __str__(self) -> str:
        return str(self.date)
