"""考核办法: indicators, weights and groups as data, in versions that are never changed."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.words import Population
from qifu.assessment.words import ModeChoice, Span
from qifu.organisations.models import District, Unit, User


class Scheme(models.Model):
    """`active`: its months are computed by themselves."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    name = models.CharField(pgettext_lazy("assessment", "Name of the scheme"), max_length=40)
    active = models.BooleanField(_("Computed every month by itself"), default=False)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="scheme_name_once_a_district")
        ]

    def __str__(self) -> str:
        return self.name


class SchemeVersion(models.Model):
    """The highest version is in force; what was assessed by an earlier one stays so. Append-only."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, db_index=False, related_name="versions")
    version = models.PositiveSmallIntegerField()
    mode = models.CharField(_("Way of scoring"), max_length=10, choices=ModeChoice)
    span = models.CharField(_("Appeals assessed"), max_length=5, choices=Span)
    population = models.CharField(
        _("Population"), max_length=10, choices=Population, default=Population.ASSIGNED
    )
    cut_off_days = models.PositiveSmallIntegerField(
        _("Counted so many working days after the month's end"),
        default=0,
        validators=[MaxValueValidator(20)],
        help_text=_("0: as it stands at 24:00 of the month's last day."),
    )
    contest_days = models.PositiveSmallIntegerField(
        _("Working days to contest"), default=3, validators=[MaxValueValidator(20)]
    )
    source = models.CharField(pgettext_lazy("rule", "Source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-version",)
        constraints = [models.UniqueConstraint(fields=["scheme", "version"], name="scheme_version_once")]

    def __str__(self) -> str:
        return f"{self.scheme} v{self.version}"


class SchemeIndicator(models.Model):
    """One indicator of a version; `name` is one of the registry's, `label` its word where it is given by hand."""

    version = models.ForeignKey(SchemeVersion, models.PROTECT, db_index=False, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("Indicator"), max_length=30)
    label = models.CharField(_("What is judged by hand"), max_length=40, blank=True)
    weight = models.DecimalField(_("Weight"), max_digits=5, decimal_places=2, default=0)
    points = models.DecimalField(_("Points"), max_digits=5, decimal_places=2, default=0)
    cap = models.DecimalField(_("At most"), max_digits=5, decimal_places=2, null=True)
    floor = models.DecimalField(_("Nothing below, %"), max_digits=5, decimal_places=2, null=True)
    target = models.DecimalField(_("Nothing is lost from, %"), max_digits=5, decimal_places=2, default=100)
    minimum = models.PositiveSmallIntegerField(_("Least denominator"), default=1)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="indicator_once_a_version")]

    def __str__(self) -> str:
        return self.name


class SchemeGroup(models.Model):
    """Units that compete with one another. A version without groups takes the kinds of units."""

    version = models.ForeignKey(SchemeVersion, models.PROTECT, db_index=False, related_name="groups")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("Group"), max_length=30)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="group_once_a_version")]

    def __str__(self) -> str:
        return self.name


class GroupUnit(models.Model):
    version = models.ForeignKey(SchemeVersion, models.PROTECT, db_index=False, related_name="+")
    group = models.ForeignKey(SchemeGroup, models.PROTECT, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")

    class Meta:
        ordering = ("unit__order", "unit_id")
        constraints = [models.UniqueConstraint(fields=["version", "unit"], name="unit_in_one_group")]

    def __str__(self) -> str:
        return f"{self.group} {self.unit}"
