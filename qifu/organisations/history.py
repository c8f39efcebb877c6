"""What the log knows of a row, in people's words: field labels for columns, names for numbers, before and after.

A model names in `PERSONAL` its columns with personal data: who reads the log sees that these changed, but not what they say.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from qifu.organisations import log
from qifu.organisations.models import LogEntry

SHOWN = 50
UNSAID = {"id", "district_id"}
MASK = "***"
Column = models.Field[Any, Any]


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str

    def __str__(self) -> str:
        texts = {"label": self.label, "before": self.before, "after": self.after}
        return (_("%(label)s: %(before)s → %(after)s") if self.before else _("%(label)s: %(after)s")) % texts


@dataclass(frozen=True)
class Told:
    """As components/timeline.html shows it."""

    entry: LogEntry
    title: str
    changes: tuple[Change, ...]

    @property
    def at(self) -> datetime:
        return self.entry.at

    @property
    def by(self) -> str:
        return self.entry.who

    @property
    def note(self) -> str:
        return "\n".join(filter(None, [*map(str, self.changes), self.entry.reason]))


def history_of(row: models.Model) -> list[Told]:
    entries = LogEntry.objects.filter(subject=log.name_of(row)).order_by("-id")[:SHOWN]
    return told(list(entries), name_additions=True)


def told(entries: Sequence[LogEntry], *, name_additions: bool = False) -> list[Told]:
    """Costs one query for each kind of row that the changes point to, however many entries there are."""
    names = _names(entries)
    return [Told(entry, _title(entry, name_additions), tuple(_changes(entry, names))) for entry in entries]


def _title(entry: LogEntry, name_additions: bool) -> str:
    if not name_additions or entry.after is None:
        return entry.what
    return _("Changed") if entry.before is not None else _("Added")


def _changes(entry: LogEntry, names: dict[str, dict[str, str]]) -> Iterable[Change]:
    columns = _columns(entry)
    before, after = entry.before or {}, entry.after or {}
    for key in {**before, **after}:
        column = columns.get(key)
        old, new = (_shown(column, side.get(key), names) for side in (before, after))
        if key in UNSAID or (entry.before is None and not new):
            continue
        yield Change(_label(key, column), old or ("—" if entry.before is not None else ""), new or "—")


def _columns(entry: LogEntry) -> dict[str, Column]:
    name = entry.subject.partition(":")[0]
    model = next((model for model in apps.get_models() if model._meta.model_name == name), None)
    return {column.attname: column for column in model._meta.concrete_fields} if model else {}


def _label(key: str, column: Column | None) -> str:
    return str(column.verbose_name) if column is not None else key


def _names(entries: Sequence[LogEntry]) -> dict[str, dict[str, str]]:
    """Of each kind of row that is pointed to: number -> name."""
    wanted: dict[type[models.Model], set[object]] = defaultdict(set)
    for entry in entries:
        for key, column in _columns(entry).items():
            if isinstance(column, models.ForeignKey) and key not in UNSAID:
                numbers = {(side or {}).get(key) for side in (entry.before, entry.after)} - {None, ""}
                if numbers:
                    wanted[column.related_model].update(numbers)
    return {
        model._meta.label: {str(pk): str(row) for pk, row in model._default_manager.in_bulk(numbers).items()}
        for model, numbers in wanted.items()
    }


def _shown(column: Column | None, value: object, names: dict[str, dict[str, str]]) -> str:
    if value is None or value == "":
        return ""
    if column is not None and column.name in getattr(column.model, "PERSONAL", ()):
        return MASK
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(column, models.ForeignKey):
        return names.get(column.related_model._meta.label, {}).get(str(value), str(value))
    if isinstance(column, models.DateTimeField) and (instant := parse_datetime(str(value))):
        return f"{timezone.localtime(instant):%Y-%m-%d %H:%M}"
    if column is not None and column.choices:
        return str(dict(column.flatchoices).get(value, value))
    return str(value)
