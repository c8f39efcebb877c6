"""Which events are there for good. Ids are given out before their transactions commit, so the highest one seen is not enough."""

from django.db import connection, transaction
from django.db.models import Max

from qifu.appeals.models import Event
from qifu.lib.append_only import SEAL_LOCK


def highest_settled() -> int:
    """The highest event id below which every id has been committed or never will be."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with (
                connection.cursor() as cursor
            ):  # waits for the writers in flight, and holds up new ones for this moment
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
        return Event.objects.aggregate(highest=Max("id"))["highest"] or 0
