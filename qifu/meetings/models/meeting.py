"""联席会、专题汇报会: a meeting, and the units that are asked to come."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.lib.official_numbers import official_number
from qifu.meetings.words import TONES, MeetingKind, MeetingStage, Presence
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Front, Leader, Unit
from qifu.organisations.roles import Role

OVERSEERS = (Role.OFFICE, Role.INSPECTOR)


class MeetingQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """The office sees all, a unit those it is asked to, a leader those in the chair or of the own front."""
        if by.role is None or by.district is None:
            return self.none()
        here = self.filter(district=by.district)
        match by.role:
            case role if role in OVERSEERS:
                return here
            case Role.OFFICER | Role.HEAD if by.unit:
                return here.filter(self._asking(by.unit))
            case Role.LEADER if by.leader and by.leader.is_head:
                return here
            case Role.LEADER if by.leader:
                chaired = Q(chair=by.leader)
                return here.filter(chaired | Q(front=by.leader.front_id) if by.leader.front_id else chaired)
            case Role.CITY:
                return self.filter(Q(district=by.district) | Q(district__parent=by.district))
            case _:
                return self.none()

    def expecting(self, by: Actor) -> Self:
        """Those that belong into this person's calendar; who only oversees is not expected."""
        if by.role in (Role.INSPECTOR, Role.CITY):
            return self.none()
        if by.leader and by.leader.is_head:
            return self.filter(district=by.district, chair=by.leader)
        return self.visible_to(by)

    def _asking(self, unit: Unit) -> Exists:
        return Exists(Attendance.objects.filter(meeting=OuterRef("pk"), unit=unit))

    def for_list(self) -> Self:
        return self.select_related("front", "chair", "district")

    def for_detail(self) -> Self:
        return self.select_related("front", "chair", "district").prefetch_related("attendances__unit")


class Meeting(models.Model):
    """`version` is what two people who change it at once are told apart by; `sequence` what calendars know a change by.

    `year` and `serial` number the minutes once they are finalised. `key` makes a form that is sent twice one meeting.
    """

    SERIES = "minutes"

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(pgettext_lazy("meeting", "Kind"), max_length=14, choices=MeetingKind)
    front = models.ForeignKey(
        Front, models.PROTECT, db_index=False, null=True, blank=True, related_name="+",
        verbose_name=pgettext_lazy("column", "Front"),
    )  # fmt: skip
    title = models.CharField(pgettext_lazy("meeting", "Title"), max_length=80)
    starts_at = models.DateTimeField(pgettext_lazy("meeting", "Starts"))
    ends_at = models.DateTimeField(pgettext_lazy("meeting", "Ends"))
    place = models.CharField(pgettext_lazy("meeting", "Place"), max_length=80)
    chair = models.ForeignKey(
        Leader, models.PROTECT, db_index=False, related_name="+", verbose_name=_("In the chair")
    )
    remark = models.TextField(_("What to bring and prepare"), max_length=1000, blank=True)
    stage = models.CharField(max_length=9, choices=MeetingStage, default=MeetingStage.PLANNED)
    others = models.CharField(_("Others present"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    cancel_reason = models.TextField(max_length=500, blank=True)
    finalised_at = models.DateTimeField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    key = models.UUIDField(null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="meeting_starts_before_it_ends"
            ),
            models.UniqueConstraint(fields=["district", "year", "serial"], name="minutes_number_once"),
            models.UniqueConstraint(fields=["district", "key"], name="meeting_planned_once"),
        ]
        indexes = [
            models.Index(fields=["district", "-starts_at", "-id"], name="meeting_by_time"),
            models.Index(fields=["district", "kind", "-starts_at", "-id"], name="meeting_by_kind"),
            models.Index(fields=["district", "stage", "-starts_at", "-id"], name="meeting_by_stage"),
            models.Index(fields=["district", "front", "-starts_at", "-id"], name="meeting_by_front"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """Of the minutes; empty until they are finalised."""
        return official_number(self.year, self.serial) if self.year and self.serial else ""

    @property
    def tone(self) -> str:
        return TONES[MeetingStage(self.stage)]

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def is_planned(self) -> bool:
        return self.stage == MeetingStage.PLANNED

    @property
    def is_held(self) -> bool:
        """Held, and its minutes still being written."""
        return self.stage == MeetingStage.HELD

    @property
    def is_finalised(self) -> bool:
        return self.stage == MeetingStage.FINALISED

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at <= now


class Attendance(models.Model):
    """A unit that is asked to come, and once the meeting is held who came for it."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, db_index=False, related_name="attendances")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")
    presence = models.CharField(max_length=7, choices=Presence, blank=True)
    name = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("unit__order", "unit_id")
        constraints = [models.UniqueConstraint(fields=["meeting", "unit"], name="unit_attends_once")]
        indexes = [models.Index(fields=["unit", "meeting"], name="attendance_by_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.presence}"
