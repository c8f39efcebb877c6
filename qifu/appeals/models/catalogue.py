"""职责目录: which unit leads in which category, as rulings on objections have shown or the office has written."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.appeals.models.assignment import Assignment
from qifu.appeals.models.category import Category
from qifu.organisations.models import District, Unit, User


class CatalogueEntry(models.Model):
    """An entry is never changed: another one takes its place, and this one keeps when it ended and why.

    `ruling` is the disputed assignment that it grew from; empty, the office wrote it by hand. A category may stand at any level; it
    holds for what lies below it and has no entry of its own.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="catalogue", verbose_name=gettext_lazy("Category")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=gettext_lazy("Lead unit")
    )
    ruling = models.ForeignKey(Assignment, models.PROTECT, db_index=False, null=True, related_name="+")
    reason = models.CharField(pgettext_lazy("step", "Reason"), max_length=1000)
    since = models.DateTimeField(gettext_lazy("Since"))
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("category__code", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "category"], condition=Q(ended_at=None), name="one_entry_a_category"
            )
        ]
        indexes = [
            models.Index(fields=["district", "unit"], name="catalogue_of_unit", condition=Q(ended_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.unit}"

    @property
    def why(self) -> str:
        """What an assigner reads beside the suggestion."""
        day = date_format(timezone.localtime(self.since), _("F j"))
        if self.ruling:
            said = {"day": day, "number": self.ruling.appeal.number}
            return _("From the catalogue of duties: ruling of %(day)s (%(number)s)") % said
        return _("From the catalogue of duties: entered by hand on %(day)s") % {"day": day}
