from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import Appeal
from qifu.meetings.models.meeting import Meeting
from qifu.organisations.models import District, Unit


class Item(models.Model):
    """One point of an agenda: a resolution of a former meeting, an appeal, or a topic of its own.

    `ground` says why it is there; `minutes` what was said. `version` tells apart two who write its minutes at once.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    former = models.ForeignKey(
        "Resolution", models.PROTECT, db_index=False, null=True, related_name="items_looking_back"
    )
    appeal = models.ForeignKey(Appeal, models.PROTECT, null=True, related_name="meeting_items")
    unit = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, null=True, blank=True, related_name="+",
        verbose_name=_("Reporting unit"),
    )  # fmt: skip
    title = models.CharField(_("Topic"), max_length=100)
    ground = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(_("Minutes"), max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "appeal"], condition=Q(former=None), name="appeal_once_an_agenda"
            ),
            models.UniqueConstraint(fields=["meeting", "former"], name="former_resolution_once_an_agenda"),
        ]

    def __str__(self) -> str:
        return self.title
