import os

import pytest

from tests.cast import *  # noqa: F403 - the named cast is every test's


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What says the same on every database is run on the first one only: the whole must end within half an hour."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    again = [
        item
        for item in items
        if not (item.get_closest_marker("once") or "/lib/tests/" in item.path.as_posix())
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
    items[:] = again
