"""What is on record beside the ledger: settings changed, sign-ins, data unmasked, lists exported.

Append-only; the database refuses UPDATE and DELETE. Read by the audit administrator.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.organisations.models.district import District
from qifu.organisations.models.user import User


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

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["district", "kind", "-id"], name="log_by_kind"),
            models.Index(fields=["subject", "-id"], name="log_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}: {self.what}"
