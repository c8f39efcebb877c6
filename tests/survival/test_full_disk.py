"""A full disk: a clear sentence, nothing half stored, and the same request succeeds once there is room again."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.survival.filing import FILE, filing
from tests.survival.installation import POSTGRES, Installation

SENTENCE = "没有存储空间"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be made here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def fill_up(folder: Path) -> Path:
    """To the last byte: big pieces first, then ever smaller ones."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    assert os.statvfs(folder).f_bavail == 0
    return ballast


def counts(installation: Installation) -> dict[str, int]:
    tables = ("appeals_appeal", "appeals_event", "appeals_clock", "appeals_attachment", "appeals_storedfile")
    return {table: installation.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}


@pytest.mark.skipif(
    bool(POSTGRES),
    reason="PostgreSQL keeps its rows on a disk of its own; the upload's test is the one for it",
)
def test_filing_on_a_full_disk_is_refused_and_succeeds_once_there_is_room(installations, small_disk):
    installation = installations(folder=small_disk)
    installation.start()
    browser = installation.browser()
    browser.get(FILE)
    fields = filing("满盘之时")
    before, ballast = counts(installation), fill_up(small_disk)
    refused = [browser.post(FILE, {**filing("满盘"), "text": "停水。" * 1500}) for _n in range(40)][-1]
    last = browser.post(FILE, fields | {"text": "停水。" * 1500})
    assert (refused.status, last.status) == (503, 503)
    assert SENTENCE in last.text
    ballast.unlink()
    kept = counts(installation)
    assert (
        kept["appeals_appeal"] - before["appeals_appeal"] == kept["appeals_event"] - before["appeals_event"]
    )
    answers = [browser.post(FILE, fields | {"text": "停水。" * 1500}) for _n in range(2)]
    assert [answer.status for answer in answers] == [302, 302]
    assert installation.rows("SELECT count(*) FROM appeals_appeal WHERE title = ?", fields["title"]) == [(1,)]
    installation.stop()
    assert "核验无误" in installation.run("verify-ledger", "--seal")


def test_an_upload_on_a_full_disk_files_nothing_and_succeeds_once_there_is_room(
    installations, small_disk, tmp_path
):
    """Rows have room here, files have none: the files' folder alone is the full disk."""
    installation = installations()
    (installation.folder / "files").symlink_to(small_disk)
    installation.start()
    browser = installation.browser()
    browser.get(FILE)
    fields, files = filing("附件放不下"), {"files": ("合同.pdf", PDF * 400)}
    before, ballast = counts(installation), fill_up(small_disk)
    refused = browser.post(FILE, fields, files)
    assert (refused.status, SENTENCE in refused.text) == (422, True)
    assert counts(installation) == before
    ballast.unlink()
    assert [path for path in small_disk.rglob("*") if path.is_file()] == []
    answers = [browser.post(FILE, fields, files) for _n in range(2)]
    assert [answer.status for answer in answers] == [302, 302]
    now = counts(installation)
    assert {table: now[table] - before[table] for table in now} == {
        "appeals_appeal": 1, "appeals_event": 1, "appeals_clock": 1, "appeals_attachment": 1, "appeals_storedfile": 1,
    }  # fmt: skip
    stored = [path for path in small_disk.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in stored] == [PDF * 400]
