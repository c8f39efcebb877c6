from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.models import District, Unit


class EndpointMedium(models.TextChoices):
    WECOM = "wecom", _("WeCom group robot")
    DINGTALK = "dingtalk", _("DingTalk group robot")
    FEISHU = "feishu", _("Feishu group robot")
    JSON = "json", _("Signed JSON")


class Endpoint(models.Model):
    """A group robot or a system that hears what people of the district, or of one unit, are told."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Unit")
    )
    medium = models.CharField(_("Format"), max_length=10, choices=EndpointMedium)
    name = models.CharField(pgettext_lazy("endpoint", "Name"), max_length=50)
    url = models.URLField(pgettext_lazy("endpoint", "Address"), max_length=500)
    secret = models.CharField(_("Secret"), max_length=200, blank=True)
    language = models.CharField(_("Language"), max_length=10, default="zh-hans")
    kinds = models.JSONField(_("Kinds of notices"), default=list, blank=True)  # none named: all
    active = models.BooleanField(_("Active"), default=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="endpoint_name_once_a_district")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Only where it stands: robots carry their key in the path (Feishu) or the query (the others)."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname or ''}/…"

    def hears(self, kind: str) -> bool:
        return self.active and (not self.kinds or kind in self.kinds)
