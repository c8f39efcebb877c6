"""Within how many days a visited company is told what becomes of what it said."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.models import District, User


class FeedbackRule(models.Model):
    """The highest version is in force. Calendar days, as on the form for the record of a visit."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="feedback_rules")
    version = models.PositiveSmallIntegerField(default=1)
    days = models.PositiveSmallIntegerField(_("Days for the feedback to the company"))
    source = models.CharField(pgettext_lazy("rule", "Source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=["district", "version"], name="feedback_rule_version_once")
        ]

    def __str__(self) -> str:
        return str(_("within %(days)s days") % {"days": self.days})
