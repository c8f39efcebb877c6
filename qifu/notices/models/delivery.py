from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.lib.names import mask_email
from qifu.notices.models.endpoint import Endpoint
from qifu.notices.models.notice import Notice
from qifu.organisations.models import District, User

if TYPE_CHECKING:
    from qifu.organisations.actors import Actor


class Medium(models.TextChoices):
    EMAIL = "email", pgettext_lazy("medium", "E-mail")
    WEBHOOK = "webhook", _("Group robot or webhook")
    SMS = "sms", _("Text message")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery", "Waiting")
    SENT = "sent", pgettext_lazy("delivery", "Sent")
    DEAD = "dead", pgettext_lazy("delivery", "Given up")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, actor: "Actor") -> "DeliveryQuerySet":
        return self.filter(district=actor.district)

    def for_list(self) -> "DeliveryQuerySet":
        return self.select_related("user", "endpoint", "notice")


class Delivery(models.Model):
    """One message on its way out: written with what it tells, sent after that has committed, at least once.

    An e-mail without `user` goes to somebody who has no account (`letters.py`): its address stands in the payload.
    `key` goes with every attempt (Message-ID, Idempotency-Key), so that a receiver can tell a repetition.
    `next_at` is also the lease: who sends moves it on first, and what a killed worker held falls due again.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    medium = models.CharField(max_length=8, choices=Medium)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    endpoint = models.ForeignKey(Endpoint, models.CASCADE, null=True, related_name="deliveries")
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="deliveries")
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField()
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(medium="webhook", endpoint__isnull=False, user=None)
                | Q(medium="email", endpoint=None)
                | Q(medium="sms", endpoint=None, user__isnull=False),
                name="delivery_has_its_receiver",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="delivery_due"),
            models.Index(fields=["district", "state", "-id"], name="delivery_by_state"),
            models.Index(fields=["district", "-id"], name="delivery_by_district"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def receiver(self) -> str:
        """An address of somebody without an account is personal and shown masked."""
        return str(self.endpoint or self.user or mask_email(self.payload.get("to", "")))
