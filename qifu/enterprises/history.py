"""What has been changed about an enterprise, its contacts and projects."""

from django.db.models import Model

from qifu.enterprises.models import Enterprise
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.history import Told, told
from qifu.organisations.models import LogEntry, LogKind

SHOWN = 30
DERIVED = ("name_key", "phone_key", "section", "merged_into_id", "created_at", "enterprise_id")


def history_of(enterprise: Enterprise) -> list[Told]:
    parts: list[Model] = [enterprise, *enterprise.contacts.all(), *enterprise.projects.all()]
    rows = LogEntry.objects.filter(kind=LogKind.ENTERPRISE, subject__in=[log.name_of(row) for row in parts])
    return told([_without_derived(entry) for entry in rows.order_by("-id")[:SHOWN]])


def save(row: Model, *, by: Actor, enterprise: Enterprise, what: str) -> bool:
    """Save an enterprise or a part of it, and say so in its history."""
    return log.save(row, by=by, kind=LogKind.ENTERPRISE, what=f"{enterprise.number} {what}")


def _without_derived(entry: LogEntry) -> LogEntry:
    for side in ("before", "after"):
        said = getattr(entry, side)
        if said is not None:
            setattr(entry, side, {key: value for key, value in said.items() if key not in DERIVED})
    return entry
