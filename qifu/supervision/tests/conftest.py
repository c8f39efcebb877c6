"""What several tests of supervision start from: an appeal whose answer is overdue, and the queue, worked off by hand."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal
from qifu.supervision.presets import load_presets

MONDAY = datetime(
    2026, 4, 13, 2, tzinfo=UTC
)  # 10 o'clock; the answer to a simple appeal is due on 20 April, also a Monday


@pytest.fixture
def ladder(district):
    load_presets(district)
    return district.ladders.get()


@pytest.fixture
def given(file_appeal, actors, units, categories) -> Callable[..., Appeal]:
    """Given to Water on Monday 13 April 2026 and signed for: the answer is due on Monday 20 April."""

    def make(lead: str = "water", at: datetime = MONDAY, **said: object) -> Appeal:
        appeal = file_appeal(at=at, **said)
        advance(appeal, "accept", by=actors["office"], at=at, category=categories.water)
        advance(appeal, "assign", by=actors["office"], at=at, lead=getattr(units, lead), complexity="simple")
        advance(appeal, "sign_for", by=actors[f"officer.{lead}"], at=at)
        return appeal

    return make


@pytest.fixture
def work_off() -> Callable[[], None]:
    """Run what waits in the queue, as the worker does."""

    def run() -> None:
        while waiting := list(DBTaskResult.objects.ready()):
            for row in waiting:
                said = row.args_kwargs
                import_string(row.task_path).call(*said["args"], **said["kwargs"])
                row.delete()

    return run
