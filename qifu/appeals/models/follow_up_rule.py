"""How often a company is called before it counts as not reachable, and how long it can judge by link."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.models import District, User


class FollowUpRule(models.Model):
    """One version of a district's rule, never changed; the highest is in force."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="follow_up_rules")
    version = models.PositiveSmallIntegerField(default=1)
    days_tried = models.PositiveSmallIntegerField(
        _("Days with calls in vain before it is not reachable"),
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    retry_days = models.PositiveSmallIntegerField(
        _("Working days until the next try"), validators=[MaxValueValidator(30)]
    )
    link_days = models.PositiveSmallIntegerField(
        _("Days that the link for judging is good for"),
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    source = models.CharField(pgettext_lazy("rule", "Source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=["district", "version"], name="follow_up_rule_version_once")
        ]

    def __str__(self) -> str:
        return str(_("Follow-up, version %(version)s") % {"version": self.version})
