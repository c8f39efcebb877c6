"""What the apps above say a unit owes stands on its worklist."""

from datetime import timedelta

import pytest
from django.utils import timezone

from qifu.appeals import owed
from qifu.appeals.owed import Owed


@pytest.fixture
def sources(monkeypatch):
    """Only this test's sources."""
    monkeypatch.setattr(owed, "_sources", {})
    return owed


def test_the_worklist_has_a_place_for_what_else_is_owed(sign_in):
    assert 'hx-get="/worklist/owed/"' in sign_in("officer.water").get("/worklist/").content.decode()


def test_what_a_unit_owes_comes_by_due_day_and_what_has_none_last(sources, sign_in):
    soon, late = timezone.now() + timedelta(days=9), timezone.now() - timedelta(days=30)

    def source(actor):
        return [
            Owed(f"{actor.unit.short_name}：无期限", "决议", "/x/3/", None),
            Owed("月报", "8 月月报", "/x/1/", soon),
            Owed("督办单答复", "书面答复", "/x/2/", late),
        ]

    sources.register("invented", source)
    answer = sign_in("officer.water").get("/worklist/owed/")
    assert [row["thing"].title for row in answer.context["rows"]] == ["督办单答复", "月报", "水务局：无期限"]
    assert [row["light"] for row in answer.context["rows"]] == ["red", "green", None]
    assert '<a href="/x/2/">督办单答复</a>' in answer.content.decode()


def test_nothing_owed_shows_nothing(sources, sign_in):
    assert sign_in("head.water").get("/worklist/owed/").content.decode().strip() == ""


def test_only_a_units_people_owe_something(sources, sign_in):
    assert sign_in("office").get("/worklist/owed/").status_code == 403
