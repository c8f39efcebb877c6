"""kill -9 in the middle of filings. The clients ask again with the same key, as a browser's draft does."""

import os
import signal
import time
from collections.abc import Callable

import pytest

from bench.processes import is_alive, wait_for
from tests.survival.filing import Filings
from tests.survival.installation import POSTGRES, Installation
from tests.survival.private_postgres import PrivatePostgres, server_programs

COUNTS = [90, pytest.param(1000, marks=pytest.mark.long)]


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: not is_alive(pid), 5, f"process {pid} ending")


def kill_a_web_worker(installation: Installation) -> None:
    kill(installation.web_workers()[-1])


def kill_the_web_server(installation: Installation) -> None:
    """All of it; `qifu up` then ends too and says so, and is started again."""
    for pid in (installation.part("web"), *installation.web_workers()):
        kill(pid)
    assert installation.process
    assert installation.process.wait(15) == 1
    assert "The web server ended" in installation.log
    installation.start()


def kill_the_task_worker(installation: Installation) -> None:
    before = installation.part("worker")
    kill(before)
    time.sleep(2.5)
    assert installation.part("worker") != before


def kill_everything(installation: Installation) -> None:
    """As when the machine's power goes, short of the kernel's own memory: no process has a chance to say goodbye."""
    assert installation.process
    below = [
        installation.part("web"),
        *installation.web_workers(),
        installation.part("worker"),
        installation.part("scheduler"),
    ]
    for pid in (installation.process.pid, *below):
        os.kill(pid, signal.SIGKILL)
    installation.process.wait(5)
    installation.start()


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(
    "killing",
    [
        pytest.param(kill_a_web_worker, marks=pytest.mark.once),
        pytest.param(kill_the_web_server, marks=pytest.mark.once),
        pytest.param(kill_the_task_worker, marks=pytest.mark.once),
        kill_everything,  # the database has to stand by its word on each
    ],
)
def test_every_acknowledged_filing_is_there_once(
    installation: Installation, killing: Callable[[Installation], None], count: int
):
    installation.start()
    filings = Filings(installation, count, halfway=lambda: killing(installation))
    filings.run()
    assert "Traceback" not in installation.log
    installation.stop()
    filings.assert_each_is_there_once()
    installation.start()  # needs no repair
    assert installation.browser().get("/p/990199/file/").status == 200


@pytest.mark.parametrize("count", COUNTS)
def test_the_database_killed_in_the_middle_loses_no_acknowledged_filing(installations, tmp_path, count):
    if not POSTGRES:
        pytest.skip("SQLite has no process of its own; run with DATABASE_URL=postgres://...")
    if not server_programs():
        pytest.skip("no PostgreSQL server programs here to make a cluster of our own with")
    with PrivatePostgres() as cluster:
        installation = installations(database_url=cluster.url)
        installation.load(300)
        installation.start()

        def kill_and_start_again() -> None:
            cluster.kill()
            time.sleep(1)
            cluster.start()

        filings = Filings(installation, count, halfway=kill_and_start_again)
        filings.run()
        assert filings.asked_again > 0
        installation.stop()
        filings.assert_each_is_there_once()
