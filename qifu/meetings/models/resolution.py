"""会议决议: what a meeting has decided, as a task with an owner and a date."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import Appeal
from qifu.lib.workdays import due_date
from qifu.meetings.models.item import Item
from qifu.meetings.models.meeting import Meeting
from qifu.meetings.words import TONES, UNFINISHED, MeetingStage, ResolutionStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit
from qifu.organisations.roles import Role


class ResolutionQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """A unit sees its own, everybody else those of the meetings they see; a draft is the office's alone."""
        if by.role in (Role.OFFICER, Role.HEAD):
            return self.decided().filter(district=by.district, unit=by.unit) if by.unit else self.none()
        seen = self.filter(meeting__in=Meeting.objects.visible_to(by))
        return seen if by.role == Role.OFFICE else seen.decided()

    def decided(self) -> Self:
        return self.exclude(stage=ResolutionStage.DRAFT)

    def heading(self, meeting: Meeting) -> Self:
        """What earlier meetings of the same kind and front have left open: it heads this one's agenda."""
        return (
            self.filter(
                district=meeting.district_id,
                stage__in=UNFINISHED,
                meeting__kind=meeting.kind,
                meeting__front=meeting.front_id,
                meeting__stage=MeetingStage.FINALISED,
                meeting__starts_at__lt=meeting.starts_at,
            )
            .select_related("unit", "meeting", "appeal")
            .order_by("due_at", "id")
        )

    def for_list(self) -> Self:
        return self.select_related("unit", "meeting", "appeal", "district")


class Resolution(models.Model):
    """`number` is its place among the meeting's resolutions; `report` what the unit says has been done."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, db_index=False, related_name="resolutions")
    item = models.ForeignKey(Item, models.PROTECT, related_name="resolutions")
    appeal = models.ForeignKey(Appeal, models.PROTECT, null=True, related_name="resolutions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("Resolution"), max_length=500)
    unit = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Owner unit")
    )
    due_at = models.DateTimeField(_("To be done by"))
    stage = models.CharField(max_length=8, choices=ResolutionStage, default=ResolutionStage.DRAFT)
    report = models.TextField(max_length=2000, blank=True)
    reported_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ("number", "id")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="resolution_number_once_a_meeting"),
            models.UniqueConstraint(fields=["district", "key"], name="resolved_once"),
        ]
        indexes = [
            models.Index(fields=["district", "due_at", "id"], name="resolution_by_due"),
            models.Index(fields=["district", "stage", "due_at", "id"], name="resolution_by_stage"),
            models.Index(fields=["unit", "stage", "due_at", "id"], name="resolution_by_unit"),
        ]

    def __str__(self) -> str:
        return self.text[:50]

    @property
    def tone(self) -> str:
        return TONES[ResolutionStage(self.stage)]

    @property
    def due_on(self) -> date:
        return due_date(self.due_at)

    @property
    def is_draft(self) -> bool:
        return self.stage == ResolutionStage.DRAFT
