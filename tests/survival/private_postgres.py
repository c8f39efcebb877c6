"""A PostgreSQL cluster of our own in a temporary folder, to be killed without harm to anybody's data."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from bench.processes import answers, children_of, free_port, is_alive, wait_for


def server_programs() -> Path | None:
    """The newest on this machine, in PATH or where Debian keeps them."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


class PrivatePostgres:
    def __init__(self) -> None:
        programs = server_programs()
        assert programs
        self.programs, self.port = programs, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="qifu-pg-"))
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> "PrivatePostgres":
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self.user = next(entry for entry in pwd.getpwall() if entry.pw_name in ("postgres", "nobody"))
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self._run(
            "initdb",
            "-D",
            str(self.folder / "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
        )
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        arguments = ["-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "log"), "-o", options]
        self._run("pg_ctl", *arguments, "start")
        wait_for(lambda: answers(self.port), 30, "PostgreSQL answering")

    def kill(self) -> None:
        """The postmaster; its children notice and end by themselves, and until then hold the memory a new one asks for."""
        lock = self.folder / "data" / "postmaster.pid"
        pid = int(lock.read_text().split()[0])
        everyone = [pid, *children_of(pid)]
        os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not any(is_alive(each) for each in everyone), 60, "PostgreSQL gone")
        lock.unlink()  # a dead process whom nobody has buried yet counts as alive with pg_ctl, which would refuse

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        user = (
            {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
            if os.geteuid() == 0
            else {}
        )
        subprocess.run(
            [str(self.programs / program), *arguments], cwd=self.folder, check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user  # type: ignore[call-overload]
        )  # fmt: skip
