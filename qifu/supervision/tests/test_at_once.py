"""Several sweeps at the same moment, on both databases, with real connections."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.survival.private_postgres import PrivatePostgres, server_programs

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'at_once.sqlite3'}"
        return
    if server_programs() is None:
        pytest.skip("There is no PostgreSQL on this machine.")
    with PrivatePostgres() as postgres:
        yield postgres.url


def test_each_step_is_taken_once_though_four_sweeps_run_at_once(database, tmp_path):
    environment = os.environ | {"DATABASE_URL": database, "QIFU_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "qifu.supervision.tests.sweeps_at_once"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    rounds, most, without_gaps, events, fault = json.loads(done.stdout.splitlines()[-1])
    assert rounds == [30, 60, 30]
    assert (most, without_gaps, events, fault) == (1, [True, True, True], 120, "None")
