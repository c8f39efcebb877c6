"""Linjiang's hotline: one operator, one knowledge entry on water, one secret of the telephone system."""

import json
import uuid
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from qifu.liaison.hotline.knowing import save_entry
from qifu.liaison.hotline.models import Call, KnowledgeEntry
from qifu.liaison.hotline.records import renew_secret
from qifu.liaison.hotline.taking import Said, take_call
from qifu.liaison.hotline.words import CallOutcome


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def knows(district, units, actors) -> Callable[..., KnowledgeEntry]:
    def make(**said: object) -> KnowledgeEntry:
        entry = KnowledgeEntry(
            district=district,
            **{
                "unit": units.water,
                "question": "停水了怎么办",
                "answer": "先看公告；抢修一般在六小时内恢复。",
                "basis": "供水条例第二十条",
                **said,
            },
        )
        save_entry(entry, by=actors["office"])
        return entry

    return make


@pytest.fixture
def took(district, actors, enterprise) -> Callable[..., Call]:
    """The operator notes a question of the boiler works, unless told otherwise."""

    def make(
        outcome: str = "question", *, begun_at: datetime | None = None, call: str = "", **said: object
    ) -> Call:
        given = {
            "phone": "19900001234",
            "caller_name": "陈静",
            "enterprise": enterprise,
            "text": "问何时来水。",
        }
        return take_call(
            Said(**{**given, **said}),
            CallOutcome(outcome),
            by=actors["operator"],
            district=district,
            key=uuid.uuid4(),
            external_id=call,
            begun_at=begun_at,
            at=begun_at,
        )

    return make


@pytest.fixture
def secret(district, actors) -> str:
    return renew_secret(district, by=actors["office"])


@pytest.fixture
def tell(secret) -> Callable[..., object]:
    """What the telephone system posts."""

    def post(*, bearer: str = secret, **said: object):
        record = {"call": "T-1", "phone": "19900001234", "begun": "2026-03-12T09:30:00+08:00", **said}
        return Client().post(
            "/hotline/calls/",
            json.dumps(record),
            content_type="application/json",
            headers={"authorization": f"Bearer {bearer}"},
        )

    return post


@pytest.fixture
def dial(sign_in, enterprise) -> Callable[..., object]:
    """The desk's form, sent by the operator."""

    def send(do: str, *, who: str = "operator", **said: object):
        given = {
            "key": str(uuid.uuid4()),
            "enterprise": enterprise.number,
            "caller_name": "陈静",
            "caller_phone": "19900001234",
            "text": "厂区停水三天。",
            "do": do,
        }
        return sign_in(who).post("/hotline/", {**given, **said})

    return send
