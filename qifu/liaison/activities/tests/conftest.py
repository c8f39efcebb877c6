"""A legal-advice day of the trade bureau in a week, for thirty people, open to every company."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from qifu.enterprises.models import Enterprise
from qifu.liaison.activities import planning
from qifu.liaison.activities.models import Activity
from qifu.liaison.activities.planning import Plan

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def refusals_as_they_are_written():
    """The sentences are asked for by their English; pages answer in the reader's language all the same."""
    with translation.override("en"):
        yield


@pytest.fixture
def soon() -> datetime:
    return timezone.now().replace(microsecond=0) + WEEK


@pytest.fixture
def plan_of(units, soon) -> Callable[..., Plan]:
    def make(**given: object) -> Plan:
        said = {
            "kind": "advice", "title": "用工法律咨询日", "starts_at": soon, "ends_at": soon + timedelta(hours=2),
            "place": "政务中心一楼", "host": units.trade, "text": "律师现场解答劳动合同问题。", "seats": 30,
        }  # fmt: skip
        return Plan(**{**said, **given})  # type: ignore[arg-type]

    return make


@pytest.fixture
def published(plan_of, district, actors) -> Callable[..., Activity]:
    def make(**given: object) -> Activity:
        made = planning.plan(plan_of(**given), district=district, by=actors["office"])
        planning.publish(made, by=actors["office"])
        made.refresh_from_db()
        return made

    return make


@pytest.fixture
def held(published, actors) -> Callable[..., Activity]:
    def make(**given: object) -> Activity:
        made = published(**given)
        planning.hold(made, by=actors["office"], at=made.starts_at)
        made.refresh_from_db()
        return made

    return make


@pytest.fixture
def companies(district, units, enterprise) -> list[Enterprise]:
    make = Enterprise.objects.create
    return [
        enterprise,
        *(
            make(district=district, number=f"Q00000{n}", name=f"临江第{n}机械厂", street=units.hill)
            for n in (2, 3, 4)
        ),
    ]
