from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.appeals.words import Complexity
from qifu.organisations.models import District


class Aspect(models.Model):
    """活动方案's aspects: enterprise reform, project construction, service system, environment, ..."""

    district = models.ForeignKey(District, models.PROTECT, related_name="aspects")
    name = models.CharField(_("Name"), max_length=30)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta:
        ordering = ("order", "id")
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="aspect_once_a_district")]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """Three levels. `code` is its parent's code and two figures more, so that a prefix holds a whole branch."""

    district = models.ForeignKey(District, models.PROTECT, related_name="categories")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Above")
    )
    code = models.CharField(_("Code"), max_length=6)
    name = models.CharField(_("Name"), max_length=40)
    path = models.CharField(max_length=130, editable=False)  # "用水用电用气 / 用电 / 停电"
    aspect = models.ForeignKey(
        Aspect, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Aspect")
    )
    complexity = models.CharField(
        _("Usual complexity"),
        max_length=9,
        choices=Complexity,
        default=Complexity.SIMPLE,
    )
    active = models.BooleanField(_("Active"), default=True)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["district", "code"], name="category_code_once_a_district")
        ]

    def __str__(self) -> str:
        return self.path

    def save(self, *args: object, **kwargs: object) -> None:
        self.path = f"{self.parent.path} / {self.name}" if self.parent else self.name
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        for child in self.children.exclude(path__startswith=f"{self.path} / "):
            child.save()
