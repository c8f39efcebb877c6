"""A thousand filings by several clients at once, each asked again with the same key until it is acknowledged."""

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.client import Browser, Fields
from tests.survival.installation import Installation

FILE = "/p/990199/file/"
PATIENCE = 60


def filing(title: str, key: uuid.UUID | None = None) -> Fields:
    return {
        "key": str(key or uuid.uuid4()), "company": "云川宏宏宏锅炉有限公司", "name": "陈静", "phone": "19900000001",
        "title": title, "text": "厂区自周一起停水，锅炉不能开车。", "wish": "", "consent": "on", "website": "", "credit_code": "", "category": "",
    }  # fmt: skip


@dataclass
class Filings:
    """`halfway` is called once, from the clients' midst, when a third of the filings have been acknowledged."""

    installation: Installation
    count: int
    halfway: Callable[[], None]
    acknowledged: list[str] = field(default_factory=list)
    asked_again: int = 0
    errors: list[BaseException] = field(default_factory=list)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def run(self, clients: int = 4) -> None:
        titles = [f"停水 {n}" for n in range(self.count)]
        threads = [threading.Thread(target=self._client, args=[titles[n::clients]]) for n in range(clients)]
        for thread in threads:
            thread.start()
        while len(self.acknowledged) < self.count // 3 and any(thread.is_alive() for thread in threads):
            time.sleep(0.005)
        self.halfway()
        for thread in threads:
            thread.join()
        assert not self.errors, self.errors[0]

    def _client(self, titles: list[str]) -> None:
        try:
            browser = self.installation.browser()
            for title in titles:
                self._until_acknowledged(browser, filing(title))
        except BaseException as error:
            self.errors.append(error)

    def _until_acknowledged(self, browser: Browser, fields: Fields) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if "csrftoken" not in browser.cookies:
                    browser.get(FILE)
                answer = browser.post(FILE, fields)
            except OSError:
                answer = None
            if answer and answer.status == 302:
                with self._turn:
                    self.acknowledged.append(fields["title"])
                return
            assert answer is None or answer.status >= 500, f"{answer.status}: {answer.text[:300]}"
            with self._turn:
                self.asked_again += 1
            time.sleep(0.1)
        raise AssertionError(f"“{fields['title']}” was not acknowledged within {PATIENCE} s")

    def assert_each_is_there_once(self) -> None:
        found = self.installation.rows(
            "SELECT title, count(*) FROM appeals_appeal WHERE substr(title, 1, 3) = ? GROUP BY title", "停水 "
        )
        assert sorted(found) == sorted((title, 1) for title in self.acknowledged)
        assert len(self.acknowledged) == self.count
        assert "核验无误" in self.installation.run("verify-ledger", "--seal")
