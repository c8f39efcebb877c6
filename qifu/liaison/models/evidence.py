from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import StoredFile
from qifu.liaison.models.programme import Programme
from qifu.liaison.words import HEADINGS
from qifu.organisations.models import District, User


class Evidence(models.Model):
    """What the office enters by hand under one of the five: a rule issued, a mobilisation meeting, a broadcast."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="evidence")
    heading = models.CharField(
        _("Heading"), max_length=12, choices=[(heading.value, label) for heading, label in HEADINGS.items()]
    )
    title = models.CharField(_("Title"), max_length=100)
    on = models.DateField(_("Date"))
    document_number = models.CharField(_("Document number"), max_length=40, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, db_index=False, related_name="+")
    file_name = models.CharField(_("File name"), max_length=100, blank=True)
    struck = models.BooleanField(_("Struck out"), default=False)  # entered by mistake: no longer counted
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ("-on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "heading", "title", "on"], name="evidence_entered_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
