"""Installations with a small district in them: 1,000 appeals, of which 40 wait to be signed for. See bench/ground.py."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.survival.installation import Installation, own_database


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long forms run with `make survival` alone."""
    if os.environ.get("QIFU_SURVIVAL") != "long":
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="a long form: make survival"))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Loaded once a run and then copied: migrating takes longer than most of these tests."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    folder.mkdir()
    with own_database(folder) as url:
        installation = Installation(folder, url)
        installation.load(1000)
        yield installation


@pytest.fixture
def installations(prepared: Installation, tmp_path: Path) -> Iterator[Callable[..., Installation]]:
    """`installations()` is a copy of the prepared one, `empty=True` a new place, `appeals` one of another size."""
    with ExitStack() as stack:

        def make(
            name: str = "data",
            *,
            empty: bool = False,
            appeals: int = 1000,
            folder: Path | None = None,
            database_url: str = "",
        ) -> Installation:
            place, copied = folder or tmp_path / name, not (empty or appeals != 1000 or database_url)
            place.mkdir(exist_ok=True)
            template = prepared.database_url.rpartition("/")[2] if copied else ""
            installation = Installation(
                place, database_url or stack.enter_context(own_database(place, template))
            )
            stack.callback(installation.stop)
            if copied:
                for path in prepared.folder.iterdir():
                    shutil.copy2(path, place / path.name)
            elif appeals != 1000:
                installation.load(appeals)
            return installation

        yield make


@pytest.fixture
def installation(installations: Callable[..., Installation]) -> Installation:
    return installations()
