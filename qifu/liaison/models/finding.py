"""What was found when somebody went out to a company or asked it, and what it became."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import Appeal
from qifu.enterprises.models import Enterprise, Project
from qifu.liaison.words import Outcome
from qifu.organisations.models import District, Unit, User


class Finding(models.Model):
    """`source` and `source_id` name the stop, the reply, the call it came from (`qifu.liaison.sources`); no row of a source is ever
    deleted, so that they always lead somewhere. The appeal does not point back: it lies below.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    source = models.CharField(max_length=16)
    source_id = models.PositiveBigIntegerField()
    day = models.DateField(_("Day"))
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, db_index=False, null=True, related_name="findings"
    )
    project = models.ForeignKey(Project, models.PROTECT, db_index=False, null=True, related_name="+")
    raised_by = models.CharField(_("Raised by"), max_length=60, blank=True)
    text = models.TextField(_("What was found"), max_length=5000)
    outcome = models.CharField(_("What it became"), max_length=8, choices=Outcome, default=Outcome.OPEN)
    how = models.TextField(_("How it was settled, or why nothing follows"), max_length=5000, blank=True)
    appeal = models.OneToOneField(
        Appeal, models.PROTECT, null=True, related_name="+", verbose_name=_("Appeal")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    at = models.DateTimeField()  # when it was written down
    key = models.UUIDField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("Finding"), _("Findings")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["district", "key"], name="finding_written_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["appeal", "settled"], appeal__isnull=False)
                | Q(outcome__in=["open", "noted"], appeal=None),
                name="finding_became_what_it_says",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "source_id", "id"], name="findings_of_source"),
            models.Index(fields=["district", "source", "day"], name="findings_by_day"),
            models.Index(fields=["enterprise", "-day", "-id"], name="findings_of_company"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
