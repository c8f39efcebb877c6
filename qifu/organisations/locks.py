"""Accounts held back after too many failed sign-ins. Kept by axes; the account is locked, not the address."""

from datetime import datetime

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import Max, Sum
from django.utils import timezone


def locked_until(username: str) -> datetime | None:
    recent = AccessAttempt.objects.filter(
        username=username, attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME
    ).aggregate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    if (recent["failures"] or 0) < settings.AXES_FAILURE_LIMIT:
        return None
    until: datetime = recent["last"] + settings.AXES_COOLOFF_TIME
    return until


def unlock(username: str) -> None:
    reset(username=username)
