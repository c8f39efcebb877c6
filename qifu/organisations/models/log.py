"""What is on record beside the ledger: settings changed, sign-ins, data unmasked, lists exported.

Append-only; the database refuses UPDATE and DELETE. Read by the audit administrator.
"""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.models.district import District
from qifu.organisations.models.user import User
from qifu.organisations.roles import Right

if TYPE_CHECKING:
    from qifu.organisations.actors import Actor


class LogKind(models.TextChoices):
    SETTING = "setting", _("Setting changed")
    ACCOUNT = "account", _("Account or post changed")
    SIGN_IN = "sign_in", _("Signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("Sign-in refused")
    SIGN_OUT = "sign_out", _("Signed out")
    UNMASK = "unmask", _("Personal data shown")
    EXPORT = "export", _("List exported")
    IMPORT = "import", _("File imported")
    ENTERPRISE = "enterprise", _("Enterprise changed")


class LogQuerySet(models.QuerySet["LogEntry"]):
    def visible_to(self, actor: "Actor") -> "LogQuerySet":
        """One's own district's, and what belongs to none: the calendar, sign-ins under a name that nobody has."""
        if not actor.may(Right.LOGS):
            return self.none()
        return self.filter(Q(district=actor.district) | Q(district=None))

    def matching(
        self,
        kind: str = "",
        who: str = "",
        since: date | None = None,
        until: date | None = None,
        words: str = "",
    ) -> "LogQuerySet":
        """Both days are included."""
        found = self.filter(kind=kind) if kind else self
        found = found.filter(who__icontains=who) if who else found
        found = found.filter(at__gte=start_of_day(since)) if since else found
        found = found.filter(at__lt=end_of_day(until)) if until else found
        return found.filter(Q(what__icontains=words) | Q(reason__icontains=words)) if words else found


class LogEntry(models.Model):
    at = models.DateTimeField(auto_now_add=True)
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("Kind"), max_length=16, choices=LogKind)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    who = models.CharField(_("Who"), max_length=80)
    what = models.CharField(_("What"), max_length=200)
    subject = models.CharField(max_length=80, blank=True)  # "unit:12", for the history of one row
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    address = models.GenericIPAddressField(null=True)

    objects = LogQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["district", "kind", "-id"], name="log_by_kind"),
            models.Index(fields=["subject", "-id"], name="log_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}: {self.what}"
