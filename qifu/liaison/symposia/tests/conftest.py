"""A symposium of the water bureau on 15 April 2026 with the boiler works and the planning bureau."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from qifu.liaison.symposia import gathering
from qifu.liaison.symposia.gathering import Came, Guest, Plan
from qifu.liaison.symposia.models import Gathering
from qifu.liaison.symposia.words import GatheringKind


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def said(enterprise, units) -> Callable[..., Plan]:
    def make(**more: object) -> Plan:
        usual = {
            "kind": GatheringKind.SYMPOSIUM,
            "topic": "用水保障座谈会",
            "starts_at": at(4, 15),
            "place": "水务局三楼",
            "chair": "方正平",
            "host": units.water,
            "remark": "",
            "guests": [Guest(enterprise=enterprise, name="陈静"), Guest(unit=units.planning)],
        }
        return Plan(**{**usual, **more})

    return make


@pytest.fixture
def planned(said, actors, district) -> Callable[..., Gathering]:
    def make(**more: object) -> Gathering:
        return gathering.plan(said(**more), by=actors["office"], district=district, at=at(4, 1))

    return make


@pytest.fixture
def held(planned, actors) -> Callable[..., Gathering]:
    """The boiler works came, the planning bureau did not."""

    def make(conclusion: str = "", **more: object) -> Gathering:
        row = planned(**more)
        came = [
            Came(person.pk, person.enterprise_id is not None, person.name, "副总经理")
            for person in row.participants.all()
        ]
        return gathering.hold(
            row, by=actors["head.water"], came=came, record="逐一听取意见。", conclusion=conclusion,
            version=row.version, at=at(4, 15, 18),
        )  # fmt: skip

    return make
