"""Quiet hours: when a message may leave."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def leaves_at(moment: datetime, quiet_from: time | None, quiet_to: time | None) -> datetime:
    """`moment` itself, or the end of the quiet hours that it falls into; they may go over midnight. Local time."""
    if quiet_from is None or quiet_to is None or quiet_from == quiet_to:
        return moment
    local = timezone.localtime(moment)
    now, over_midnight = local.time(), quiet_from > quiet_to
    quiet = (now >= quiet_from or now < quiet_to) if over_midnight else quiet_from <= now < quiet_to
    if not quiet:
        return moment
    end = local.replace(hour=quiet_to.hour, minute=quiet_to.minute, second=quiet_to.second, microsecond=0)
    return end + timedelta(days=1) if now >= quiet_to else end
