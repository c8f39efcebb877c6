"""A letter to the three companies of Wharf street, where two officers deliver; a fourth company lies on Green Hill, where nobody does."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import translation

from qifu.enterprises.models import Enterprise
from qifu.liaison.letters import drafting
from qifu.liaison.letters.models import Delivery, Letter
from qifu.liaison.targets import Target
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.models import Post, User
from qifu.organisations.roles import Role

TEXT = "{company}{contact}：\n区委区政府向您问好。您所在的{street}由{officer}联系，电话{office_phone}。\n{leader}"


@pytest.fixture(autouse=True)
def refusals_as_they_are_written():
    """The sentences are asked for by their English; pages answer in the reader's language all the same."""
    with translation.override("en"):
        yield


@pytest.fixture
def street_posts(district, units, posts) -> dict[str, Post]:
    made = {}
    for name in ("officer.wharf", "officer.pier"):
        user = User.objects.create_user(name, "Linjiang-2026", name=name)
        made[name] = Post.objects.create(user=user, role=Role.OFFICER, district=district, unit=units.wharf)
    posts.update(made)
    return made


@pytest.fixture
def wharf(street_posts) -> SimpleNamespace:
    found: dict[str, Actor] = {name.split(".")[1]: actor_of(post) for name, post in street_posts.items()}
    return SimpleNamespace(officer=found["wharf"], other=found["pier"])


@pytest.fixture
def companies(district, units, enterprise) -> list[Enterprise]:
    make = Enterprise.objects.create
    Enterprise.objects.filter(pk=enterprise.pk).update(address="码头路1号")
    return [
        enterprise,
        make(district=district, number="Q000002", name="临江顺达船运有限公司", street=units.wharf, address="码头路2号"),
        make(district=district, number="Q000003", name="临江永兴五金厂", street=units.wharf, address="码头路3号"),
        make(district=district, number="Q000004", name="青山茶业有限公司", street=units.hill, address="青山路9号"),
    ]  # fmt: skip


@pytest.fixture
def write(district, actors) -> Callable[..., Letter]:
    def make(**given: object) -> Letter:
        said = {
            "title": "致{company}的一封信",
            "text": TEXT,
            "dated_on": date(2026, 3, 2),
            "due_on": date(2030, 3, 31),
        }
        return drafting.write(district=district, by=actors["office"], **{**said, **given})

    return make


@pytest.fixture
def letter(write, companies, wharf, actors) -> Letter:
    """Its list drawn up, of all companies."""
    made = write()
    drafting.draw_up(made, Target(), by=actors["office"])
    made.refresh_from_db()
    return made


@pytest.fixture
def started(letter, actors) -> Letter:
    drafting.start(letter, by=actors["office"])
    letter.refresh_from_db()
    return letter


@pytest.fixture
def at_door(started) -> Callable[[str], Delivery]:
    return lambda number: Delivery.objects.get(letter=started, enterprise__number=number)
