"""`qifu up`, whole as it runs in production, around the measures."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import answers, children_of, command_of, free_port, memory_mb, wait_for

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

    def web_worker_mb(self) -> list[float]:
        """granian's first process only holds the port and watches; its children answer."""
        web = [pid for pid in children_of(self.pid) if "granian" in command_of(pid)]
        first = min(web)
        workers = [pid for pid in children_of(first) if "tracker" not in command_of(pid)]
        return sorted(memory_mb(pid) for pid in workers)
