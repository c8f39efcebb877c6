"""致企业一封信: the letter, the versions of its text, and one row for each company that gets it."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.enterprises.models import Enterprise
from qifu.liaison.letters.words import CARRIERS, TONES, DeliveryState, LetterStage
from qifu.liaison.targets import Target
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role

OVERSEERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.OPERATOR)


class LetterQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Drafts are the office's; a unit sees the letters that it delivers, and its street's."""
        here = self.filter(district=by.district)
        if by.role == Role.OFFICE:
            return here
        started = here.exclude(stage=LetterStage.DRAFT)
        if by.role in OVERSEERS:
            return started
        if by.role in CARRIERS and by.unit and by.user:
            of_letter = Delivery.objects.filter(letter=OuterRef("pk"))
            return started.filter(
                Exists(of_letter.filter(unit=by.unit))
                | Exists(of_letter.filter(officer=by.user))
                | Exists(of_letter.filter(street=by.unit))
            )
        return self.none()


class Letter(models.Model):
    """`version` is that of the text, which is frozen once the letter is being delivered."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    title = models.CharField(_("Heading of the letter"), max_length=80)
    text = models.TextField(_("Text of the letter"), max_length=8000)
    dated_on = models.DateField(_("Date of the letter"))
    due_on = models.DateField(_("To be delivered by"))
    target = models.JSONField(default=dict)
    stage = models.CharField(max_length=8, choices=LetterStage, default=LetterStage.DRAFT)
    version = models.PositiveIntegerField(default=1)
    listed = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    key = models.UUIDField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Letter"), _("Letters")
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="letter_written_once")]
        indexes = [
            models.Index(fields=["district", "-id"], name="letter_newest_first"),
            models.Index(fields=["district", "started_at"], name="letter_by_start"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES[LetterStage(self.stage)]

    @property
    def is_draft(self) -> bool:
        return self.stage == LetterStage.DRAFT

    @property
    def is_sending(self) -> bool:
        return self.stage == LetterStage.SENDING

    @property
    def for_whom(self) -> Target:
        return Target.from_json(self.target)


class LetterVersion(models.Model):
    """As the text stood; the database refuses to change or delete it."""

    letter = models.ForeignKey(Letter, models.PROTECT, db_index=False, related_name="versions")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=80)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    class Meta:
        ordering = ("-version",)
        constraints = [models.UniqueConstraint(fields=["letter", "version"], name="letter_version_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class DeliveryQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """A unit sees what its people deliver and what lies in its street."""
        here = self.filter(letter__district=by.district)
        if by.role == Role.OFFICE:
            return here
        here = here.exclude(letter__stage=LetterStage.DRAFT)
        if by.role in OVERSEERS:
            return here
        if by.role in CARRIERS and by.unit and by.user:
            return here.filter(Q(unit=by.unit) | Q(officer=by.user) | Q(street=by.unit))
        return self.none()

    def for_list(self) -> Self:
        return self.select_related("enterprise", "street", "officer", "unit")

    def for_detail(self) -> Self:
        return self.select_related("letter__district", "enterprise__street", "street", "officer", "unit")


class Delivery(models.Model):
    """One company of a letter. `unit` and `officer` have it now; `address` is the one noted where the company had moved."""

    letter = models.ForeignKey(Letter, models.PROTECT, db_index=False, related_name="deliveries")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, db_index=False, related_name="letters")
    street = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    officer = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=DeliveryState, default=DeliveryState.WAITING)
    said = models.TextField(_("What they said"), max_length=2000, blank=True)
    address = models.CharField(_("New address"), max_length=150, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(null=True)  # of the state
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Delivery of a letter"), pgettext_lazy("letters", "Deliveries")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", at=None) | Q(~Q(state="waiting"), at__isnull=False),
                name="delivery_knows_when",
            )
        ]
        indexes = [
            models.Index(fields=["letter", "id"], name="deliveries_of_letter"),
            models.Index(fields=["letter", "state", "id"], name="deliveries_by_state"),
            models.Index(fields=["letter", "street", "state", "id"], name="deliveries_by_street"),
            models.Index(fields=["letter", "officer", "state", "id"], name="deliveries_by_officer"),
            models.Index(fields=["officer", "state", "letter"], name="deliveries_of_officer"),
            models.Index(fields=["enterprise", "-at"], name="deliveries_of_company"),
            models.Index(fields=["unit", "state", "letter"], name="deliveries_of_unit"),
        ]

    def __str__(self) -> str:
        return str(self.enterprise)

    @property
    def tone(self) -> str:
        return TONES[DeliveryState(self.state)]

    @property
    def is_waiting(self) -> bool:
        return self.state == DeliveryState.WAITING

    @property
    def is_delivered(self) -> bool:
        return self.state == DeliveryState.DELIVERED

    @property
    def is_moved(self) -> bool:
        return self.state == DeliveryState.MOVED

    @property
    def where(self) -> str:
        return self.address or self.enterprise.address


class DeliveryEvent(models.Model):
    """What happened at a company's door, one line each; the database refuses to change or delete it."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=9)
    at = models.DateTimeField()
    who = models.CharField(max_length=80)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.verb} {self.delivery_id}"
