from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.enterprises.industries import SECTIONS, section_of
from qifu.enterprises.querysets import EnterpriseQuerySet
from qifu.lib.names import name_key, phone_key
from qifu.lib.size_class import Sector, SizeClass, above_scale, sector_of, size_class
from qifu.organisations.models import District, Leader, Unit

SIZES = [
    (SizeClass.LARGE.value, _("Large")),
    (SizeClass.MEDIUM.value, _("Medium")),
    (SizeClass.SMALL.value, _("Small")),
    (SizeClass.MICRO.value, _("Micro")),
]


class Enterprise(models.Model):
    """企业. Money in 10k yuan. `size` and `above_scale` are computed from the facts whenever they are saved."""

    district = models.ForeignKey(District, models.PROTECT, related_name="enterprises")
    number = models.CharField(_("Number"), max_length=12)
    name = models.CharField(_("Name"), max_length=100)
    name_key = models.CharField(max_length=100, editable=False)
    credit_code = models.CharField(_("Unified social credit code"), max_length=18, null=True, blank=True)
    street = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Street")
    )
    address = models.CharField(pgettext_lazy("place", "Address"), max_length=150, blank=True)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    phone_key = models.CharField(max_length=30, editable=False, default="")
    industry = models.CharField(_("Industry code (GB/T 4754)"), max_length=5, blank=True)
    section = models.CharField(_("Industry section"), max_length=1, editable=False, default="")
    founded = models.PositiveSmallIntegerField(_("Founded in"), null=True, blank=True)
    facts_year = models.PositiveSmallIntegerField(_("Year of the facts"), null=True, blank=True)
    staff = models.PositiveIntegerField(_("Staff"), null=True, blank=True)
    revenue = models.PositiveBigIntegerField(_("Revenue (10k yuan)"), null=True, blank=True)
    assets = models.PositiveBigIntegerField(_("Assets (10k yuan)"), null=True, blank=True)
    size = models.CharField(_("Size class"), max_length=6, choices=SIZES, null=True, editable=False)
    above_scale = models.BooleanField(_("Above scale"), null=True, editable=False)
    key = models.BooleanField(_("Key enterprise"), default=False)
    restructured = models.BooleanField(_("Restructured"), default=False)
    leader = models.ForeignKey(
        Leader,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enterprises",
        verbose_name=_("Linked leader"),
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged_from"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Enterprise"), _("Enterprises")
        ordering = ("name_key", "id")
        constraints = [
            models.UniqueConstraint(fields=["district", "number"], name="enterprise_number_once"),
            models.UniqueConstraint(
                fields=["district", "credit_code"],
                condition=Q(merged_into=None),
                name="credit_code_once_a_district",
            ),
        ]
        # With `merged_into` at the end, a list is counted and a name part is found in the index alone.
        indexes = [
            models.Index(fields=["district", "name_key", "id", "merged_into"], name="enterprise_by_name"),
            models.Index(
                fields=["district", "street", "name_key", "id", "merged_into"], name="enterprise_by_street"
            ),
            models.Index(fields=["district", "name_key", "id"], name="enterprise_key", condition=Q(key=True)),
            models.Index(
                fields=["district", "credit_code"],
                name="enterprise_by_code",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
            models.Index(fields=["district", "phone_key"], name="enterprise_by_phone"),
            models.Index(fields=["leader", "name_key", "id"], name="enterprise_by_leader"),
            models.Index(
                fields=["district", "section", "name_key", "id", "merged_into"], name="enterprise_by_section"
            ),
            models.Index(
                fields=["district", "size", "name_key", "id", "merged_into"], name="enterprise_by_size"
            ),
            models.Index(
                fields=["district", "name_key", "id"],
                name="enterprise_above_scale",
                condition=Q(above_scale=True),
            ),
            models.Index(
                fields=["district", "name_key", "id"],
                name="enterprise_restructured",
                condition=Q(restructured=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def derive(self) -> None:
        """What follows from the facts: the search keys, the section, the size class, above-scale."""
        self.name_key = name_key(self.name)[:100]
        self.phone_key = phone_key(self.phone)[:30]
        self.section = section_of(self.industry)
        sector = sector_of(self.industry) if self.industry else None
        size = size_class(sector, self.staff, self.revenue, self.assets) if sector else None
        self.size = size.value if size else None
        self.above_scale = (
            above_scale(sector is Sector.INDUSTRY, self.revenue, self.facts_year)
            if sector and self.facts_year
            else None
        )

    @property
    def survivor(self) -> "Enterprise":
        """The record that this one was merged into; a merge leaves no chains."""
        return self.merged_into or self

    @property
    def section_name(self) -> str:
        return str(SECTIONS[self.section]) if self.section else ""
