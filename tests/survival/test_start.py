"""`make run` from outside: what it says when it cannot start, how it ends, how it starts again."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time

import pytest

from bench.processes import answers, children_of, is_alive
from tests.survival.installation import ROOT, Installation

pytestmark = pytest.mark.once


def refused(installation: Installation, **environment: str) -> str:
    """The one sentence with which the start ended."""
    installation.more |= environment
    said = installation.run("up", expect=1).strip()
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1, said
    return said


def test_a_taken_port_is_named_with_what_to_do(installation):
    with socket.socket() as other:
        other.bind(("127.0.0.1", installation.port))
        other.listen()
        said = refused(installation)
    assert said == (
        f"Qifu cannot listen on 127.0.0.1:{installation.port}: Address already in use. "
        "Stop what uses it, or choose another port: PORT=8080 make run."
    )


def test_an_unreachable_database_is_named_without_its_password(installation):
    said = refused(installation, DATABASE_URL="postgres://qifu:geheim-77@127.0.0.1:1/qifu")
    assert said.startswith("Qifu cannot reach its database 127.0.0.1:1/qifu: ")
    assert said.endswith("Check DATABASE_URL and that it runs.")
    assert "geheim" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "oracle7"),
        ("QIFU_IDLE_MINUTES", "half an hour"),
        ("DEBUG", "perhaps"),
        ("PORT", "eighty"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(installation, name, value):
    said = refused(installation, **{name: value})
    assert name in said or value in said
    assert "environment" in said


def test_a_folder_that_may_not_be_written_to_is_named(installation):
    for path in installation.folder.iterdir():
        path.unlink()
    installation.folder.chmod(0o555)
    try:
        said = refused(installation) if os.geteuid() else as_nobody(installation)  # root may write everywhere
    finally:
        installation.folder.chmod(0o755)
    assert said.startswith(f"Qifu cannot write its key file {installation.folder}/")
    assert said.endswith("Give this user the right to write there, or set QIFU_DATA_DIR to another folder.")


def as_nobody(installation: Installation) -> str:
    if not shutil.which("setpriv"):
        pytest.skip("root, and no setpriv to become somebody else")
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *installation.command("up")]
    for parent in installation.folder.parents:
        if parent.stat().st_mode & 0o005 != 0o005 and parent != parent.parent and "pytest" in str(parent):
            parent.chmod(0o755)
    ended = subprocess.run(
        command, cwd=ROOT, env=installation.environment, capture_output=True, text=True, check=False
    )
    if "Permission denied" in ended.stderr and "Qifu" not in ended.stderr:
        pytest.skip("this Python is closed to other users")
    assert ended.returncode == 1, ended.stderr
    return (ended.stdout + ended.stderr).strip()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_everything_within_ten_seconds(installation, how):
    installation.start()
    with_an_open_tab = installation.browser()
    assert with_an_open_tab.get("/sign-in/").status == 200
    below = children_of(installation.process.pid)
    assert len(below) >= 5  # web with its two workers, task worker, scheduler
    assert installation.stop(how) < 10
    assert [pid for pid in below if is_alive(pid)] == []
    assert not answers(installation.port)
    assert installation.process.returncode == 0
    assert "Traceback" not in installation.log


def test_a_second_start_is_quick_and_keeps_what_was_there(installation):
    installation.start()
    installation.stop()
    before = installation.rows("SELECT count(*), max(id) FROM appeals_event")
    begun = time.monotonic()
    installation.start()
    taken = time.monotonic() - begun
    assert installation.rows("SELECT count(*), max(id) FROM appeals_event") == before
    assert re.search(r"Qifu 企服 is ready: http://127.0.0.1:\d+", installation.log)
    assert taken < 30
