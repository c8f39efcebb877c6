from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.organisations.models import District, User


class Wording(models.Model):
    """A district's own words for one kind of notice in one language; the highest version is in force."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("Title"), max_length=200)
    body = models.TextField(_("Text"), max_length=2000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(
                fields=["district", "kind", "language", "version"], name="wording_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.language} · {self.version}"
