"""Claim, company's word and inspector's finding, as a table of which every number opens its appeals."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.figures.breakdown import Cohort
from qifu.appeals.figures.disagreement import PAIRS, disagree, disagreement_of, verdicts_in
from qifu.appeals.figures.measures import DISAGREEMENT, MEASURES
from qifu.appeals.models import Appeal
from qifu.appeals.words import Population
from qifu.organisations.actors import Actor

# (claim, company, inspector) of each answered one
LIVES = [
    ("solved", True, None),
    ("solved", True, True),
    ("solved", True, False),
    ("solved", False, None),
    ("solved", False, False),
    ("solved", None, False),
    ("partly", False, True),
    ("planned", None, None),
]


@pytest.fixture
def judged(assigned, actors):
    """One appeal for each of LIVES, and one that nobody has answered."""

    def make(claim, company, inspector):
        appeal = assigned()
        advance(appeal, "sign_for", by=actors["officer.water"])
        advance(appeal, "submit_answer", by=actors["officer.water"], claim=claim, reply="已答复。")
        advance(appeal, "answer", by=actors["head.water"])
        if company is not None:
            verdict = {"reply_satisfaction": 4, "solution_satisfaction": 4, "solved": company}
            advance(appeal, "follow_up", by=actors["operator"], way="phone", reached=True, **verdict)
        if inspector is not None:
            advance(appeal, "inspect", by=actors["inspector"], solved=inspector, note="到现场看过")
        return appeal

    assigned()
    return [make(*life) for life in LIVES]


def cohort(by: Actor) -> Cohort:
    today = timezone.localdate()
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    seen = Appeal.objects.visible_to(by).registered_within(first, last)
    query = {"population": "assigned", "since": first.isoformat(), "until": last.isoformat()}
    return Cohort(seen.filter(population=Population.ASSIGNED), query, timezone.now(), by)


def filled(line):
    """(company, inspector) -> (count, whether it is marked), of the cells that are not empty."""
    pairs = zip(PAIRS, line.cells, strict=True)
    return {pair: (cell.count, cell.disagrees) for pair, cell in pairs if cell.count}


def test_each_claim_is_a_line_and_each_pair_of_verdicts_a_column(judged, actors):
    table = disagreement_of(cohort(actors["office"]))
    assert [str(line.label) for line in table.lines] == [
        "已解决", "部分解决", "列入计划", "解释说明", "不属受理范围",
    ]  # fmt: skip
    solved, partly, planned, explained, beyond = table.lines
    assert filled(solved) == {
        ("yes", "none"): (1, False),
        ("yes", "yes"): (1, False),
        ("yes", "no"): (1, True),
        ("no", "none"): (1, True),
        ("no", "no"): (1, True),
        ("none", "no"): (1, True),
    }
    assert filled(partly) == {("no", "yes"): (1, True)}
    assert filled(planned) == {("none", "none"): (1, False)}
    assert filled(explained) == filled(beyond) == {}
    assert (solved.together.count, table.total.together.count) == (6, 8)


def test_the_rates_of_disagreement_have_their_parts(judged, actors):
    """Claimed solved: five judged, two denied; four inspected, three refuted. The company's solved: two inspected, one refuted."""
    table = disagreement_of(cohort(actors["office"]))
    assert [(share.numerator, share.denominator) for share in table.shares] == [(2, 5), (3, 4), (1, 2)]


def opened(client, url):
    context = client.get(url).context
    assert len(context["rows"]) == context["count"]
    return context["count"]


@pytest.mark.parametrize("who", ["office", "inspector", "head.water"])
def test_every_number_of_the_table_opens_exactly_its_appeals(judged, actors, sign_in, who):
    client, table = sign_in(who), disagreement_of(cohort(actors[who]))
    cells = [cell for line in [*table.lines, table.total] for cell in [*line.cells, line.together]]
    assert [opened(client, cell.url) for cell in cells] == [cell.count for cell in cells]
    for share in table.shares:
        found = (opened(client, share.url), opened(client, share.denominator_url))
        assert found == (share.numerator, share.denominator)


def test_the_list_behind_a_number_says_which_verdicts_it_shows(judged, actors, sign_in):
    table = disagreement_of(cohort(actors["office"]))
    page = sign_in("office").get(table.lines[0].cells[PAIRS.index(("yes", "no"))].url)
    assert [row.appeal for row in page.context["rows"]] == [judged[2]]
    assert "已答复，三方结论为：单位自报“已解决”；企业评价“已解决”；督查核实“未解决”" in page.content.decode()


def test_what_is_excluded_stands_beside_the_table_and_the_rates_before_exclusion_beside_the_rates(
    judged, actors, sign_in
):
    Appeal.objects.filter(pk=judged[3].pk).update(excluded=True)
    client, table = sign_in("office"), disagreement_of(cohort(actors["office"]))
    assert (table.total.together.count, table.excluded.count) == (7, 1)
    assert opened(client, table.total.together.url) == 7
    assert opened(client, table.excluded.url) == 1
    denied = table.shares[0]
    assert (denied.numerator, denied.denominator) == (1, 4)
    assert (denied.before.numerator, denied.before.denominator) == (2, 5)
    assert opened(client, denied.before.url) == 2


def test_nobody_counts_verdicts_on_what_they_may_not_see(judged, actors):
    assert disagreement_of(cohort(actors["head.trade"])).total.together.count == 0


@pytest.mark.parametrize("queries", [1])
def test_the_table_is_one_query_however_many_appeals(judged, actors, django_assert_num_queries, queries):
    with django_assert_num_queries(queries):
        disagreement_of(cohort(actors["office"]))
    Appeal.objects.exclude(pk=judged[0].pk).update(stage="withdrawn")
    with django_assert_num_queries(queries):
        disagreement_of(cohort(actors["office"]))


def test_the_part_of_a_page_prints_every_number_as_a_link(judged, actors):
    table = disagreement_of(cohort(actors["office"]))
    html = render_to_string("appeals/parts/disagreement.html", {"disagreement": table})
    lines = [*table.lines, table.total]
    printed = [cell for line in lines for cell in line.cells if cell.count]
    assert len(printed) == 8 + 8
    assert all(f'{cell.url.replace("&", "&amp;")}">{cell.count}</a>' in html for cell in printed)
    assert html.count("≠</abbr>") == sum(cell.disagrees and bool(cell.count) for cell in printed)


@pytest.mark.parametrize(
    "text", ["", "solved", "solved.yes", "solved.perhaps.no", "nonsense.yes.no", "a.b.c.d"]
)
def test_verdicts_that_cannot_be_read_narrow_nothing(judged, sign_in, text):
    assert verdicts_in(text) is None
    assert sign_in("office").get("/appeals/", {"verdicts": text}).context["count"] == 9


@pytest.mark.parametrize(
    ("claim", "company", "inspector", "expected"),
    [
        ("solved", True, True, False),
        ("solved", None, None, False),
        ("solved", False, None, True),
        ("solved", None, False, True),
        ("partly", False, None, False),
        ("partly", True, False, True),
        (None, False, False, False),
    ],
)
def test_they_disagree_where_one_says_solved_and_another_not(claim, company, inspector, expected):
    assert disagree(claim, company, inspector) is expected


def test_the_statistics_by_unit_show_the_rates_of_disagreement(judged, sign_in):
    context = sign_in("office").get("/statistics/", {"rates": "disagreement"}).context
    water = next(line for line in context["lines"] if line.label == "水务局")
    assert [(share.numerator, share.denominator) for share in water.shares] == [(2, 5), (3, 4), (1, 2)]
    named = [parse_qs(urlsplit(share.url).query)["measure"][0] for share in water.shares]
    assert tuple(named) == DISAGREEMENT
    assert all(str(MEASURES[name].definition) in context["definitions"] for name in named)
