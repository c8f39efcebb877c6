"""Real processes: free ports, children, memory, waiting until a port answers."""

import os
import random
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path


def free_port() -> int:
    """A free port that stays ours while its server is down.

    The system lends the ports above 32768 to outgoing connections: a client that keeps knocking at a killed server's
    port may be lent that very port, and the server then cannot have it back.
    """
    for port in random.sample(range(20000, 32000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port between 20000 and 32000")


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(condition: object, seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError(f"{what} within {seconds:.0f} s: it did not happen")
        time.sleep(0.05)


def children_of(pid: int) -> list[int]:
    """Of Linux's /proc, or of `ps` elsewhere; children of children too."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    parents: dict[int, list[int]] = {}
    for line in listed.splitlines():
        child, parent = map(int, line.split())
        parents.setdefault(parent, []).append(child)
    found, waiting = [], [pid]
    while waiting:
        below = parents.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def memory_mb(pid: int) -> float:
    """Resident, as `ps` shows it; pages shared with the other worker count in both."""
    shown = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return int(shown.strip() or 0) / 1024


def cpu_ms(pid: int) -> float:
    """User and system time so far, of Linux's /proc; 0 elsewhere."""
    try:
        shown = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(shown[11]) + int(shown[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return (
        "Z"
        not in subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout
    )
