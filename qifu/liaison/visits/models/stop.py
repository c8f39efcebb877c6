"""A stop of a trip: the company or project, and what is written down there on a telephone."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import StoredFile
from qifu.appeals.words import Way
from qifu.enterprises.models import Enterprise, Project
from qifu.liaison.visits.models.visit import Visit
from qifu.liaison.visits.words import SENTENCES, VisitStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, User


class StopQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        return self.filter(visit__in=Visit.objects.visible_to(by))

    def visited(self) -> Self:
        return self.filter(finished_at__isnull=False)

    def owing(self) -> Self:
        """Feedback is owed: visited, and not given yet."""
        return self.filter(feedback_at=None, feedback_due_at__isnull=False)

    def for_list(self) -> Self:
        return self.select_related(
            "visit__unit", "visit__lead", "visit__leader", "enterprise", "project", "feedback_by"
        )

    def for_detail(self) -> Self:
        return self.for_list().select_related(
            "visit__district", "signature", "checked_in_by", "enterprise__street"
        )


class Stop(models.Model):
    """`latitude` and `longitude` are coarse, two decimals: about a kilometre. A trip's stops are never deleted once it has begun."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, db_index=False, related_name="stops")
    position = models.PositiveSmallIntegerField()
    day = models.DateField()
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, db_index=False, related_name="visit_stops")
    project = models.ForeignKey(Project, models.PROTECT, db_index=False, null=True, related_name="+")
    checked_in_at = models.DateTimeField(null=True)
    checked_in_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    latitude = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    longitude = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    visited_name = models.CharField(_("Visited person"), max_length=40, blank=True)
    signature = models.ForeignKey(StoredFile, models.PROTECT, db_index=False, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    skipped = models.CharField(_("Why the stop was left out"), max_length=200, blank=True)
    feedback_due_at = models.DateTimeField(null=True)
    feedback_at = models.DateTimeField(null=True)
    feedback_way = models.CharField(pgettext_lazy("feedback", "How"), max_length=8, choices=Way, blank=True)
    feedback_to = models.CharField(pgettext_lazy("feedback", "To whom"), max_length=40, blank=True)
    feedback_said = models.TextField(pgettext_lazy("feedback", "What was told"), max_length=1000, blank=True)
    feedback_by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")

    objects = StopQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = pgettext_lazy("trip", "Stop"), pgettext_lazy("trip", "Stops")
        ordering = ("position", "id")
        indexes = [
            models.Index(fields=["visit", "position", "id"], name="stops_of_visit"),
            models.Index(fields=["enterprise", "-day", "-id"], name="stops_of_company"),
            models.Index(
                fields=["district", "feedback_due_at", "id"],
                name="feedback_owed",
                condition=Q(feedback_at=None, feedback_due_at__isnull=False),
            ),
            models.Index(
                fields=["district", "day", "enterprise"],
                name="stops_by_day",
                condition=Q(finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.project.name if self.project else self.enterprise.name

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_over(self) -> bool:
        return self.is_finished or bool(self.skipped)

    @property
    def owes_feedback(self) -> bool:
        return self.feedback_due_at is not None and self.feedback_at is None

    @property
    def state(self) -> tuple[str, str]:
        """Tone and word."""
        if self.skipped:
            return "declined", str(pgettext_lazy("stop", "Left out"))
        if self.is_finished:
            return "closed", str(pgettext_lazy("stop", "Finished"))
        if self.checked_in_at:
            return "handling", str(pgettext_lazy("stop", "On site"))
        return "registered", str(pgettext_lazy("stop", "To come"))

    @property
    def is_written(self) -> bool:
        """Whether anything can be written down here."""
        return not self.skipped and self.visit.stage != VisitStage.CANCELLED


class Note(models.Model):
    stop = models.ForeignKey(Stop, models.PROTECT, related_name="notes")
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Notes on visits")
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.text[:60]


class Picture(models.Model):
    """The same picture stands at a stop once."""

    stop = models.ForeignKey(Stop, models.PROTECT, db_index=False, related_name="pictures")
    file = models.ForeignKey(StoredFile, models.PROTECT, db_index=False, related_name="+")
    name = models.CharField(max_length=100)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Pictures of visits")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["stop", "file"], name="picture_once_a_stop")]

    def __str__(self) -> str:
        return self.name


class VisitEvent(models.Model):
    """One line in the life of a trip; the database refuses to change or delete it.

    `key` is that of the request which brought it about: one that is sent again is known by it and changes nothing. `at` is when it happened,
    `received_at` when a telephone without a connection could say so.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="events")
    stop = models.ForeignKey(Stop, models.PROTECT, db_index=False, null=True, related_name="+")
    verb = models.CharField(max_length=12)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, db_index=False, null=True, related_name="+")
    who = models.CharField(max_length=80)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    key = models.UUIDField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="visit_event_once")]

    def __str__(self) -> str:
        return f"{self.verb} {self.visit}"

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.verb])
