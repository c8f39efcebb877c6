"""An installation as one archive that either database can read: every row as a line of JSON, every attachment, the ledger's key.

The rows are one moment's: PostgreSQL gives a repeatable-read snapshot, SQLite a read transaction beside its writers.
Files are copied after the rows; since a file is stored before a row names it and never changes, none can be missing.
"""

import hashlib
import json
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from qifu.organisations.refusals import Refused

FORMAT = 1
# What a new place makes for itself, or must not carry over.
LEFT_OUT = {
    "sessions.session",
    "axes.accessattempt",
    "axes.accesslog",
    "axes.accessfailurelog",
    "appeals.figuresmark",
    "appeals.figuresmonth",
    "contenttypes.contenttype",
    "auth.permission",
    "auth.group",
}
BATCH = 1000


def tables() -> list[type[models.Model]]:
    """Every table with data, many-to-many ones too; the order does not matter, since foreign keys are checked at commit."""
    return [
        m
        for m in apps.get_models(include_auto_created=True)
        if m._meta.managed and m._meta.label_lower not in LEFT_OUT
    ]


def write_archive(target: Path) -> dict[str, int]:
    """Returns the number of rows by table. The archive appears under its name only when it is whole."""
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        work = Path(folder)
        counts = {}
        with snapshot():
            for model in tables():
                counts[model._meta.label_lower] = _dump(model, work / f"{model._meta.label_lower}.jsonl")
        (work / "ledger.key").write_text(settings.LEDGER_KEY)
        members = {path.name: _digest(path) for path in sorted(work.iterdir())}
        manifest = {
            "format": FORMAT, "made_at": datetime.now(UTC).isoformat(), "migrations": _migrations(), "rows": counts,
            "members": members,
        }  # fmt: skip
        (work / "manifest.json").write_text(json.dumps(manifest, indent=1))
        whole = work / "whole.tar.gz"
        with tarfile.open(whole, "w:gz", compresslevel=3) as archive:
            for name in ("manifest.json", *members):
                archive.add(work / name, name)
            if settings.MEDIA_ROOT.exists():
                archive.add(settings.MEDIA_ROOT, "files")
        whole.chmod(0o600)  # it holds the ledger's key and everybody's data
        whole.replace(target)
    return counts


def read_archive(source: Path) -> dict[str, int]:
    """Into an empty installation; anything that does not fit is refused before a row is written."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _unpack(source, work)
        manifest = _checked_manifest(work)
        with transaction.atomic():
            for model in tables():
                _load(model, work / f"{model._meta.label_lower}.jsonl")
            _move_files(work / "files")
            _take_key((work / "ledger.key").read_text())
        _reset_sequences()
    rows: dict[str, int] = manifest["rows"]
    return rows


@contextmanager
def snapshot() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        connection.ensure_connection()
        cursor = connection.cursor()
        cursor.execute("BEGIN DEFERRED")  # atomic() would begin IMMEDIATE and hold up every writer
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def _dump(model: type[models.Model], path: Path) -> int:
    columns = model._meta.concrete_fields
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in model._base_manager.order_by("pk").iterator(chunk_size=BATCH):
            values = [None if getattr(row, c.attname) is None else c.value_to_string(row) for c in columns]
            file.write(json.dumps(values, ensure_ascii=False) + "\n")
            count += 1
    return count


def _load(model: type[models.Model], path: Path) -> None:
    columns = model._meta.concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(c.column)) for c in columns)
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 - names of our own tables
    with path.open(encoding="utf-8") as file, connection.cursor() as cursor:
        batch: list[list[Any]] = []
        for line in file:
            values = json.loads(line)
            batch.append(
                [c.get_db_prep_save(_value(c, v), connection) for c, v in zip(columns, values, strict=True)]
            )
            if len(batch) == BATCH:
                cursor.executemany(sql, batch)
                batch = []
        if batch:
            cursor.executemany(sql, batch)


def _value(column: Any, value: Any) -> Any:
    if value is None or isinstance(column, models.JSONField):
        return value
    if isinstance(column, models.ForeignKey):
        return column.target_field.to_python(value)
    return column.to_python(value)


def _checked_manifest(work: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((work / "manifest.json").read_text())
        members = manifest["members"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused("This is not an archive of Qifu: it has no manifest.") from error
    if manifest.get("format") != FORMAT or manifest.get("migrations") != _migrations():
        raise Refused(
            "The archive was made by another version of Qifu. Install that version, restore, then update."
        )
    for name, digest in members.items():
        if not (work / name).exists() or _digest(work / name) != digest:
            raise Refused(f"The archive is damaged: {name} does not match its digest. Nothing was restored.")
    for model in tables():
        if model._base_manager.exists() and model._meta.app_label != "django_tasks_database":
            raise Refused(
                f"This installation is not empty ({model._meta.label} has rows). Restore into a new place: set QIFU_DATA_DIR or DATABASE_URL."
            )
    key = (work / "ledger.key").read_text()
    if settings.LEDGER_KEY_GIVEN and key != settings.LEDGER_KEY:
        raise Refused(
            "QIFU_LEDGER_KEY differs from the archive's ledger key: unset it, or set the archive's."
        )
    return manifest


def _take_key(key: str) -> None:
    """In place of the one that this installation made at its start; the file's mode, 600, stays."""
    if not settings.LEDGER_KEY_GIVEN:
        (settings.DATA_DIR / "ledger.key").write_text(key)
        settings.LEDGER_KEY = key


def _move_files(folder: Path) -> None:
    if not folder.exists():
        return
    for path in folder.rglob("*"):
        if path.is_file():
            target = settings.MEDIA_ROOT / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(sql)


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
    except (OSError, EOFError, zlib.error, tarfile.TarError) as error:
        raise Refused(
            f"{source} cannot be read as an archive: {str(error).rstrip('.')}. Nothing was restored."
        ) from error


def _migrations() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
