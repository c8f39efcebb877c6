"""Backup while filings run; restore into an empty place on either database; the same digests and files."""

import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.survival.filing import FILE, Filings, filing
from tests.survival.installation import POSTGRES, Installation

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SEALS = "SELECT sequence, first_event, last_event, count, previous, digest FROM appeals_seal ORDER BY district_id, sequence"
EVENTS = "SELECT id, appeal_id, sequence, previous, digest FROM appeals_event WHERE id <= ? ORDER BY id"


@pytest.fixture
def archived(installation: Installation, tmp_path: Path) -> tuple[Installation, Path]:
    """A running installation with a file in it, backed up twice while others file."""
    installation.start()
    browser = installation.browser()
    browser.get(FILE)
    assert browser.post(FILE, filing("带附件"), {"files": ("合同.pdf", PDF)}).status == 302
    archive = tmp_path / "qifu-backup.tar.gz"
    filings = Filings(installation, 200, halfway=lambda: print(installation.run("backup", str(archive))))
    filings.run()
    filings.assert_each_is_there_once()
    return installation, archive


def restored_rows(archive: Path) -> dict[str, int]:
    with tarfile.open(archive) as whole:
        manifest = whole.extractfile("manifest.json")
        assert manifest
        return json.load(manifest)["rows"]


def digests_of_files(installation: Installation) -> dict[str, bytes]:
    folder = installation.folder / "files"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_made_while_filings_run_restores_to_the_same_ledger(archived, installations, tmp_path):
    source, archive = archived
    targets = [installations("restored", empty=True)]
    if POSTGRES:  # and across: the archive of the one database is read by the other
        across = tmp_path / "across"
        across.mkdir()
        targets.append(Installation(across, f"sqlite:///{across / 'qifu.sqlite3'}"))
    for target in targets:
        said = target.run("restore", str(archive))
        assert "核验无误" in said
        rows = restored_rows(archive)
        assert target.rows("SELECT count(*) FROM appeals_appeal") == [(rows["appeals.appeal"],)]
        assert 1000 < rows["appeals.appeal"] <= 1201
        sealed = target.rows(SEALS)
        assert sealed
        assert sealed == source.rows(SEALS)[: len(sealed)]
        [(last,)] = target.rows("SELECT max(id) FROM appeals_event")
        assert target.rows(EVENTS, last) == source.rows(EVENTS, last)
        assert digests_of_files(target) == digests_of_files(source) != {}
        go_on(target)


def go_on(target: Installation) -> None:
    """The restored place serves: numbers and ids continue where the archive ended."""
    target.start()
    browser = target.browser()
    browser.get(FILE)
    assert browser.post(FILE, filing("恢复之后")).status == 302
    target.stop()
    assert "核验无误" in target.run("verify-ledger", "--seal")


def test_the_other_database_reads_the_archive(installations, tmp_path):
    """SQLite's archive into PostgreSQL; the way back is above."""
    if not POSTGRES:
        pytest.skip("needs PostgreSQL: DATABASE_URL=postgres://...")
    small = tmp_path / "small"
    small.mkdir()
    source = Installation(small, f"sqlite:///{small / 'qifu.sqlite3'}")
    source.load(200)
    archive = tmp_path / "small.tar.gz"
    source.run("backup", str(archive))
    target = installations("other", empty=True)
    assert "核验无误" in target.run("restore", str(archive))
    assert target.rows(SEALS) == source.rows(SEALS)
    assert target.rows(EVENTS, 10**9) == source.rows(EVENTS, 10**9)
    go_on(target)


def test_what_does_not_fit_is_refused_and_nothing_is_stored(installation, installations, tmp_path):
    archive = tmp_path / "whole.tar.gz"
    installation.run("backup", str(archive))
    assert "an archive is never overwritten" in installation.run("backup", str(archive), expect=1)
    assert "is not empty" in installation.run("restore", str(archive), expect=1)
    target = installations("target", empty=True)
    for name, damage, sentence in DAMAGES:
        said = target.run("restore", str(repacked(archive, tmp_path / f"{name}.tar.gz", damage)), expect=1)
        assert sentence in said
        assert "Traceback" not in said
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(archive.read_bytes()[:-5000])
    said = target.run("restore", str(cut), expect=1)
    assert "cannot be read as an archive" in said
    assert "Traceback" not in said
    assert target.rows("SELECT count(*) FROM organisations_district") == [(0,)]
    assert "核验无误" in target.run("restore", str(archive))


def append(path: Path) -> None:
    path.write_text(path.read_text() + path.read_text().splitlines()[0] + "\n")


def other_version(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["migrations"].append(["appeals", "9999_of_tomorrow"])
    (folder / "manifest.json").write_text(json.dumps(manifest))


DAMAGES: list[tuple[str, Callable[[Path], object], str]] = [
    ("changed", lambda folder: append(folder / "appeals.appeal.jsonl"), "damaged"),
    ("missing", lambda folder: (folder / "appeals.event.jsonl").unlink(), "damaged"),
    ("other-key", lambda folder: (folder / "ledger.key").write_text("another one"), "damaged"),
    ("no-key", lambda folder: (folder / "ledger.key").unlink(), "damaged"),
    ("other-version", other_version, "another version"),
    ("no-manifest", lambda folder: (folder / "manifest.json").unlink(), "no manifest"),
]


def repacked(archive: Path, target: Path, damage: Callable[[Path], object]) -> Path:
    folder = target.with_suffix("")
    with tarfile.open(archive) as old:
        old.extractall(folder, filter="data")
    damage(folder)
    with tarfile.open(target, "w:gz") as new:
        for path in sorted(folder.iterdir()):
            new.add(path, path.name)
    shutil.rmtree(folder)
    return target
