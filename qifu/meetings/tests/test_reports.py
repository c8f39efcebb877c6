"""The special report meeting: each unit of the front with its own figures, list and resolutions."""

import pytest

from qifu.meetings.tests.conftest import at
from tests.pages import heads_and_labels, text_of


@pytest.fixture
def special(planned, units):
    return planned(
        title="城建专题", starts_at=at(4, 24), kind="special_report", front=units.water.front,
        units=[units.water, units.planning, units.trade],
    )  # fmt: skip


def received(response):
    """Of the cases assigned, by unit."""
    return {unit.short_name: line.received for unit, line in response.context["tables"][0][1]}


def test_the_leader_sees_every_unit_of_the_front_with_its_figures(special, handled, sign_in):
    handled()
    handled(when=at(4, 14))
    handled(lead="planning")
    handled(lead="trade")
    assert received(sign_in("deputy").get(f"/meetings/{special.pk}/reports/")) == {"水务局": 2, "规划局": 1}


def test_the_figures_are_those_of_the_statistics(special, handled, sign_in, units):
    handled()
    client = sign_in("office")
    page = client.get(f"/meetings/{special.pk}/reports/")
    (_unit, figures), *_others = page.context["tables"][0][1]
    lines = client.get("/statistics/?since=2026-01-01&until=2026-04-24").context["lines"]
    same = next(line for line in lines if line.label == "水务局")
    assert [(s.numerator, s.denominator) for s in figures.shares] == [
        (s.numerator, s.denominator) for s in same.shares
    ]
    assert len(client.get(figures.received_url).context["rows"]) == figures.received == 1


def test_every_figure_stands_below_its_own_head(special, handled, sign_in, units):
    handled()
    client = sign_in("office")
    for page in (f"/meetings/{special.pk}/reports/", f"/meetings/{special.pk}/reports/{units.water.pk}/"):
        rows = [row for row in heads_and_labels(client.get(page)) if "收到" in row[0]]
        assert len(rows) >= 2
        assert all(labels == heads[1:] for heads, labels in rows)


def test_a_unit_sees_its_own_part_and_nobody_elses(special, handled, sign_in, units):
    handled()
    handled(lead="planning")
    client = sign_in("head.planning")
    assert received(client.get(f"/meetings/{special.pk}/reports/")) == {"规划局": 1}
    assert client.get(f"/meetings/{special.pk}/reports/{units.planning.pk}/").status_code == 200
    assert client.get(f"/meetings/{special.pk}/reports/{units.water.pk}/").status_code == 404


def test_the_units_page_has_its_open_appeals_and_resolutions(special, handled, resolved, sign_in, units):
    handled(title="后到期", when=at(4, 14))
    handled(title="先到期")
    resolved(text="水务的决议")
    page = sign_in("head.water").get(f"/meetings/{special.pk}/reports/{units.water.pk}/")
    assert [row["appeal"].title for row in page.context["rows"]] == ["先到期", "后到期"]
    assert "水务的决议" in text_of(page)


def test_a_joint_meeting_has_no_reports(planned, sign_in):
    assert sign_in("office").get(f"/meetings/{planned().pk}/reports/").status_code == 404
