from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from qifu.organisations.models import District, User

if TYPE_CHECKING:
    from qifu.organisations.actors import Actor


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: "Actor") -> "NoticeQuerySet":
        """One's own, in whichever post one is: what was told to a person is theirs."""
        return self.filter(user=actor.user) if actor.user else self.none()

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """What one person was told, in the words that were used. `key` names the occasion: nobody is told twice of one."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    awaits_digest = models.BooleanField(default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["user", "district", "key"], name="notice_told_once"),
        ]
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="notice_by_time"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["user"], condition=Q(awaits_digest=True), name="notice_awaits_digest"),
        ]

    def __str__(self) -> str:
        return self.title
