"""An activity, the companies that sign up for it, its pictures."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import StoredFile
from qifu.enterprises.models import Enterprise
from qifu.liaison.activities.words import READERS, TONES, ActivityKind, ActivityStage, SignUpState
from qifu.liaison.targets import Target
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role


class ActivityQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Every official of the district sees them; a draft only the office and the unit that hosts it."""
        if by.role not in READERS or by.district is None:
            return self.none()
        here = self.filter(district=by.district)
        if by.role == Role.OFFICE:
            return here
        published = ~Q(stage=ActivityStage.DRAFT)
        return here.filter(published | Q(host=by.unit) if by.unit else published)

    def shown_to_the_public(self) -> Self:
        return self.filter(public=True).exclude(stage=ActivityStage.DRAFT)

    def for_list(self) -> Self:
        return self.select_related("host")


class Activity(models.Model):
    """`seats` counts people; none given, there is room for all. `version` tells two who change it apart."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(pgettext_lazy("activity", "Kind"), max_length=12, choices=ActivityKind)
    title = models.CharField(pgettext_lazy("activity", "Title"), max_length=80)
    starts_at = models.DateTimeField(pgettext_lazy("activity", "Begins"))
    ends_at = models.DateTimeField(pgettext_lazy("activity", "Ends"))
    place = models.CharField(pgettext_lazy("activity", "Place"), max_length=100)
    host = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Host unit")
    )
    seats = models.PositiveIntegerField(_("Seats"), null=True, blank=True)
    text = models.TextField(_("What it is about"), max_length=4000)
    open_to_all = models.BooleanField(_("Open to every company"), default=True)
    public = models.BooleanField(_("Shown on the public page"), default=True)
    target = models.JSONField(default=dict)
    stage = models.CharField(max_length=9, choices=ActivityStage, default=ActivityStage.DRAFT)
    reason = models.TextField(_("Why it is cancelled"), max_length=500, blank=True)
    results = models.TextField(_("Results"), max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=0)
    key = models.UUIDField(null=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Activity"), _("Activities")
        ordering = ("-starts_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="activity_starts_before_it_ends"
            ),
            models.UniqueConstraint(fields=["district", "key"], name="activity_planned_once"),
        ]
        indexes = [
            models.Index(fields=["district", "-starts_at", "-id"], name="activities_by_time"),
            models.Index(fields=["district", "kind", "-starts_at", "-id"], name="activities_by_kind"),
            models.Index(fields=["district", "stage", "-starts_at", "-id"], name="activities_by_stage"),
            models.Index(fields=["district", "host", "-starts_at", "-id"], name="activities_by_host"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES[ActivityStage(self.stage)]

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def is_draft(self) -> bool:
        return self.stage == ActivityStage.DRAFT

    @property
    def is_open(self) -> bool:
        return self.stage == ActivityStage.OPEN

    @property
    def is_held(self) -> bool:
        return self.stage == ActivityStage.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.stage == ActivityStage.CANCELLED

    @property
    def for_whom(self) -> Target:
        return Target.from_json(self.target)

    def takes_sign_ups(self, now: datetime) -> bool:
        return self.is_open and now < self.ends_at

    def invites(self, enterprise: Enterprise) -> bool:
        """Whether the company is one of those it is for."""
        return self.open_to_all or self.for_whom.enterprises(self.district).filter(pk=enterprise.pk).exists()

    def people(self, state: str = SignUpState.COMING) -> int:
        return int(self.sign_ups.filter(state=state).aggregate(n=Sum("people"))["n"] or 0)


class SignUpQuerySet(models.QuerySet[Any]):
    def for_list(self) -> Self:
        return self.select_related("enterprise", "by")


class SignUp(models.Model):
    """A company that comes with so many people. `came`: how many were there; None until attendance is taken."""

    activity = models.ForeignKey(Activity, models.PROTECT, db_index=False, related_name="sign_ups")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, db_index=False, related_name="sign_ups")
    name = models.CharField(_("Who comes"), max_length=40, blank=True)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    people = models.PositiveSmallIntegerField(_("Number of people"), default=1)
    state = models.CharField(max_length=7, choices=SignUpState)
    came = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    by_company = models.BooleanField(default=True)
    at = models.DateTimeField()

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Sign-up"), _("Sign-ups")
        ordering = ("id",)
        indexes = [
            models.Index(fields=["activity", "state", "id"], name="sign_ups_of_activity"),
            models.Index(fields=["activity", "id"], name="sign_ups_in_order"),
            models.Index(fields=["enterprise", "-at"], name="sign_ups_of_company"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise} ({self.people})"

    @property
    def tone(self) -> str:
        return TONES[SignUpState(self.state)]

    @property
    def is_standing(self) -> bool:
        return self.state != SignUpState.OFF


class ActivityPicture(models.Model):
    activity = models.ForeignKey(Activity, models.PROTECT, db_index=False, related_name="pictures")
    file = models.ForeignKey(StoredFile, models.PROTECT, db_index=False, related_name="+")
    name = models.CharField(max_length=120)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["activity", "file"], name="activity_picture_once")]

    def __str__(self) -> str:
        return self.name


class ActivityEvent(models.Model):
    """One line in an activity's life; the database refuses to change or delete it."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=10)
    at = models.DateTimeField()
    who = models.CharField(max_length=80)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.verb} {self.activity_id}"
