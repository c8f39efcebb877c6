from django.db import models

from qifu.meetings.models.meeting import Meeting
from qifu.meetings.models.resolution import Resolution
from qifu.organisations.models import User


class MeetingEvent(models.Model):
    """One line in the life of a meeting, or of one of its resolutions; the database refuses to change or delete it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="events")
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="events")
    verb = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    who = models.CharField(max_length=80)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.verb} {self.meeting}"
