from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models.appeal import Appeal
from qifu.organisations.models import District, User


class StoredFile(models.Model):
    """A file's content, kept once under its SHA-256 below MEDIA_ROOT."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def path(self) -> str:
        return f"{self.digest[:2]}/{self.digest[2:4]}/{self.digest}"


class Attachment(models.Model):
    """A file on an appeal. `public`: the company sees it too."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, db_index=False, related_name="+")
    name = models.CharField(_("File name"), max_length=100)
    public = models.BooleanField(default=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["appeal", "file", "name"], name="attached_once")]

    def __str__(self) -> str:
        return self.name
