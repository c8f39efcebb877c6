import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_of_two_administrators_posts_given_at_once_to_one_person_one_is_refused(tmp_path):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'at_once.sqlite3'}",
        "QIFU_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "1",  # pages without built assets: a fresh checkout has none
    }
    command = [sys.executable, "-m", "qifu.organisations.tests.grants_at_once"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == [[[200, 302], 1]] * 10
