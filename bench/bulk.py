"""Filling tables fast: COPY on PostgreSQL, executemany on SQLite; indexes are built after the rows.

Durability is given up while loading only. Foreign keys are not checked while loading: the rows come from one program,
and `verify-ledger` and the pages read them afterwards.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models

Row = tuple[str | int | None, ...]
BATCH = 20_000


class Table:
    """A model's table: makes whole rows out of the columns that are named, the others have their defaults."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model, self.name = model, model._meta.db_table
        self.blank = {field.column: _plain(field.get_default()) for field in model._meta.concrete_fields}
        self.columns = tuple(self.blank)

    def row(self, **values: str | int | None) -> Row:
        row = {**self.blank, **values}
        if len(row) != len(self.columns):
            raise KeyError(f"{self.name} has no {set(values) - set(self.columns)}")
        return tuple(row.values())


def _plain(value: Any) -> str | int | None:
    if isinstance(value, bool):
        return int(value)
    return "{}" if value == {} else value


def fill(rows: Iterable[tuple[Table, Row]]) -> None:
    """Rows of several tables in one stream."""
    sink: Any = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    next(sink)
    waiting: dict[str, list[Row]] = defaultdict(list)
    tables: dict[str, Table] = {}
    for table, row in rows:
        batch = waiting[table.name]
        batch.append(row)
        if len(batch) == BATCH:
            sink.send((table, batch))
            waiting[table.name] = []
        tables[table.name] = table
    for name, batch in waiting.items():
        sink.send((tables[name], batch))
    sink.close()
    _after([table.model for table in tables.values()])


def _sqlite() -> Iterator[None]:
    connection.close()
    raw = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=OFF")
    raw.execute("PRAGMA cache_size=-400000")
    later = _without_indexes(
        raw.execute,
        "SELECT name, sql FROM sqlite_master WHERE type='index' AND sql IS NOT NULL AND tbl_name IN ({})",
    )
    raw.execute("BEGIN")
    try:
        while True:
            table, batch = yield
            places = ",".join("?" * len(table.columns))
            raw.executemany(f"INSERT INTO {table.name} ({_names(table)}) VALUES ({places})", batch)
    finally:
        raw.execute("COMMIT")
        for statement in later:
            raw.execute(statement)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()


def _postgresql() -> Iterator[None]:
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = psycopg.connect(url(), autocommit=True)
    raw.execute("SET session_replication_role = replica")  # no foreign keys, no triggers: for this session
    raw.execute("SET timezone = 'UTC'")
    raw.execute("SET synchronous_commit = off")
    raw.execute("SET maintenance_work_mem = '512MB'")
    later = _without_indexes(
        raw.execute,
        "SELECT i.indexname, i.indexdef FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conname = i.indexname"
        " WHERE c.oid IS NULL AND i.schemaname = 'public' AND i.tablename IN ({})",
    )
    try:
        while True:
            table, batch = yield
            with (
                raw.cursor() as cursor,
                cursor.copy(f"COPY {table.name} ({_names(table)}) FROM STDIN") as copy,
            ):
                copy.write("".join([_line(row) for row in batch]))
    finally:
        for statement in later:
            raw.execute(statement)
        raw.close()


def _line(row: Row) -> str:
    return "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"


def _names(table: Table) -> str:
    return ",".join(f'"{column}"' for column in table.columns)


HEAVY = ("appeals_appeal", "appeals_event", "appeals_clock", "appeals_assignment", "appeals_answer", "enterprises_enterprise", "enterprises_contact")  # fmt: skip


def _without_indexes(execute: Any, query: str) -> list[str]:
    """Drop the indexes that no primary key or named constraint needs; returns the statements that make them again."""
    found = list(execute(query.format(",".join(f"'{name}'" for name in HEAVY))).fetchall())
    for name, _sql in found:
        execute(f'DROP INDEX "{name}"')
    return [sql for _name, sql in found]


def _after(written: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)
    analyse()


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def url() -> str:
    """The database as libpq wants it."""
    database = settings.DATABASES["default"]
    return psycopg.conninfo.make_conninfo(
        host=database["HOST"],
        port=database["PORT"] or 5432,
        user=database["USER"],
        password=database["PASSWORD"],
        dbname=database["NAME"],
    )
