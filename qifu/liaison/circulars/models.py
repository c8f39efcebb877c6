"""A circular 情况通报: what is told to companies of a major approval or plan, and which of them have read it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import StoredFile
from qifu.enterprises.models import Enterprise
from qifu.liaison.circulars.words import KEEPERS, OVERSEERS, TONES, UNIT, About, CircularStage
from qifu.liaison.targets import Target
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role


class CircularQuerySet(models.QuerySet["Circular"]):
    def visible_to(self, by: Actor) -> Self:
        here = self.filter(district=by.district)
        if by.role in OVERSEERS:
            return here.exclude(stage=CircularStage.DRAFT)
        if by.role == Role.OFFICE:
            return here
        return here.filter(unit=by.unit) if by.role in UNIT and by.unit else self.none()

    def published(self) -> Self:
        """What everybody may read; of what was withdrawn no more than that it was."""
        return self.filter(public=True).exclude(stage=CircularStage.DRAFT)

    def for_list(self) -> Self:
        return self.select_related("unit")


class Circular(models.Model):
    """Frozen once it is issued: a correction is a further row, which `supersedes` it. No `target`: chosen by nobody yet."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Issuing unit")
    )
    title = models.CharField(pgettext_lazy("circular", "Heading"), max_length=80)
    about = models.CharField(pgettext_lazy("circular", "On"), max_length=8, choices=About)
    subject = models.CharField(_("Approval or plan that it concerns"), max_length=120, blank=True)
    text = models.TextField(pgettext_lazy("circular", "Text"), max_length=10_000)
    public = models.BooleanField(_("Everybody may read it on the public page"), default=False)
    stage = models.CharField(max_length=10, choices=CircularStage, default=CircularStage.DRAFT)
    target = models.JSONField(null=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="successor")
    at = models.DateTimeField()  # drafted, then issued
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    issued_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    reminded_on = models.DateField(null=True)
    key = models.UUIDField(null=True)

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("circular", "Circular")
        verbose_name_plural = _("Circulars")
        ordering = ("-at", "-id")
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="circular_drafted_once")]
        indexes = [
            models.Index(fields=["district", "-at", "-id"], name="circular_newest_first"),
            models.Index(fields=["unit", "-at", "-id"], name="circular_by_unit"),
            models.Index(fields=["district", "stage", "-at", "-id"], name="circular_by_stage"),
            models.Index(fields=["district", "about", "-at", "-id"], name="circular_by_matter"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES[self.stage]

    @property
    def is_draft(self) -> bool:
        return self.stage == CircularStage.DRAFT

    @property
    def is_withdrawn(self) -> bool:
        return self.stage == CircularStage.WITHDRAWN

    @property
    def newer(self) -> "Circular | None":
        """The version that stands in its place, once that is issued."""
        if self.stage != CircularStage.SUPERSEDED:
            return None
        found: Circular | None = getattr(self, "successor", None)
        return found

    @property
    def whom(self) -> Target | None:
        return None if self.target is None else Target.from_json(self.target)

    def is_kept_by(self, by: Actor) -> bool:
        """The office keeps all of its district's, a unit its own."""
        if by.role not in KEEPERS or by.district is None or by.district.pk != self.district_id:
            return False
        return by.role == Role.OFFICE or bool(by.unit and by.unit.pk == self.unit_id)


class CircularFile(models.Model):
    circular = models.ForeignKey(Circular, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, db_index=False, related_name="+")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class CircularReceipt(models.Model):
    """One company that a circular went to. `read_by` is empty where it was first opened by its link."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    circular = models.ForeignKey(Circular, models.PROTECT, db_index=False, related_name="receipts")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, db_index=False, related_name="+")
    street = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=60, blank=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["circular", "enterprise"], name="company_has_circular_once")
        ]
        indexes = [
            models.Index(fields=["circular", "id"], name="circular_receipts"),
            models.Index(fields=["circular", "street", "id"], name="circular_receipts_by_street"),
            models.Index(
                fields=["circular", "id"],
                name="circular_receipts_unread",
                condition=models.Q(read_at=None),
            ),
            models.Index(fields=["enterprise", "-at", "-id"], name="circular_of_company"),
            models.Index(fields=["district", "read_at"], name="circular_reads_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.circular} · {self.enterprise}"
