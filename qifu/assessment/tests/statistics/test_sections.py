"""Each section of the statistics: its numbers, and that each of them opens exactly its cases."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.figures.funnel import FUNNEL
from qifu.appeals.models import Appeal


def page(client, **query):
    response = client.get("/statistics/", query)
    assert response.status_code == 200
    return response.context


def listed(client, url):
    """The numbers of the appeals that a figure opens; the page says as many."""
    context = client.get(url).context
    assert context["count"] == len(context["rows"])
    return sorted(row.appeal.number for row in context["rows"])


@pytest.fixture
def several(file_appeal, accepted, assigned, handled, answered, followed_up, actors):
    """An appeal at each step of the way; the last two closed, one of them after 20 working days."""
    advance(handled, "contact", by=actors["officer.water"], way="phone", whom="陈静", note="已通话")
    closed, late = followed_up(), followed_up(lead="planning")
    for appeal in (closed, late):
        advance(appeal, "close", by=actors["office"])
    Appeal.objects.filter(pk=late.pk).update(working_days=20)
    rows = {
        "filed": file_appeal(),
        "accepted": accepted(),
        "assigned": assigned(lead="trade"),
        "contacted": handled,
        "answered": answered(lead="planning"),
        "closed": closed,
        "late": late,
    }
    return {name: appeal.number for name, appeal in rows.items()}


def test_the_funnel_is_a_chain_and_each_step_opens_its_cases(sign_in, several):
    client = sign_in("office")
    steps = page(client, show="funnel")["steps"]
    found = {each["step"].name: listed(client, each["url"]) for each in steps}
    assert [each["count"] for each in steps] == [7, 6, 5, 4, 4, 3, 2, 2]
    assert [len(cases) for cases in found.values()] == [7, 6, 5, 4, 4, 3, 2, 2]
    inner = list(found.values())
    assert all(set(later) <= set(earlier) for earlier, later in pairwise(inner))
    assert found["followed_up"] == sorted([several["closed"], several["late"]])
    assert (steps[3]["before"], steps[3]["of"]) == (5, 7)


def test_whatever_becomes_of_an_appeal_no_step_of_the_funnel_lacks_the_one_before(sign_in, several, actors):
    advance(Appeal.objects.get(number=several["accepted"]), "withdraw", by=actors["contact"], note="不需要了")
    advance(Appeal.objects.get(number=several["answered"]), "redo", by=actors["office"], note="答非所问")
    rows = Appeal.objects.all()
    chain = [set(rows.filter(step.condition).values_list("pk", flat=True)) for step in FUNNEL.values()]
    assert [len(step) for step in chain] == [7, 5, 5, 4, 3, 2, 2, 2]
    assert all(later <= earlier for earlier, later in pairwise(chain))


def test_each_bar_of_the_working_days_opens_its_answers(sign_in, several):
    client = sign_in("office")
    context = page(client, show="days")
    spread, chart = context["spread"], context["spread_chart"]
    assert (spread["count"], spread["p50"], spread["p90"], spread["longest"]) == (3, 0, 20, 20)
    assert len(listed(client, spread["url"])) == 3
    bars = dict(zip(chart["labels"], chart["series"][0]["data"], strict=True))
    assert {label: n for label, n in bars.items() if n} == {"0": 2, "16–20": 1}
    for number, url in zip(chart["series"][0]["data"], chart["links"], strict=True):
        assert len(listed(client, url)) == number
    assert listed(client, chart["links"][-1]) == [several["late"]]
    lines = {line["label"]: (line["count"], line["p50"], line["p90"]) for line in context["spread_lines"]}
    assert lines == {"水务局": (1, 0, 0), "规划局": (2, 0, 20)}


def test_each_cell_of_units_by_categories_opens_its_cases(sign_in, several):
    client = sign_in("office")
    received, on_time = page(client, show="heat")["heats"]
    assert received["labels"] == ["用水用电", "尚未分类"]
    cells = {row["name"]: row["data"] for row in received["series"]}
    assert cells == {"水务局": [2, None], "规划局": [2, None], "工信局": [1, None], "尚未交办": [1, 1]}
    for row in received["series"]:
        for number, url in zip(row["data"], row["links"], strict=True):
            assert len(listed(client, url)) == (number or 0)
    assert {row["name"]: row["data"][0] for row in on_time["series"]}["规划局"] == 100.0
    assert len(listed(client, on_time["series"][1]["links"][0])) == 2


@pytest.fixture
def disputes(several, assigned, actors, units):
    """Water objected three times: upheld (trade leads it now), overruled, pending; planning once: upheld, nobody leads it."""
    found = {}
    for name, lead in (("moved", "water"), ("kept", "water"), ("open", "water"), ("loose", "planning")):
        found[name] = assigned(lead=lead)
        advance(found[name], "object", by=actors[f"head.{lead}"], note="不属本局职责")
    for name in ("moved", "loose"):
        advance(found[name], "uphold", by=actors["office"], note="成立")
    advance(found["kept"], "overrule", by=actors["office"], note="属供水设施维护")
    advance(found["moved"], "assign", by=actors["office"], lead=units.trade, complexity="simple")
    return {name: appeal.number for name, appeal in found.items()}


def test_the_flow_of_disputes_says_who_objected_what_was_ruled_and_who_leads_it_now(sign_in, disputes):
    client = sign_in("office")
    flow = page(client, show="disputes")["disputes"]
    water, planning = flow.lines
    assert (water.label, water.together.count, [cell.count for cell in water.cells]) == (
        "水务局",
        3,
        [1, 1, 1, 0],
    )
    assert [(label, cell.count) for label, cell in water.upheld_to] == [("工信局", 1)]
    assert [(label, cell.count) for label, cell in planning.upheld_to] == [("尚未交办", 1)]
    assert [cell.count for cell in flow.total.cells] == [2, 1, 1, 0]
    for line in (water, planning, flow.total):
        for cell in (line.together, *line.cells, *(cell for _label, cell in line.upheld_to)):
            assert len(listed(client, cell.url)) == cell.count
    assert listed(client, water.upheld_to[0][1].url) == [disputes["moved"]]
    assert listed(client, water.cells[2].url) == [disputes["open"]]


@pytest.mark.parametrize(("who", "objected"), [("office", 4), ("head.trade", 1), ("head.planning", 1)])
def test_nobody_sees_disputes_on_what_they_may_not_see(sign_in, disputes, who, objected):
    total = page(sign_in(who), show="disputes")["disputes"].total
    assert total.together.count == objected


def test_the_three_verdicts_stand_in_their_own_section(sign_in, several):
    table = page(sign_in("office"), show="verdicts")["disagreement"]
    assert table.total.together.count == 3


@pytest.mark.parametrize(
    ("word", "value"),
    [("days", "x"), ("dispute", "1"), ("dispute", "a.upheld"), ("reached", "moon"), ("stood", "yesterday")],
)
def test_a_word_of_a_figures_list_that_cannot_be_read_narrows_nothing(sign_in, several, word, value):
    assert sign_in("office").get("/appeals/", {word: value}).context["count"] == 7


def test_the_list_is_filtered_by_size_of_the_company(sign_in, several, file_appeal):
    unknown = file_appeal(enterprise=None, enterprise_name="来电企业")
    client = sign_in("office")
    lines = {line.label: line.received_url for line in page(client, by="size")["lines"]}
    assert len(listed(client, lines["中型"])) == 7
    assert listed(client, lines["规模不详"]) == [unknown.number]


@pytest.mark.parametrize(
    ("by", "label"), [("quarter", r"\d{4}年第\d季度"), ("year", r"\d{4}"), ("month", r"\d{4}-\d\d")]
)
def test_quarters_and_years_open_their_cases_as_months_do(sign_in, several, by, label):
    client = sign_in("office")
    earlier = timezone.now() - timedelta(days=400)
    day = timezone.localdate(earlier)
    Appeal.objects.filter(number=several["filed"]).update(
        registered_at=earlier, registered_on=day, month=day.replace(day=1)
    )
    today = timezone.localdate()
    context = page(client, by=by, since=f"{day.year}-01-01", until=f"{today.year}-12-31")
    lines = context["lines"]
    assert [line.received for line in lines] == [1, 6]
    assert all(re.fullmatch(label, line.label) for line in lines)
    assert listed(client, lines[0].received_url) == [several["filed"]]
    assert len(listed(client, lines[1].received_url)) == 6


@pytest.mark.parametrize(
    ("show", "queries"),
    [("days", 7), ("funnel", 6), ("heat", 8), ("disputes", 11), ("verdicts", 6)],
)
def test_a_section_costs_the_same_queries_however_many_appeals(
    sign_in, several, disputes, assigned, actors, django_assert_num_queries, show, queries
):
    client = sign_in("office")
    page(client, show=show)
    for more in (0, 2):
        for _n in range(more):
            advance(assigned(), "object", by=actors["head.water"], note="不属本局职责")
        with django_assert_num_queries(queries):
            page(client, show=show)


@pytest.mark.parametrize(("who", "sees"), [("office", True), ("mayor", True), ("head.water", False)])
def test_the_way_to_the_wall_is_shown_to_those_whom_it_lets_in(sign_in, several, who, sees):
    assert ("/statistics/wall/" in sign_in(who).get("/statistics/").content.decode()) is sees
