"""领导挂点联系: which leader is linked to which company, what contact each is owed, and the contacts that there were."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.words import Way
from qifu.enterprises.models import Enterprise
from qifu.organisations.models import District, Leader, User


class ContactRhythm(models.Model):
    """The highest version is in force: a visit every `visit_months`, a contact of any kind every `call_months`, and how many
    companies a leader is linked to.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="contact_rhythms")
    version = models.PositiveSmallIntegerField(default=1)
    visit_months = models.PositiveSmallIntegerField(_("Months between two visits"))
    call_months = models.PositiveSmallIntegerField(_("Months between two contacts"), default=1)
    least = models.PositiveSmallIntegerField(_("Companies a leader has at least"), default=3)
    most = models.PositiveSmallIntegerField(_("Companies a leader has at most"), default=4)
    source = models.CharField(pgettext_lazy("rule", "Source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=["district", "version"], name="contact_rhythm_version_once")
        ]

    def __str__(self) -> str:
        said = {"visit": self.visit_months, "call": self.call_months}
        return str(_("a visit every %(visit)s, a contact every %(call)s months") % said)


class LeaderLink(models.Model):
    """The history of who was linked to whom. What is so now stands with the enterprise (`Enterprise.leader`); where the register
    was changed by another way, the hour's task writes it down (`linking.settle_links`).
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    leader = models.ForeignKey(Leader, models.PROTECT, db_index=False, related_name="links")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, db_index=False, related_name="leader_links")
    since = models.DateField(pgettext_lazy("period", "Since"))
    until = models.DateField(pgettext_lazy("period", "Until"), null=True)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("Link to a leader"), _("Links to leaders")
        ordering = ("-since", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "leader"], condition=Q(until=None), name="linked_once_at_a_time"
            )
        ]
        indexes = [
            models.Index(fields=["district", "-since", "-id"], name="links_by_day"),
            models.Index(fields=["leader", "-since", "-id"], name="links_of_leader"),
            models.Index(fields=["enterprise", "-since", "-id"], name="links_of_company"),
        ]

    def __str__(self) -> str:
        return f"{self.leader} – {self.enterprise}"


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
