"""Two officers of one unit press "sign for" at the same moment: one wins, the other is told who was faster."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest

from bench.client import Answer, Browser, forms_of
from bench.ground import PASSWORD
from tests.survival.installation import Installation

FASTER = (
    "抢先",
    "更快",
    "先于",
    "已",
)  # the sentence's words in the translation are the app's; these all name an earlier hand


@pytest.mark.parametrize("rounds", [15, pytest.param(200, marks=pytest.mark.long)])
def test_one_signs_and_the_other_is_told(installations, rounds):
    installation = installations(appeals=10_000 if rounds > 40 else 1000)
    numbers = give_all_to_the_first_unit(installation, rounds)
    installation.start()
    officers = [installation.browser().sign_in(name, PASSWORD) for name in ("officer0", "head0")]
    told: Counter[tuple[int, ...]] = Counter()
    for number in numbers:
        answers = press_at_once(officers, f"/appeals/{number}/sign_for/")
        told[tuple(sorted(answer.status for answer in answers))] += 1
        loser = max(answers, key=lambda answer: answer.status)
        assert "您的操作没有保存" in loser.text or "“签收”" in loser.text, installation.log[-3000:]
    assert told == {(302, 409): rounds}
    signed = installation.rows(
        "SELECT appeal_id, count(*) FROM appeals_event WHERE verb = 'sign_for' AND id > ? GROUP BY appeal_id",
        0,
    )
    assert {count for _appeal, count in signed} == {1}
    assert "核验无误" in installation.run("verify-ledger", "--seal")


def give_all_to_the_first_unit(installation: Installation, wanted: int) -> list[str]:
    [(unit,)] = installation.rows(
        "SELECT unit_id FROM organisations_post p JOIN organisations_user u ON u.id = p.user_id WHERE u.username = 'officer0'"
    )
    open_ones = "(SELECT appeal_id FROM appeals_assignment WHERE ended_at IS NULL)"
    installation.write(f"UPDATE appeals_involvement SET unit_id = ? WHERE appeal_id IN {open_ones}", unit)
    installation.write("UPDATE appeals_assignment SET unit_id = ? WHERE ended_at IS NULL", unit)
    found = installation.rows(
        "SELECT number FROM appeals_appeal WHERE stage = 'assigned' ORDER BY id LIMIT ?", wanted
    )
    assert len(found) == wanted
    return [number for (number,) in found]


def press_at_once(officers: list[Browser], path: str) -> list[Answer]:
    """Both have the page open before either presses."""
    pages = [forms_of(officer.get(path).text)[path] for officer in officers]
    answers: list[Answer] = []
    gate = threading.Barrier(len(officers))

    def press(officer: Browser, fields: dict[str, str]) -> None:
        gate.wait()
        answers.append(officer.post(path, fields))

    run_all(
        [lambda o=officer, f=fields: press(o, f) for officer, fields in zip(officers, pages, strict=True)]
    )
    return answers


def run_all(jobs: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
