"""领导挂点联系: how often a leader owes each linked company a contact, and the contacts that there were."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.words import Way
from qifu.enterprises.models import Enterprise
from qifu.organisations.models import District, Leader, User


class ContactRhythm(models.Model):
    """The highest version is in force. `months` after the last contact the next one is due."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="contact_rhythms")
    version = models.PositiveSmallIntegerField(default=1)
    months = models.PositiveSmallIntegerField(_("Months between two contacts"))
    source = models.CharField(pgettext_lazy("rule", "Source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=["district", "version"], name="contact_rhythm_version_once")
        ]

    def __str__(self) -> str:
        return str(_("every %(months)s months") % {"months": self.months})


class LeaderContact(models.Model):
    """One contact of a leader with a linked company: a visit, a call, a talk at a meeting."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    leader = models.ForeignKey(Leader, models.PROTECT, db_index=False, related_name="contacts")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, db_index=False, related_name="leader_contacts")
    day = models.DateField(_("Day"))
    way = models.CharField(pgettext_lazy("column", "Way"), max_length=8, choices=Way)
    said = models.TextField(_("What was said"), max_length=1000)
    at = models.DateTimeField()  # when it was written down
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    key = models.UUIDField(null=True)

    class Meta:
        ordering = ("-day", "-id")
        constraints = [
            models.UniqueConstraint(fields=["district", "key"], name="leader_contact_written_once")
        ]
        indexes = [
            models.Index(fields=["leader", "enterprise", "-day"], name="leader_contacts"),
            models.Index(fields=["enterprise", "-day", "-id"], name="leader_contacts_of_company"),
            models.Index(fields=["district", "day"], name="leader_contacts_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.leader} → {self.enterprise} {self.day}"
