"""What a district has decided of its hotline: the numbers, the telephone system's secret, who sits at which extension."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.models import District, User


class HotlineRule(models.Model):
    """The highest version is in force."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    answer_seconds = models.PositiveSmallIntegerField(_("Seconds within which a call is to be answered"))
    retry_minutes = models.PositiveSmallIntegerField(_("Minutes between two tries of a call-back"))
    tries = models.PositiveSmallIntegerField(_("Tries in vain after which a call-back is given up"))
    source = models.CharField(pgettext_lazy("rule", "Source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=["district", "version"], name="hotline_rule_version_once")
        ]

    def __str__(self) -> str:
        return str(_("Rules of the hotline"))


class PhoneSystem(models.Model):
    """The secret that a district's telephone system and Qifu share; one at a time, shown once."""

    district = models.OneToOneField(District, models.PROTECT, related_name="+")
    secret = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    heard_at = models.DateTimeField(null=True)  # the last record that was taken

    def __str__(self) -> str:
        return str(_("Telephone system"))


class Extension(models.Model):
    """By which the telephone system's records name an operator."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    extension = models.CharField(_("Extension"), max_length=20)
    user = models.ForeignKey(
        User, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Operator")
    )

    class Meta:
        ordering = ("extension",)
        constraints = [
            models.UniqueConstraint(fields=["district", "extension"], name="extension_once_a_district")
        ]

    def __str__(self) -> str:
        return self.extension
