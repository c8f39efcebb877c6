"""The government: districts, the fronts their units stand in, the units, the leaders."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class District(models.Model):
    """The tenant. A city is a district whose `parent` is null and that districts name as theirs."""

    code = models.CharField(
        _("Administrative code"),
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^\d{6}$", _("A GB/T 2260 code has six digits."))],
    )
    name = models.CharField(_("Name"), max_length=50)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    hotline = models.CharField(_("Hotline number"), max_length=30, blank=True)
    active = models.BooleanField(_("Takes appeals"), default=True)
    # Below the name on every page: the running programme's title, written by whoever starts and ends it.
    subtitle = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Front(models.Model):
    """战线: the group of units under one deputy head."""

    district = models.ForeignKey(District, models.PROTECT, related_name="fronts")
    name = models.CharField(_("Name"), max_length=30)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta:
        ordering = ("order", "id")
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="front_name_once_a_district")
        ]

    def __str__(self) -> str:
        return self.name


class UnitKind(models.TextChoices):
    OFFICE = "office", _("Programme office")
    DEPARTMENT = "department", _("Department")
    STREET = "street", _("Street")
    ZONE = "zone", _("Development zone")


class Unit(models.Model):
    district = models.ForeignKey(District, models.PROTECT, related_name="units")
    kind = models.CharField(_("Kind"), max_length=12, choices=UnitKind)
    name = models.CharField(_("Name"), max_length=50)
    short_name = models.CharField(_("Short name"), max_length=20)
    front = models.ForeignKey(
        Front, models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("Front")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Seated in")
    )
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)
    active = models.BooleanField(_("Active"), default=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Merged into")
    )
    merged_on = models.DateField(_("Merged on"), null=True, editable=False)

    class Meta:
        ordering = ("order", "id")
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="unit_name_once_a_district")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """What a merged unit has earned stays under its own name, which says where it went."""
        if self.merged_into is None:
            return self.short_name
        said = {"unit": self.short_name, "into": self.merged_into.short_name}
        return gettext("%(unit)s (merged into %(into)s)") % said


class Leader(models.Model):
    """区领导. `front` is the one the leader is in charge of; `is_head` sees the whole district."""

    district = models.ForeignKey(District, models.PROTECT, related_name="leaders")
    name = models.CharField(pgettext_lazy("person", "Name"), max_length=30)
    title = models.CharField(pgettext_lazy("person", "Title"), max_length=50)
    front = models.ForeignKey(
        Front, models.PROTECT, null=True, blank=True, related_name="leaders", verbose_name=_("Front")
    )
    is_head = models.BooleanField(_("District head"), default=False)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)
    active = models.BooleanField(_("Active"), default=True)

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return f"{self.title} {self.name}"
