"""`python -m bench [--sizes 10000 100000] [--databases sqlite]`: every size on every database, then results.md."""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench import results
from bench.server import ROOT

POSTGRES = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
SIZES = (10_000, 100_000, 1_000_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="how many appeals (four events each)"
    )
    parser.add_argument(
        "--databases", nargs="+", choices=("sqlite", "postgresql"), default=("sqlite", "postgresql")
    )
    parser.add_argument("--turns", type=int, default=200, help="how often each page is asked")
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "results.md")
    parser.add_argument("--no-import", action="store_true", help="leave out the import of 100,000 rows")
    given = parser.parse_args()
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit("The bench was stopped.")
    )  # and takes its databases with it
    measured: dict[str, list[dict[str, Any]]] = {}
    for database in given.databases:
        if database == "postgresql" and (why := unreachable()):
            print(
                f"PostgreSQL is left out: {why}. Name one with BENCH_POSTGRES=postgres://user@host:port/.",
                file=sys.stderr,
            )
            continue
        for size in sorted(given.sizes):
            with_import = not given.no_import and size == min(given.sizes)
            print(f"== {database}, {size} appeals", file=sys.stderr, flush=True)
            measured.setdefault(database, []).append(one(database, size, given.turns, with_import))
            given.results.write_text(results.page(measured, POSTGRES if "postgresql" in measured else ""))
    print(f"{given.results} is written.")


def one(database: str, size: int, turns: int, with_import: bool) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory(prefix="qifu-bench-") as folder,
        place(database, size, Path(folder)) as url,
    ):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QIFU_")}
        environment = {
            **kept,
            "DATABASE_URL": url,
            "QIFU_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DEBUG": "0",
        }
        ended = subprocess.run(
            [sys.executable, "-m", "bench.one", str(size), str(turns), "import" if with_import else "-"],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        if ended.returncode:
            if (log := Path(folder) / "server.log").exists():
                shutil.copy(log, Path(tempfile.gettempdir()) / "qifu-bench-server.log")
                print(log.read_text()[-3000:], file=sys.stderr)
            sys.exit(f"The bench of {size} appeals on {database} did not come to its end.")
        found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
        return found


@contextmanager
def place(database: str, size: int, folder: Path) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{folder / 'qifu.sqlite3'}"
        return
    name = f"qifu_bench_{size}_{os.getpid()}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def unreachable() -> str:
    try:
        psycopg.connect(POSTGRES, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        return str(error).strip().splitlines()[0]
    return ""


if __name__ == "__main__":
    main()
