"""Writing down what people change: who, when, before, after."""

from collections.abc import Callable
from typing import Any, ParamSpec

from django.db import models, transaction

from qifu.organisations.actors import Actor
from qifu.organisations.models import LogEntry, LogKind

Facts = dict[str, Any]
Said = ParamSpec("Said")


def entry(
    kind: LogKind,
    *,
    by: Actor,
    what: str,
    subject: models.Model | None = None,
    before: Facts | None = None,
    after: Facts | None = None,
    reason: str = "",
    address: str | None = None,
) -> LogEntry:
    """Not stored yet, for whoever stores many at once."""
    return LogEntry(
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


def _stored(make: Callable[Said, LogEntry]) -> Callable[Said, LogEntry]:
    def write(*args: Said.args, **kwargs: Said.kwargs) -> LogEntry:
        made = make(*args, **kwargs)
        made.save()
        return made

    return write


write = _stored(entry)


def name_of(row: models.Model) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def facts(row: models.Model) -> Facts:
    """The row's own columns as plain values, for before and after."""
    return {
        field.attname: value
        if isinstance(value := getattr(row, field.attname), str | int | bool | None)
        else str(value)
        for field in row._meta.concrete_fields
        if field.name not in ("password", "last_login")
    }


def difference(before: Facts | None, after: Facts) -> tuple[Facts | None, Facts]:
    """Of both only the columns that differ; of a new row all."""
    changed = sorted(key for key in after if before is None or before.get(key) != after[key])
    return {key: before[key] for key in changed} if before else None, {key: after[key] for key in changed}


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
        before, after = difference(before, facts(row))
        write(kind, by=by, what=what or str(row), subject=row, reason=reason, before=before, after=after)
    return True
