"""Linjiang's appeals of September 2026, recorded as they happened, and a scheme of three rates."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.files import Incoming
from qifu.appeals.models import Appeal
from qifu.appeals.recording import as_it_happened
from qifu.assessment import rounds, schemes
from qifu.assessment.models import Line, Part, Result, Round, Scheme
from qifu.assessment.schemes import Judged, Plan
from qifu.lib.uploads import inspect

HOUR = timedelta(hours=1)
SEPTEMBER = date(2026, 9, 1)


def at(month: int, day: int, hour: int = 10, year: int = 2026) -> datetime:
    return timezone.make_aware(datetime(year, month, day, hour))  # noqa: DTZ001 - made aware here


AFTERNOON = at(9, 1, 15)
OCTOBER = at(10, 8, 9)  # the first working day after September's end


@pytest.fixture
def lived(file_appeal, actors, units, categories) -> Callable[..., Appeal]:
    """Given to Water on Tuesday, 1 September, answered on the 3rd and followed up on the 4th, unless told otherwise.

    `contacted` None: never; `solved` None: not followed up; `answered` False: in hand until today.
    """

    def live(
        lead: str = "water",
        when: datetime | None = None,
        *,
        contacted: datetime | None = AFTERNOON,
        answered: bool = True,
        solved: bool | None = True,
        satisfaction: int = 4,
    ) -> Appeal:
        when = when or at(9, 1)
        officer, head = actors[f"officer.{lead}"], actors[f"head.{lead}"]
        with as_it_happened():
            appeal = file_appeal(at=when)
            advance(appeal, "accept", by=actors["office"], at=when, category=categories.water)
            advance(
                appeal, "assign", by=actors["office"], at=when, lead=getattr(units, lead), complexity="simple"
            )
            advance(appeal, "sign_for", by=officer, at=when + HOUR)
            if contacted:
                contacted = max(contacted, when + 2 * HOUR)
                advance(appeal, "contact", by=officer, at=contacted, way="phone", whom="陈静", note="已联系")
            if answered:
                done = when + timedelta(days=2)
                advance(appeal, "submit_answer", by=officer, at=done, claim="solved", reply="已恢复供水。")
                advance(appeal, "answer", by=head, at=done + HOUR)
                if solved is not None:
                    advance(
                        appeal, "follow_up", by=actors["inspector"], at=done + timedelta(days=1), way="phone",
                        reached=True, solved=solved, reply_satisfaction=5, solution_satisfaction=satisfaction,
                    )  # fmt: skip
        return appeal

    return live


@pytest.fixture
def plan() -> Plan:
    rates = {"response": 30, "solved": 35, "solved_satisfied": 35}
    judged = [Judged(name, weight=Decimal(weight)) for name, weight in rates.items()]
    return Plan("weights", judged, "测试办法", span="month")


@pytest.fixture
def scheme(district, actors, plan) -> Scheme:
    return schemes.make("三率考核", plan, district=district, by=actors["office"], at=at(1, 5))


@pytest.fixture
def computed(scheme, actors) -> Callable[..., Round]:
    def compute(month: date = SEPTEMBER, when: datetime = OCTOBER) -> Round:
        return rounds.compute(scheme, month, by=actors["office"], at=when)

    return compute


@pytest.fixture
def published(computed, actors) -> Callable[..., Round]:
    def publish(**said: object) -> Round:
        return rounds.publish(computed(**said), by=actors["office"], at=OCTOBER + HOUR)

    return publish


@pytest.fixture
def frozen(published, actors) -> Callable[..., Round]:
    def freeze(**said: object) -> Round:
        return rounds.freeze(published(**said), by=actors["office"], at=at(10, 14))

    return freeze


def line_of(found: Round, unit: object, number: int | None = None) -> Line:
    return Line.objects.get(result__round=found, result__number=number or found.edition, unit=unit)


def part_of(found: Round, unit: object, name: str) -> Part:
    parts = Part.objects.select_related(
        "line__result__round__scheme", "line__result__round__district", "line__unit"
    )
    return parts.get(line=line_of(found, unit), name=name)


def picture(found: Round) -> list[object]:
    """Everything that the edition in force says."""
    result = Result.objects.get(round=found, number=found.edition)
    return [result.digest, [line.content() for line in result.lines.all()]]


@pytest.fixture
def incoming() -> Callable[[str, bytes], Incoming]:
    """A file that the inspection has let through."""

    def make(name: str, content: bytes) -> Incoming:
        file = BytesIO(content)
        return Incoming(name, file, inspect(file, name, 1000))

    return make
