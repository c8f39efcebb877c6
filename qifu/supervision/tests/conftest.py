"""What several tests of supervision start from: an appeal whose answer is overdue, and the queue, worked off by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal
from qifu.supervision.models import Draw
from qifu.supervision.presets import load_presets, load_sampling
from qifu.supervision.sampling.drawing import draw
from qifu.supervision.sampling.framing import Plan
from qifu.supervision.sampling.judging import Said

MONDAY = datetime(
    2026, 4, 13, 2, tzinfo=UTC
)  # 10 o'clock; the answer to a simple appeal is due on 20 April, also a Monday
WEDNESDAY = datetime(2026, 5, 6, 2, tzinfo=UTC)  # the first working day after the holiday


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
def closed(given, actors) -> Callable[..., Appeal]:
    """Answered the next morning, followed up an hour later, closed an hour after that: Tuesday 14 April 2026."""

    def make(lead: str = "water", at: datetime = MONDAY, *, until: str = "close", **said: object) -> Appeal:
        appeal, next_day = given(lead, at, **said), at + timedelta(days=1)
        officer, head = actors[f"officer.{lead}"], actors[f"head.{lead}"]
        advance(appeal, "submit_answer", by=officer, at=next_day, claim="solved", reply="已恢复供水。")
        advance(appeal, "answer", by=head, at=next_day)
        if until == "close":
            hour = timedelta(hours=1)
            told = {"way": "phone", "reached": True, "solved": True}
            told |= {"reply_satisfaction": 4, "solution_satisfaction": 4}
            advance(appeal, "follow_up", by=actors["operator"], at=next_day + hour, **told)
            advance(appeal, "close", by=actors["office"], at=next_day + 2 * hour)
        return appeal

    return make


@pytest.fixture
def sampling(district):
    """The form of five items with 100 points together, 10 working days to inspect, 2 draws make a repeat offender."""
    load_sampling(district)


@pytest.fixture
def plan(sampling) -> Callable[..., Plan]:
    """All of what was closed in April 2026, and at least one case of each unit."""

    def make(**given: object) -> Plan:
        said = {"since": date(2026, 4, 1), "until": date(2026, 4, 30), "population": "assigned", "share": 100}
        return Plan(**{**said, **given})

    return make


@pytest.fixture
def drawn(plan, district, actors) -> Callable[..., Draw]:
    """By the office on 6 May 2026, from whatever is closed then."""

    def make(*, seed: str = "2026050", at: datetime = WEDNESDAY, by: str = "office", **given: object) -> Draw:
        return draw(plan(**given), seed=seed, district=district, by=actors[by], at=at)

    return make


@pytest.fixture
def said() -> Callable[..., Said]:
    """Full marks and solved, unless told otherwise; of a draw's own form."""

    def make(made: Draw, **given: object) -> Said:
        points = {item.pk: item.points for item in made.checklist.items.all()}
        return Said(**{"points": points, "solved": True, "note": "与企业核实属实", **given})

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
