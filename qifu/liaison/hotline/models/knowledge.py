"""What the hotline can answer at once: questions with their answers, and the pieces of words by which they are found."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit
from qifu.organisations.roles import OFFICIALS, Role


class KnowledgeQuerySet(models.QuerySet["KnowledgeEntry"]):
    def visible_to(self, actor: Actor) -> "KnowledgeQuerySet":
        if actor.role not in OFFICIALS or actor.role == Role.CITY:
            return self.none()
        return self.filter(district=actor.district)

    def offered(self, today: date | None = None) -> "KnowledgeQuerySet":
        """In use, and good still."""
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=today or timezone.localdate()), active=True
        )


class KnowledgeEntry(models.Model):
    """Every change is a line of history. `uses` counts the calls that were answered with it."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Unit"))
    question = models.CharField(pgettext_lazy("knowledge", "Question"), max_length=200)
    answer = models.TextField(pgettext_lazy("knowledge", "Answer"), max_length=5000)
    basis = models.CharField(_("Basis"), max_length=300, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    review_on = models.DateField(_("To be reviewed on"), null=True, blank=True)
    active = models.BooleanField(_("In use"), default=True)
    uses = models.PositiveIntegerField(pgettext_lazy("knowledge", "Used"), default=0, editable=False)

    objects = KnowledgeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Knowledge entry"), _("Knowledge entries")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["district", "-id"], name="knowledge_newest_first"),
            models.Index(fields=["district", "unit", "-id"], name="knowledge_of_unit"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def is_offered(self) -> bool:
        return self.active and not self.is_expired


class KnowledgePiece(models.Model):
    """One piece of an entry's words; in the question it weighs more than in the answer."""

    district = models.ForeignKey(District, models.CASCADE, db_index=False, related_name="+")
    piece = models.CharField(max_length=16)
    entry = models.ForeignKey(KnowledgeEntry, models.CASCADE, related_name="pieces")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["district", "piece", "entry", "weight"], name="knowledge_by_piece")]

    def __str__(self) -> str:
        return self.piece
