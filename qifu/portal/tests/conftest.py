"""A stranger's browser, what the boiler works types, and an appeal taken to any stage through the verbs."""

import uuid

import pytest
from django.core.cache import cache
from django.test import Client

from qifu.appeals.advancing import advance
from qifu.appeals.clocks import rules
from qifu.organisations.calendar import calendar
from qifu.portal.access import token_for

DESK = "203.0.113.7"


@pytest.fixture(autouse=True)
def no_held_figures():
    cache.clear()


@pytest.fixture
def stranger(units):
    return Client(REMOTE_ADDR=DESK)


@pytest.fixture
def said():
    """The form as the boiler works fills it."""

    def fill(**typed):
        form = {
            "key": str(uuid.uuid4()),
            "company": "云川宏岳锅炉有限公司",
            "credit_code": "",
            "name": "陈静",
            "phone": "199 0000 1234",
            "text": "厂区自周一起停水。锅炉不能开车，每天损失三万元。",
            "wish": "尽快恢复供水",
            "title": "",
            "category": "",
            "consent": "on",
            "website": "",
        }
        return form | typed

    return fill


@pytest.fixture
def to_stage(file_appeal, actors, units, categories):
    """An appeal of the boiler works, led by Water with Planning assisting, at that stage."""

    def take(stage, **given):
        appeal = file_appeal(**given)
        for step in WAYS[stage]:
            STEPS[step](appeal, actors, units, categories)
        appeal.refresh_from_db()
        return appeal

    return take


@pytest.fixture
def page_of():
    def url(appeal, *rest):
        return "/".join((f"/p/{appeal.district.code}/appeal/{token_for(appeal)}", *rest, ""))

    return url


REPLY = "已于昨日恢复供水，并加装了备用水泵。"
STEPS = {
    "decline": lambda a, by, u, c: advance(
        a, "decline", by=by["office"], ground="petition", note="此事已由信访局受理，请等待其答复。"
    ),
    "accept": lambda a, by, u, c: advance(a, "accept", by=by["office"], category=c.water),
    "assign": lambda a, by, u, c: advance(
        a, "assign", by=by["office"], lead=u.water, assist=[u.planning], complexity="several"
    ),
    "object": lambda a, by, u, c: advance(a, "object", by=by["head.water"], note="不属我局职责"),
    "sign_for": lambda a, by, u, c: advance(a, "sign_for", by=by["officer.water"]),
    "wait": lambda a, by, u, c: advance(a, "wait", by=by["officer.water"], note="请提供厂区管线图。"),
    "submit": lambda a, by, u, c: advance(
        a, "submit_answer", by=by["officer.water"], claim="solved", reply=REPLY
    ),
    "answer": lambda a, by, u, c: advance(a, "answer", by=by["head.water"]),
    "rate": lambda a, by, u, c: advance(
        a,
        "follow_up",
        by=by["contact"],
        way="online",
        reached=True,
        reply_satisfaction=5,
        solution_satisfaction=4,
        solved=True,
    ),
    "close": lambda a, by, u, c: advance(a, "close", by=by["office"]),
}
HANDLING = ("accept", "assign", "sign_for")
WAYS = {
    "registered": (),
    "declined": ("decline",),
    "accepted": ("accept",),
    "assigned": ("accept", "assign"),
    "disputed": ("accept", "assign", "object"),
    "handling": HANDLING,
    "waiting": (*HANDLING, "wait"),
    "answered": (*HANDLING, "submit", "answer"),
    "closed": (*HANDLING, "submit", "answer", "rate", "close"),
}


@pytest.fixture
def warm(district):
    """What is held in memory for some seconds is held already, as on a server that runs."""
    calendar()
    rules(district.pk)
