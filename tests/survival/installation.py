"""A real installation for one test: its own folder, database, port and processes."""

import fcntl
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from bench.client import Browser
from bench.processes import answers, children_of, command_of, free_port, is_alive, wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
POSTGRES = next(
    (
        url
        for name in ("DATABASE_URL", "QIFU_CI_POSTGRES")
        if (url := os.environ.get(name, "")).startswith("postgres")
    ),
    "",
)


@dataclass
class Installation:
    folder: Path
    database_url: str
    port: int = field(default_factory=free_port)
    more: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    lingering: list[str] = field(default_factory=list)  # what was still alive when `qifu up` had ended

    @property
    def environment(self) -> dict[str, str]:
        inherited = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("QIFU_", "DJANGO_", "DATABASE_", "PYTEST"))
        }
        own = {
            "QIFU_DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
        }
        return {
            **inherited,
            **own,
            "QIFU_DEMONSTRATION": "0",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **self.more,
        }

    @property
    def log(self) -> str:
        path = self.folder.parent / f"{self.folder.name}.log"
        return path.read_text() if path.exists() else ""

    def command(self, *words: str) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *words]

    def run(self, *command: str, expect: int = 0, timeout: float = 120) -> str:
        """A command of `qifu` to its end; returns all it said."""
        with only_one():
            ended = subprocess.run(
                self.command(*command),
                cwd=ROOT,
                env=self.environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=timeout,
            )
        said = ended.stdout + ended.stderr
        assert ended.returncode == expect, f"qifu {' '.join(command)} ended with {ended.returncode}:\n{said}"
        return said

    def load(self, appeals: int) -> None:
        """The bench's district with so many appeals, one in ten of them open; see bench/ground.py."""
        subprocess.run(
            [sys.executable, "-m", "bench.load", str(appeals)],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def start(self, *options: str, seconds: float = 60) -> None:
        """`qifu up` in the foreground of a terminal of its own, until it serves."""
        log = self.folder.parent / f"{self.folder.name}.log"
        with only_one(), log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command("up", *options),
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=heed_ctrl_c,
            )
            try:
                wait_for(
                    lambda: self._ended() or (f":{self.port}\n" in self.log[-4000:] and answers(self.port)),
                    seconds,
                    "qifu up serving",
                )
            except TimeoutError:
                self.stop()
                raise
        assert not self._ended(), self.log

    def _ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self, how: signal.Signals = signal.SIGINT, seconds: float = 15) -> float:
        """As Ctrl-C does it; returns how long it took. Whatever is left after that is killed."""
        if self.process is None or self.process.poll() is not None:
            return 0
        below = {pid: command_of(pid) for pid in children_of(self.process.pid)}
        begun = time.monotonic()
        self.process.send_signal(how)
        try:
            wait_for(self._ended, seconds, "qifu up ending")
        finally:
            self.lingering = [command for pid, command in below.items() if is_alive(pid)]
            for pid in [self.process.pid, *below]:
                if is_alive(pid):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait(5)
        return time.monotonic() - begun

    def part(self, name: str) -> int:
        """The process that is the web server, task worker or scheduler."""
        words = {"web": "granian", "worker": "db_worker", "scheduler": "scheduler"}
        assert self.process
        direct = [pid for pid in children_of(self.process.pid) if words[name] in command_of(pid)]
        return min(direct)

    def web_workers(self) -> list[int]:
        return [pid for pid in children_of(self.part("web")) if "resource_tracker" not in command_of(pid)]

    def browser(self) -> Browser:
        return Browser(self.port)

    def rows(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        """Straight from the database, past the product. `?` stands for a value."""
        with self._connection() as raw:
            return [tuple(row) for row in raw.execute(self._in_dialect(sql), given).fetchall()]

    def write(self, sql: str, *given: Any) -> None:
        with self._connection() as raw:
            raw.execute(self._in_dialect(sql), given)

    def _in_dialect(self, sql: str) -> str:
        return sql if self.database_url.startswith("sqlite") else sql.replace("?", "%s")

    @contextmanager
    def _connection(self) -> Iterator[Any]:
        if self.database_url.startswith("sqlite"):
            raw: Any = sqlite3.connect(
                self.database_url.removeprefix("sqlite:///"), timeout=20, isolation_level=None
            )
        else:
            raw = psycopg.connect(self.database_url, autocommit=True)
        try:
            yield raw
        finally:
            raw.close()


def heed_ctrl_c() -> None:
    """A shell that starts the tests in the background has children ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def only_one() -> Iterator[None]:
    """Starts build assets and translations in the one source tree: tests that run side by side take turns."""
    with (Path(tempfile.gettempdir()) / "qifu-survival.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def own_database(folder: Path, template: str = "") -> Iterator[str]:
    """A database URL that nobody else uses: PostgreSQL where the run's environment names one, else SQLite."""
    if not POSTGRES:
        yield f"sqlite:///{folder / 'qifu.sqlite3'}"
        return
    name = f"qifu_survival_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} {f'TEMPLATE {template}' if template else ''}")
    try:
        yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
