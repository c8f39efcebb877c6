"""What was found when somebody went out to a company or asked it, and what it became."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import Appeal
from qifu.enterprises.models import Enterprise, Project
from qifu.liaison.words import Outcome
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.roles import Role

OVERSEERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER)


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, actor: Actor) -> "FindingQuerySet":
        """The office, inspectors and leaders see all of the district; others what they or their unit found."""
        here = self.filter(district=actor.district)
        if actor.role in OVERSEERS:
            return here
        if actor.role in (Role.OFFICER, Role.HEAD, Role.OPERATOR):
            return here.filter(Q(unit=actor.unit) | Q(by=actor.user))
        return self.none()

    def from_(self, source: str, *ids: int) -> "FindingQuerySet":
        return self.filter(source=source, source_id__in=ids)

    def for_list(self) -> "FindingQuerySet":
        return self.select_related("appeal", "enterprise", "unit", "by")


class Finding(models.Model):
    """`source` and `source_id` name the stop, the reply, the call it came from (`qifu.liaison.sources`); no row of a source is ever
    deleted, so that they always lead somewhere. The appeal does not point back: it lies below.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    source = models.CharField(max_length=16)
    source_id = models.PositiveBigIntegerField()
    day = models.DateField(_("Day"))
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, db_index=False, null=True, related_name="findings"
    )
    project = models.ForeignKey(Project, models.PROTECT, db_index=False, null=True, related_name="+")
    raised_by = models.CharField(_("Raised by"), max_length=60, blank=True)
    text = models.TextField(pgettext_lazy("finding", "What was found"), max_length=5000)
    outcome = models.CharField(_("What it became"), max_length=8, choices=Outcome, default=Outcome.OPEN)
    how = models.TextField(_("How it was settled, or why nothing follows"), max_length=5000, blank=True)
    appeal = models.OneToOneField(
        Appeal, models.PROTECT, null=True, related_name="+", verbose_name=_("Appeal")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    at = models.DateTimeField()  # when it was written down
    key = models.UUIDField(null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Finding"), _("Findings")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["district", "key"], name="finding_written_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["appeal", "settled"], appeal__isnull=False)
                | Q(outcome__in=["open", "noted"], appeal=None),
                name="finding_became_what_it_says",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "source_id", "id"], name="findings_of_source"),
            models.Index(fields=["district", "source", "-day", "-id"], name="findings_by_source"),
            models.Index(fields=["enterprise", "-day", "-id"], name="findings_of_company"),
            models.Index(fields=["district", "-day", "-id"], name="findings_newest_first"),
            models.Index(fields=["district", "outcome", "-day", "-id"], name="findings_by_outcome"),
            models.Index(fields=["unit", "-day", "-id"], name="findings_of_unit"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_open(self) -> bool:
        return self.outcome in (Outcome.OPEN, Outcome.NOTED)
