from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.enterprises.models.enterprise import Enterprise
from qifu.organisations.models import District, Unit


class ProjectStage(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("project", "Planned")
    STARTED = "started", pgettext_lazy("project", "Started")
    FINISHED = "finished", pgettext_lazy("project", "Finished")
    STOPPED = "stopped", pgettext_lazy("project", "Stopped")


class Project(models.Model):
    """重点项目: a key construction project. Investment in 10k yuan."""

    district = models.ForeignKey(District, models.PROTECT, related_name="projects")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="projects")
    name = models.CharField(_("Name"), max_length=100)
    stage = models.CharField(
        pgettext_lazy("project", "Stage"), max_length=10, choices=ProjectStage, default=ProjectStage.PLANNED
    )
    investment = models.PositiveBigIntegerField(_("Investment (10k yuan)"), null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Responsible unit")
    )
    address = models.CharField(pgettext_lazy("place", "Address"), max_length=150, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("Key project"), _("Key projects")
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name
