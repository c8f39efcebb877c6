from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.organisations.models import User


class SavedView(models.Model):
    """A list's filter under a name: the page and its query string, nothing more."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=20)
    name = models.CharField(_("Name"), max_length=30)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["user", "page", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
