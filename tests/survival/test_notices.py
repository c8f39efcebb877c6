"""kill -9 of the task worker, and of the one who tells, in the middle of telling: nothing lost, nobody told twice."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from bench.processes import is_alive, wait_for
from tests.sinks import HttpSink, SmtpSink, serving
from tests.survival.installation import ROOT, Installation

SECRET = "between-us"


@pytest.fixture
def smtp() -> Iterator[SmtpSink]:
    with serving(SmtpSink) as sink:
        yield sink


@pytest.fixture
def hook() -> Iterator[HttpSink]:
    with serving(HttpSink) as sink:
        yield sink


@pytest.fixture
def speaking(installation: Installation, smtp: SmtpSink, hook: HttpSink) -> Installation:
    """Two officers with addresses, and a system that hears all they are told."""
    installation.more |= {
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
        "QIFU_EMAIL_FROM": "notices@linjiang.example",
        "QIFU_ALLOW_PRIVATE_WEBHOOKS": "1",
    }
    installation.run("migrate", "--verbosity", "0")
    installation.write(
        "UPDATE organisations_user SET email = username || ? WHERE username IN (?, ?)",
        "@linjiang.example", "officer0", "head0",
    )  # fmt: skip
    [(district,)] = installation.rows("SELECT id FROM organisations_district WHERE code = '990199'")
    installation.write(
        "INSERT INTO notices_endpoint (district_id, medium, name, url, secret, language, kinds, active) "
        "VALUES (?, 'json', 'hook', ?, ?, 'zh-hans', '[]', ?)",
        district, f"{hook.url}/hook", SECRET, True,
    )  # fmt: skip
    return installation


def telling(installation: Installation, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.survival.telling", *words],
        cwd=ROOT,
        env=installation.environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_the_worker(installation: Installation) -> None:
    before = installation.part("worker")
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: not is_alive(before), 5, "the worker ending")
    time.sleep(2.5)  # `qifu up` starts another
    assert installation.part("worker") != before


def sent(installation: Installation) -> int:
    [(count,)] = installation.rows("SELECT count(*) FROM notices_delivery WHERE state = 'sent'")
    return int(count)


def running(installation: Installation) -> list[tuple[str, ...]]:
    return installation.rows(
        "SELECT task_path FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"
    )


@pytest.mark.parametrize("count", [30, pytest.param(300, marks=pytest.mark.long)])
def test_killed_in_the_middle_nothing_is_lost_and_nobody_is_told_twice(
    speaking: Installation, smtp: SmtpSink, hook: HttpSink, count: int
):
    smtp.slowness = hook.slowness = 0.05  # so that a kill finds a message on its way
    speaking.start()
    first = telling(speaking, str(count))
    assert first.stdout
    said = [first.stdout.readline().strip() for _n in range(count // 3)]
    first.kill()
    first.wait(5)
    assert len(set(said)) == count // 3
    second = telling(speaking, str(count))
    wait_for(lambda: len(smtp.mails) >= count // 2, 60, "the first mails")
    kill_the_worker(speaking)
    wait_for(lambda: len(smtp.mails) >= count, 60, "half of the mails")
    kill_the_worker(speaking)
    second.communicate(timeout=120)

    deliveries = 3 * count
    wait_for(lambda: sent(speaking) >= deliveries - 2, 120, "all but what the killed workers held")
    speaking.write("UPDATE notices_delivery SET next_at = created_at WHERE state = 'waiting'")  # minutes pass
    telling(speaking).communicate(timeout=30)
    wait_for(lambda: sent(speaking) == deliveries, 60, "the rest")
    wait_for(lambda: not running(speaking), 30, "no task being left where its worker was killed")
    speaking.stop()

    told = speaking.rows("SELECT user_id, key, count(*) FROM notices_notice GROUP BY user_id, key")
    assert len(told) == 2 * count
    assert {times for _user, _key, times in told} == {1}
    [(keys,)] = speaking.rows("SELECT count(*) FROM notices_delivery")
    assert keys == deliveries
    mails = Counter(mail.message["Message-ID"] for mail in smtp.mails)
    hooks = Counter(asked.headers["Idempotency-Key"] for asked in hook.asked)
    assert (len(mails), len(hooks)) == (2 * count, count)
    again = sum(mails.values()) + sum(hooks.values()) - deliveries
    assert again <= 2  # at least once: what was on its way at a kill, with the same key
