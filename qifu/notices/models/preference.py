from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.models import User


class Mailing(models.TextChoices):
    AT_ONCE = "at_once", _("Each one at once")
    DIGEST = "digest", _("One e-mail a day, in the morning")
    NEVER = "never", _("No e-mail")


class Preference(models.Model):
    """How one person wants to hear of notices outside the system; inside it everything is always shown."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="notice_preference")
    mailing = models.CharField(
        pgettext_lazy("medium", "E-mail"), max_length=8, choices=Mailing, default=Mailing.AT_ONCE
    )
    sms = models.BooleanField(_("Text message to my telephone"), default=False)
    quiet_from = models.TimeField(_("Quiet from"), null=True, blank=True)
    quiet_to = models.TimeField(_("Quiet to"), null=True, blank=True)
    kinds_off = models.JSONField(_("Not sent to me"), default=list, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.get_mailing_display()}"
