"""`qifu up`, whole as it runs in production, around the measures."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import answers, children_of, command_of, cpu_ms, free_port, memory_mb, wait_for

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def served(folder: Path) -> Iterator["Server"]:
    """The database and folder are those of this process's environment."""
    port = free_port()
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(port), "--workers", "2"], cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        )  # fmt: skip
    server = Server(process.pid, port)
    try:
        wait_for(lambda: process.poll() is not None or answers(port), 120, "qifu up serving")
        if process.poll() is not None:
            raise SystemExit((folder / "server.log").read_text())
        yield server
    finally:
        process.send_signal(
            signal.SIGTERM
        )  # SIGINT would be ignored where a shell started the bench in the background
        process.wait(30)


class Server:
    def __init__(self, pid: int, port: int) -> None:
        self.pid, self.port = pid, port

        self._workers: list[int] = []

    @property
    def web_workers(self) -> list[int]:
        """granian's first process only holds the port and watches; its children answer."""
        if not self._workers:
            first = min(pid for pid in children_of(self.pid) if "granian" in command_of(pid))
            self._workers = [pid for pid in children_of(first) if "tracker" not in command_of(pid)]
        return self._workers

    def web_worker_mb(self) -> list[float]:
        return sorted(memory_mb(pid) for pid in self.web_workers)

    def web_cpu_ms(self) -> float:
        """What both workers have spent so far: tells a page's cost also where other programs share the cores."""
        return sum(cpu_ms(pid) for pid in self.web_workers)
