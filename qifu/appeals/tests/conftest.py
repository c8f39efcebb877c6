"""What several tests of the appeals start from."""

import uuid
from collections.abc import Callable
from io import BytesIO

import pytest
from django.http import HttpResponse

from qifu.appeals.advancing import advance
from qifu.appeals.files import Incoming
from qifu.appeals.models import Appeal
from qifu.lib.uploads import inspect


@pytest.fixture
def handled(file_appeal, actors, units, categories) -> Appeal:
    """Water leads, planning and trade assist; class B; signed for."""
    appeal = file_appeal()
    advance(appeal, "accept", by=actors["office"], category=categories.pressure)
    lead = {"lead": units.water, "assist": [units.planning, units.trade], "complexity": "several"}
    advance(appeal, "assign", by=actors["office"], requirement="三日内恢复供水", **lead)
    advance(appeal, "sign_for", by=actors["officer.water"])
    return appeal


@pytest.fixture
def incoming() -> Callable[[str, bytes], Incoming]:
    """A file that the inspection has let through."""

    def make(name: str, content: bytes) -> Incoming:
        file = BytesIO(content)
        return Incoming(name, file, inspect(file, name, 1000))

    return make


@pytest.fixture
def take(sign_in) -> Callable[..., tuple[HttpResponse, Appeal]]:
    """Post a step as a person; the appeal as it then is comes with the answer."""

    def post(person: str, appeal: Appeal, verb: str, **fields: object) -> tuple[HttpResponse, Appeal]:
        data = {"key": str(uuid.uuid4()), **fields}
        response = sign_in(person).post(f"/appeals/{appeal.number}/{verb}/", data)
        return response, Appeal.objects.get(pk=appeal.pk)

    return post


@pytest.fixture
def accepted(file_appeal, actors, categories) -> Callable[..., Appeal]:
    def make(**said: object) -> Appeal:
        appeal = file_appeal(**said)
        advance(appeal, "accept", by=actors["office"], category=categories.water)
        return appeal

    return make


@pytest.fixture
def assigned(accepted, actors, units) -> Callable[..., Appeal]:
    """To Water, unless told otherwise; `assist` names assisting units."""

    def make(lead: str = "water", assist: tuple[str, ...] = (), **said: object) -> Appeal:
        appeal = accepted(**said)
        helpers = [getattr(units, name) for name in assist]
        complexity = "several" if helpers else "simple"
        given = {"lead": getattr(units, lead), "assist": helpers, "complexity": complexity}
        advance(appeal, "assign", by=actors["office"], **given)
        return appeal

    return make


@pytest.fixture
def answered(assigned, actors) -> Callable[..., Appeal]:
    def make(lead: str = "water", **said: object) -> Appeal:
        appeal = assigned(lead=lead, **said)
        officer, head = actors[f"officer.{lead}"], actors[f"head.{lead}"]
        advance(appeal, "sign_for", by=officer)
        advance(appeal, "submit_answer", by=officer, claim="solved", reply="已恢复供水。")
        advance(appeal, "answer", by=head)
        return appeal

    return make


@pytest.fixture
def followed_up(answered, actors) -> Callable[..., Appeal]:
    def make(**said: object) -> Appeal:
        appeal = answered(**said)
        verdict = {"reply_satisfaction": 5, "solution_satisfaction": 4, "solved": True}
        advance(appeal, "follow_up", by=actors["inspector"], way="phone", reached=True, **verdict)
        return appeal

    return make


@pytest.fixture
def call(actors):
    """One call by the operator, in vain unless told otherwise."""

    def make(appeal, when=None, by="operator", **said):
        fields = {"way": "phone", "reached": False, **said}
        advance(appeal, "follow_up", by=actors[by], at=when, **fields)
        appeal.refresh_from_db()
        return appeal

    return make


@pytest.fixture
def heard(call):
    def make(appeal, *, happy=True, **more):
        grade = 4 if happy else 2
        return call(
            appeal, reached=True, reply_satisfaction=4, solution_satisfaction=grade, solved=happy, **more
        )

    return make
