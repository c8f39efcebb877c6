"""Which meetings one sees, and the list of them."""

import pytest

from qifu.meetings import planning
from qifu.meetings.tests.conftest import at


@pytest.fixture
def three(planned, units, posts):
    """Joint under the mayor; building's special report under its deputy; trade's under the mayor."""
    deputy, building = posts["deputy"].leader, units.water.front
    return [
        planned(title="联席", starts_at=at(4, 1)),
        planned(
            title="城建", starts_at=at(5, 1), kind="special_report", front=building, chair=deputy,
            units=[units.water, units.planning],
        ),
        planned(
            title="工业", starts_at=at(6, 1), kind="special_report", front=units.trade.front, units=[units.trade]
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("office", ["工业", "城建", "联席"]),
        ("inspector", ["工业", "城建", "联席"]),
        ("mayor", ["工业", "城建", "联席"]),
        ("city", ["工业", "城建", "联席"]),
        ("deputy", ["城建"]),
        ("officer.water", ["城建", "联席"]),
        ("head.planning", ["城建"]),
        ("head.trade", ["工业", "联席"]),
    ],
)
def test_each_sees_the_meetings_that_concern_them(three, sign_in, who, seen):
    client = sign_in(who)
    assert [meeting.title for meeting in client.get("/meetings/").context["page"]] == seen
    answers = [client.get(f"/meetings/{meeting.pk}/").status_code for meeting in three]
    assert answers.count(200) == len(seen)
    assert answers.count(404) == 3 - len(seen)


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("kind=joint", ["联席"]),
        ("kind=special_report", ["工业", "城建"]),
        ("stage=cancelled", ["工业"]),
        ("stage=planned", ["城建", "联席"]),
        ("stage=took_place", []),
        ("since=2026-05-01", ["工业", "城建"]),
        ("until=2026-05-01", ["城建", "联席"]),
        ("stage=nonsense", ["工业", "城建", "联席"]),
    ],
)
def test_the_filters_narrow(three, actors, sign_in, query, seen):
    planning.cancel(three[2], by=actors["office"], note="改期", at=at(5, 20))
    assert [m.title for m in sign_in("office").get(f"/meetings/?{query}").context["page"]] == seen


def test_the_front_narrows(three, sign_in, units):
    found = sign_in("office").get(f"/meetings/?front={units.trade.front_id}").context["page"]
    assert [meeting.title for meeting in found] == ["工业"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(rows, planned, sign_in, django_assert_num_queries):
    for _each in range(rows):
        planned()
    client = sign_in("office")
    client.get("/meetings/")
    with django_assert_num_queries(4):
        assert len(client.get("/meetings/").context["page"]) == rows
