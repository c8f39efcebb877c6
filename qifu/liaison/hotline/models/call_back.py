"""Who is to be called back: nobody answered, the line broke, or it was promised. Answers of appeals have a desk of their own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.liaison.hotline.models.call import Call
from qifu.liaison.hotline.words import CallBackKind, CallBackState
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, User
from qifu.organisations.roles import Role


class CallBackQuerySet(models.QuerySet["CallBack"]):
    def visible_to(self, actor: Actor) -> "CallBackQuerySet":
        here = actor.role in (Role.OPERATOR, Role.OFFICE)
        return self.filter(district=actor.district) if here else self.none()

    def for_list(self) -> "CallBackQuerySet":
        return self.select_related("call__enterprise", "call__operator").prefetch_related(
            models.Prefetch("tried", queryset=CallBackTry.objects.select_related("by"))
        )


class CallBack(models.Model):
    """`next_at`: not before then. One that is open at a time for a telephone number."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    call = models.OneToOneField(Call, models.PROTECT, related_name="call_back")
    phone_key = models.CharField(max_length=30)
    kind = models.CharField(pgettext_lazy("call-back", "Why"), max_length=8, choices=CallBackKind)
    state = models.CharField(
        pgettext_lazy("call-back", "State"),
        max_length=12,
        choices=CallBackState,
        default=CallBackState.OPEN,
    )
    next_at = models.DateTimeField(_("Next try"))
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Call-back"), _("Call-backs")
        ordering = ("next_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "phone_key"],
                condition=Q(state="open"),
                name="call_back_open_once_a_phone",
            )
        ]
        indexes = [models.Index(fields=["district", "state", "next_at", "id"], name="call_backs_by_time")]

    def __str__(self) -> str:
        return str(self.call)

    @property
    def is_open(self) -> bool:
        return self.state == CallBackState.OPEN


class CallBackTry(models.Model):
    call_back = models.ForeignKey(CallBack, models.PROTECT, related_name="tried")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    reached = models.BooleanField()
    remark = models.CharField(_("Remark"), max_length=300, blank=True)
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.call_back)
