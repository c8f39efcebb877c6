"""Pages with many rows cost the same for one and for three."""

import pytest

from qifu.meetings import agenda, recording
from qifu.meetings.tests.conftest import at


@pytest.fixture
def full(held, handled, resolve, finalise, actors, units):
    """A special report meeting of the building front with so many appeals, each minuted and resolved."""

    def make(rows: int):
        meeting = held(kind="special_report", front=units.water.front)
        for _each in range(rows):
            agenda.add_appeal(meeting, handled(), by=actors["office"])
        for item in meeting.items.all():
            recording.minute(item, "加快办理", by=actors["office"])
            resolve(meeting, item=item)
        return finalise(meeting)

    return make


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [("", 8), ("minutes/", 9), ("briefs/", 15), ("reports/", 12), ("reports/{unit}/", 15)],
)
def test_a_page_costs_the_same(full, units, sign_in, django_assert_num_queries, page, queries, rows):
    url = f"/meetings/{full(rows).pk}/{page.format(unit=units.water.pk)}"
    client = sign_in("office")
    client.get(url)
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_next_meetings_page_costs_the_same(
    full, planned, units, sign_in, django_assert_num_queries, rows
):
    full(rows)
    following = planned(kind="special_report", front=units.water.front, starts_at=at(12, 1))
    client = sign_in("office")
    client.get(f"/meetings/{following.pk}/")
    with django_assert_num_queries(10):
        assert len(client.get(f"/meetings/{following.pk}/").context["lines"]) == rows
