"""One call at the hotline, told by the desk, by the telephone system, or by both under the system's own id."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import Appeal
from qifu.enterprises.models import Enterprise
from qifu.liaison.hotline.models.knowledge import KnowledgeEntry
from qifu.liaison.hotline.words import UNHEARD, CallOutcome
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, User
from qifu.organisations.roles import Role

READERS = (Role.OPERATOR, Role.OFFICE, Role.INSPECTOR)


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, actor: Actor) -> "CallQuerySet":
        return self.filter(district=actor.district) if actor.role in READERS else self.none()

    def for_list(self) -> "CallQuerySet":
        return self.select_related("enterprise", "operator", "about", "appeal")


class Call(models.Model):
    """`day` and `hour` are those of `begun_at` in local time: what the figures are counted by."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    external_id = models.CharField(_("Telephone system's id"), max_length=64, null=True)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    phone_key = models.CharField(max_length=30, blank=True, editable=False)
    begun_at = models.DateTimeField(pgettext_lazy("call", "Begun"))
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    wait_seconds = models.PositiveIntegerField(null=True)  # only where the telephone system says so
    day = models.DateField(editable=False)
    hour = models.PositiveSmallIntegerField(editable=False)
    operator = models.ForeignKey(
        User, models.PROTECT, db_index=False, null=True, related_name="+", verbose_name=_("Operator")
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, db_index=False, null=True, related_name="hotline_calls"
    )
    enterprise_name = models.CharField(max_length=100, blank=True)
    caller_name = models.CharField(pgettext_lazy("column", "Contact"), max_length=40, blank=True)
    outcome = models.CharField(
        _("What it came to"), max_length=10, choices=CallOutcome, default=CallOutcome.NEW
    )
    note = models.TextField(pgettext_lazy("call", "What was said"), max_length=5000, blank=True)
    entry = models.ForeignKey(KnowledgeEntry, models.PROTECT, null=True, related_name="calls")
    appeal = models.OneToOneField(Appeal, models.PROTECT, null=True, related_name="+")  # that it raised
    about = models.ForeignKey(Appeal, models.PROTECT, null=True, related_name="+")  # that was asked after
    recorded_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)

    objects = CallQuerySet.as_manager()

    PERSONAL = ("phone", "phone_key", "caller_name")

    class Meta:
        verbose_name, verbose_name_plural = _("Call"), _("Calls")
        ordering = ("-begun_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["district", "external_id"], name="call_id_once_a_district"),
            models.UniqueConstraint(fields=["district", "key"], name="call_written_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["registered", "told"], appeal__isnull=False)
                | (~Q(outcome__in=["registered", "told"]) & Q(appeal=None)),
                name="call_raised_what_it_says",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "-begun_at", "-id"], name="calls_newest_first"),
            models.Index(fields=["district", "outcome", "-begun_at", "-id"], name="calls_by_outcome"),
            models.Index(fields=["district", "operator", "-begun_at", "-id"], name="calls_by_operator"),
            models.Index(fields=["district", "phone_key", "-begun_at", "-id"], name="calls_by_phone"),
            models.Index(fields=["enterprise", "-begun_at", "-id"], name="calls_of_company"),
            models.Index(
                fields=["district", "day", "hour", "operator", "outcome", "wait_seconds", "answered_at"],
                name="calls_counted",
            ),
        ]

    def __str__(self) -> str:
        return str(
            _("Call of %(instant)s") % {"instant": f"{timezone.localtime(self.begun_at):%Y-%m-%d %H:%M}"}
        )

    @property
    def is_heard(self) -> bool:
        return self.outcome not in UNHEARD

    @property
    def company(self) -> str:
        return self.enterprise.name if self.enterprise else self.enterprise_name

    @property
    def talked_seconds(self) -> int | None:
        if self.answered_at is None or self.ended_at is None:
            return None
        return max(0, int((self.ended_at - self.answered_at).total_seconds()))
