"""A plain connection to the same database with the same durability, for the floors: what one could reach without any product."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from bench.bulk import url


class Raw:
    """`%s` stands for a value, on both databases."""

    def __init__(self) -> None:
        self.is_sqlite = connection.vendor == "sqlite"
        if self.is_sqlite:
            self._sqlite = sqlite3.connect(
                settings.DATABASES["default"]["NAME"],
                isolation_level=None,
                timeout=60,
                check_same_thread=False,
            )
            for pragma in settings.DATABASES["default"]["OPTIONS"]["init_command"].split(";"):
                self._sqlite.execute(pragma)
        else:
            self._postgres: psycopg.Connection[Any] = psycopg.connect(url(), autocommit=True)

    def execute(self, sql: str, given: Sequence[Any] = ()) -> list[Any]:
        if self.is_sqlite:
            return self._sqlite.execute(sql.replace("%s", "?"), given).fetchall()
        cursor = self._postgres.execute(sql, given, prepare=True)
        return cursor.fetchall() if cursor.description else []

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.execute("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")
        yield
        self.execute("COMMIT")

    def close(self) -> None:
        (self._sqlite if self.is_sqlite else self._postgres).close()
