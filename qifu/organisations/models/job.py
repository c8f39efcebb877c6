"""Long work in the background: an import, an export, a recomputation, with progress and a result to fetch."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.organisations.models.district import District
from qifu.organisations.models.user import Post


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


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

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["district", "kind", "-id"], name="job_by_kind")]

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        return (
            100
            if self.state == JobState.DONE
            else min(99, self.done * 100 // self.total)
            if self.total
            else 0
        )
