from django.db import models

from qifu.organisations.models import User


class CalendarLink(models.Model):
    """The person's secret address of their calendar. The address is signed and not stored: `generation` stands in it,
    and a new one makes every earlier address worthless.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    generation = models.PositiveIntegerField(default=1)
    renewed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} {self.generation}"
