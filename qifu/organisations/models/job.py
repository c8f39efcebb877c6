"""Long work in the background: an import, an export, a recomputation, with progress and a result to fetch."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.organisations.models.district import District
from qifu.organisations.models.user import Post

if TYPE_CHECKING:
    from qifu.organisations.actors import Actor


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, actor: "Actor") -> "JobQuerySet":
        """What this person started, and of it only what belongs to the district in which they act now."""
        return self.filter(district=actor.district, post__user=actor.user)


class Job(models.Model):
    """`input` and `output` are file names below DATA_DIR/jobs; `outcome` is what the result page shows."""

    district = models.ForeignKey(District, models.PROTECT, related_name="jobs")
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=100)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=JobState, default=JobState.WAITING)
    options = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    input = models.CharField(max_length=200, blank=True)
    output = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["district", "kind", "-id"], name="job_by_kind")]

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        if self.state == JobState.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0
