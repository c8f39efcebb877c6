"""座谈会、专题调研: who was asked to come, who came, what was raised, what was concluded."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import StoredFile
from qifu.enterprises.models import Enterprise
from qifu.liaison.symposia.words import TONES, TOOK_PLACE, GatheringKind, GatheringStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role

OVERSEERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER)


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def visible_to(self, actor: Actor) -> "GatheringQuerySet":
        """A unit sees those that it hosts or is asked to; a company's people those that it is asked to."""
        here = self.filter(district=actor.district)
        if actor.role in OVERSEERS:
            return here
        asked = Participant.objects.filter(gathering=OuterRef("pk"))
        if actor.role in (Role.OFFICER, Role.HEAD):
            return here.filter(Q(host=actor.unit) | Exists(asked.filter(unit=actor.unit)))
        if actor.role == Role.CONTACT and actor.user:
            return here.filter(Exists(asked.filter(enterprise__contacts__user=actor.user)))
        return self.none()

    def for_list(self) -> "GatheringQuerySet":
        return self.select_related("host")


class Gathering(models.Model):
    """`version` is compared when somebody stores: of two at once the second is told."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(_("Kind"), max_length=9, choices=GatheringKind)
    stage = models.CharField(
        pgettext_lazy("gathering", "State"),
        max_length=10,
        choices=GatheringStage,
        default=GatheringStage.PLANNED,
    )
    topic = models.CharField(pgettext_lazy("gathering", "Topic"), max_length=120)
    starts_at = models.DateTimeField(pgettext_lazy("gathering", "Time"))
    place = models.CharField(pgettext_lazy("gathering", "Place"), max_length=120)
    chair = models.CharField(pgettext_lazy("gathering", "Chair"), max_length=60)
    host = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Hosting unit")
    )
    remark = models.TextField(_("What it is about"), max_length=2000, blank=True)
    record = models.TextField(pgettext_lazy("gathering", "Record"), max_length=20_000, blank=True)
    conclusion = models.TextField(_("Conclusion"), max_length=20_000, blank=True)
    cancel_reason = models.CharField(_("Reason"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    at = models.DateTimeField()  # when it was planned
    key = models.UUIDField(null=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Symposium or research"), _("Symposia and research")
        ordering = ("-starts_at", "-id")
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="gathering_planned_once")]
        indexes = [
            models.Index(fields=["district", "-starts_at", "-id"], name="gatherings_newest_first"),
            models.Index(fields=["district", "kind", "-starts_at", "-id"], name="gatherings_by_kind"),
            models.Index(fields=["district", "stage", "-starts_at", "-id"], name="gatherings_by_stage"),
            models.Index(fields=["host", "-starts_at", "-id"], name="gatherings_of_host"),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def tone(self) -> str:
        return TONES[GatheringStage(self.stage)]

    @property
    def took_place(self) -> bool:
        return self.stage in TOOK_PLACE


class Participant(models.Model):
    """Of a company or of a unit. `came` is None until the attendance is written down."""

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="participants")
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, db_index=False, null=True, related_name="symposia"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    name = models.CharField(pgettext_lazy("person", "Name"), max_length=40, blank=True)
    title = models.CharField(pgettext_lazy("person", "Title"), max_length=60, blank=True)
    came = models.BooleanField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(enterprise__isnull=False, unit=None) | Q(enterprise=None, unit__isnull=False),
                name="participant_of_one_side",
            )
        ]
        indexes = [
            models.Index(fields=["enterprise", "gathering", "came"], name="symposia_of_company"),
            models.Index(fields=["unit", "gathering"], name="symposia_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.name}".strip()

    @property
    def side(self) -> str:
        return self.enterprise.name if self.enterprise else self.unit.short_name if self.unit else ""


class GatheringFile(models.Model):
    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, db_index=False, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
