from datetime import datetime

from django.utils import timezone


def at(month: int, day: int, year: int = 2026) -> datetime:
    """Ten in the morning of that day."""
    return timezone.make_aware(datetime(year, month, day, 10))  # noqa: DTZ001 - made aware at once
