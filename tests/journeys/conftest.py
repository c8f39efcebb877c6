"""The real system, started once as `make run` starts it, and a real Chromium that reports what went wrong on the way."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState, expect, sync_playwright

from tests.journeys.visitor import Visitor
from tests.survival.installation import Installation, own_database

expect.set_options(
    timeout=15_000
)  # how long a page is waited for on a busy machine; no page is asked to be that slow
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address. QIFU_JOURNEYS_AT names a demonstration that runs already, for those who write journeys."""
    if running := os.environ.get("QIFU_JOURNEYS_AT"):
        yield running.rstrip("/")
        return
    folder = tmp_path_factory.mktemp("journeys") / "data"
    folder.mkdir()
    with own_database(folder) as url:
        installation = Installation(folder, url, more={"QIFU_DEMONSTRATION": "1"})
        installation.start(seconds=300)
        try:
            yield f"http://127.0.0.1:{installation.port}"
        finally:
            installation.stop()
    assert installation.lingering == []
    assert "Traceback" not in installation.log, installation.log


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).is_file():
        pytest.skip("there is no chromium here: journeys need one in PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(site: str, chromium: Browser) -> Callable[[str], StorageState]:
    """What a browser keeps after signing in; once a person and run, because a password is dear to check."""

    @cache
    def keeps(username: str) -> StorageState:
        context = chromium.new_context(base_url=site)
        Visitor(context).signs_in(username)
        kept = context.storage_state()
        context.close()
        return kept

    return keeps


@pytest.fixture
def visitor(
    site: str, chromium: Browser, signed_in: Callable[[str], StorageState]
) -> Iterator[Callable[..., Visitor]]:
    """`visitor()` is a stranger, `visitor("office1")` has signed in; what goes wrong before their eyes fails the test."""
    everybody: list[Visitor] = []

    def arrive(username: str = "", **options: object) -> Visitor:
        kept = signed_in(username) if username else None
        context = chromium.new_context(base_url=site, locale="zh-CN", storage_state=kept, **options)
        context.set_default_timeout(10_000)
        somebody = Visitor(context)
        everybody.append(somebody)
        return somebody

    yield arrive
    troubles = [trouble for somebody in everybody for trouble in somebody.troubles]
    for somebody in everybody:
        somebody.context.close()
    assert troubles == []
