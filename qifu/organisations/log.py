"""Writing down what people change: who, when, before, after."""

from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from qifu.organisations.actors import Actor
from qifu.organisations.models import LogEntry, LogKind


def write(
    kind: LogKind,
    *,
    by: Actor,
    what: str,
    subject: models.Model | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    address: str | None = None,
) -> LogEntry:
    return LogEntry.objects.create(
        kind=kind,
        district=by.district,
        user=by.user,
        who=by.label or "-",
        what=what[:200],
        subject=name_of(subject) if subject else "",
        before=before,
        after=after,
        reason=reason,
        address=address,
    )


def name_of(row: models.Model) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def facts(row: models.Model) -> dict[str, Any]:
    """The row's own columns as plain values, for before and after."""
    return {
        field.attname: value
        if isinstance(value := getattr(row, field.attname), str | int | bool | None)
        else str(value)
        for field in row._meta.concrete_fields
        if field.name not in ("password", "last_login")
    }


def save(
    row: models.Model,
    *,
    by: Actor,
    kind: LogKind = LogKind.SETTING,
    what: str = "",
    reason: str = "",
    store: Callable[[], None] | None = None,
) -> bool:
    """Save a row with its log entry in one transaction. False when nothing differs.

    `store` saves it in the row's own way, where a bare `save()` would pass by one of its rules.
    """
    with transaction.atomic():
        old = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
        before, after = (facts(old) if old else None), facts(row)
        if before == after:
            return False
        (store or row.save)()
        after = facts(row)
        changed = {key for key in after if before is None or before.get(key) != after[key]}
        write(
            kind,
            by=by,
            what=what or str(row),
            subject=row,
            reason=reason,
            before={key: before[key] for key in sorted(changed)} if before else None,
            after={key: after[key] for key in sorted(changed)},
        )
    return True
