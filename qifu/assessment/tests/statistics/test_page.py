from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.figures.dimensions import DIMENSIONS
from qifu.appeals.figures.measures import COUNTED, GROUPS, MEASURES, RATES, Tally, tally_by
from qifu.appeals.models import Appeal, Category
from qifu.appeals.words import Channel, Population
from qifu.lib.workdays import LOCAL
from qifu.organisations.models import District

YEAR = 2026


def registered(appeal, day):
    """Moves the appeal to a day; the figures go by the day, the list's order by the instant."""
    at = datetime(day.year, day.month, day.day, 10, tzinfo=LOCAL)
    Appeal.objects.filter(pk=appeal.pk).update(registered_at=at, registered_on=day, month=day.replace(day=1))
    return appeal


@pytest.fixture
def excluded():
    """Whether the late one is left out of the rates."""
    return False


@pytest.fixture
def cohort(
    excluded, file_appeal, accepted, assigned, answered, followed_up, actors, units, categories, district
):
    """2026: nine assigned ones in every state that a measure tells apart, two self-found, one told; 2025: one."""
    top = Category.objects.get(code="01")
    rows = {
        "fresh": registered(file_appeal(), date(YEAR, 1, 1)),
        "in_time": registered(answered(channel=Channel.HOTLINE), date(YEAR, 1, 31)),
        "late": registered(answered(lead="planning"), date(YEAR, 2, 1)),
        "closed": registered(followed_up(lead="trade"), date(YEAR, 2, 28)),
        "overdue": registered(assigned(), date(YEAR, 3, 1)),
        "running": registered(assigned(), date(YEAR, 3, 31)),
        "waiting": registered(assigned(), date(YEAR, 4, 1)),
        "withdrawn": registered(assigned(lead="trade"), date(YEAR, 5, 1)),
        "coarse": registered(file_appeal(enterprise=None, enterprise_name="来电企业"), date(YEAR, 12, 31)),
        "own": registered(
            file_appeal(
                by=actors["officer.water"],
                channel=Channel.UNIT_RESEARCH,
                population=Population.SELF_FOUND,
            ),
            date(YEAR, 6, 1),
        ),
        "told": registered(file_appeal(), date(YEAR, 7, 1)),
        "last_year": registered(answered(), date(YEAR - 1, 12, 31)),
    }
    for appeal in rows.values():
        appeal.refresh_from_db()
    advance(rows["closed"], "close", by=actors["office"])
    advance(rows["coarse"], "accept", by=actors["office"], category=top)
    advance(rows["own"], "take_up", by=actors["officer.water"], category=categories.pressure)
    advance(rows["told"], "tell", by=actors["operator"], category=categories.water, reply="已说明。")
    advance(rows["waiting"], "sign_for", by=actors["officer.water"])
    advance(rows["waiting"], "wait", by=actors["officer.water"], note="缺图纸")
    advance(rows["withdrawn"], "withdraw", by=actors["contact"], note="已自行解决")
    passed = timezone.now() - timedelta(days=1)
    for name in ("overdue", "waiting", "withdrawn"):
        Appeal.objects.filter(pk=rows[name].pk).update(answer_due_at=passed)
    Appeal.objects.filter(pk=rows["late"].pk).update(on_time=False, working_days=9)
    if excluded:
        Appeal.objects.filter(pk=rows["late"].pk).update(excluded=True)
    Appeal.objects.filter(pk=rows["closed"].pk).update(working_days=4)
    return rows


def page(client, **query):
    response = client.get("/statistics/", {"period": str(YEAR), **query})
    assert response.status_code == 200
    return response.context


def table(context):
    return {
        line.label: (
            line.received,
            *((share.numerator, share.denominator) for share in line.shares),
            line.median,
            line.p95,
            line.timed,
        )
        for line in context["lines"]
    }


def test_each_unit_has_its_counts_with_numerator_and_denominator(sign_in, cohort):
    context = page(sign_in("office"))
    assert table(context) == {  # received, assigned, answered, closed, on time, median, P95, timed
        "水务局": (4, (4, 4), (1, 4), (0, 4), (1, 2), 0, 0, 1),
        "规划局": (1, (1, 1), (1, 1), (0, 1), (0, 1), 9, 9, 1),
        "工信局": (2, (2, 2), (1, 2), (1, 2), (1, 1), 4, 4, 1),
        "尚未交办": (2, (0, 2), (0, 2), (0, 2), (0, 0), None, None, 0),
    }
    total = context["total"]
    assert (total.received, total.median, total.p95, total.timed) == (9, 4, 9, 3)
    assert [(share.numerator, share.denominator) for share in total.shares] == [
        (7, 9),
        (3, 9),
        (1, 9),
        (2, 4),
    ]


def test_the_populations_stand_apart_and_are_never_added(sign_in, cohort):
    context = page(sign_in("office"))
    assert [(str(each["label"]), each["line"].received) for each in context["populations"]] == [
        ("交办件", 9),
        ("自办件", 1),
        ("告知件", 1),
    ]
    assert table(page(sign_in("office"), population="self_found")) == {
        "水务局": (1, (1, 1), (0, 1), (0, 1), (0, 0), None, None, 0)
    }
    told = page(sign_in("office"), population="notified")
    assert table(told) == {"尚未交办": (1, (1, 1), (1, 1), None, None, 0)}


def test_of_nothing_there_is_no_rate_and_few_cases_are_starred(sign_in, cohort):
    html = sign_in("office").get("/statistics/", {"period": str(YEAR)}).content.decode()
    assert '<span class="figure-value">—</span>' in html
    assert "不足 10 件，不宜排名" in html


def figures_of(context):
    """(what it is, number, the link to its cases) of every figure on the page."""
    table = [*context["lines"], *([context["total"]] if context["total"] else [])]
    for line in [*table, *(each["line"] for each in context["populations"])]:
        yield f"{line.label} received", line.received, line.received_url
        yield f"{line.label} listed", line.listed, line.listed_url
        yield f"{line.label} excluded", line.excluded, line.excluded_url
        if line in table:
            yield f"{line.label} timed", line.timed, line.timed_url
        before = [share.before for share in line.shares if share.before]
        for share in [*line.shares, *before]:
            yield f"{line.label} {share.url}", share.numerator, share.url
            yield f"{line.label} {share.denominator_url}", share.denominator, share.denominator_url
    trend = context["trend"]
    yield from zip(trend["labels"], trend["series"][0]["data"], trend["links"], strict=True)


@pytest.mark.parametrize(
    ("who", "dimensions"),
    [
        ("office", [name for name in DIMENSIONS if name != "district"]),
        ("city", ["district", "unit"]),
        ("officer.water", ["unit", "category"]),
        ("deputy", ["month"]),
    ],
)
def test_every_figure_leads_to_exactly_its_cases(sign_in, cohort, who, dimensions):
    """What two figures lead to is opened once: the totals of one dimension are those of every other."""
    client, opened, wrong, measures = sign_in(who), {}, [], defaultdict(set)
    for dimension, population, group in product(dimensions, Population.values, GROUPS):
        context = page(client, by=dimension, population=population, rates=group)
        assert (context["dimension"].name, context["population"]) == (dimension, population)
        for name, number, url in figures_of(context):
            url = url.partition("&at=")[0]  # the same cases at each of the cut-offs of this test
            measures[dimension].add(parse_qs(urlsplit(url).query)["measure"][0])
            if url not in opened:
                listed = client.get(url).context
                opened[url] = (listed["count"], len(listed["rows"]))
            if opened[url] != (number, number):
                wrong.append((dimension, population, name, number, opened[url]))
    assert wrong == []
    assert measures == {name: set(MEASURES) for name in dimensions}


def test_a_branch_of_the_categories_opens_level_by_level_down_to_its_cases(sign_in, cohort):
    client = sign_in("office")
    assert set(table(page(client, by="category"))) == {"用水用电", "尚未分类"}
    deeper = page(client, by="category", branch="01")
    assert {label: row[0] for label, row in table(deeper).items()} == {"“用水用电”（未细分）": 1, "用水": 7}
    assert [line.inside for line in deeper["lines"]] == ["", "0101"]
    deepest = page(client, by="category", branch="0101")
    assert {label: row[0] for label, row in table(deepest).items()} == {"停水": 7}
    for context in (deeper, deepest):
        for line in context["lines"]:
            assert client.get(line.received_url).context["count"] == line.received


@pytest.mark.parametrize(
    ("query", "received"),
    [
        ({"period": "2026"}, 9),
        ({"period": "2026-Q1"}, 6),
        ({"period": "2026-02"}, 2),
        ({"period": "2025"}, 1),
        ({"period": "2026-12"}, 1),
        ({"since": "2026-01-31", "until": "2026-02-01", "period": ""}, 2),
    ],
)
def test_the_period_is_by_the_day_of_registration(sign_in, cohort, query, received):
    context = sign_in("office").get("/statistics/", query).context
    assert context["populations"][0]["line"].received == received


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"since": "2026-02-01"}, "until"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "until"),
        ({"since": "2016-02-01", "until": "2026-01-01"}, "until"),
        ({"period": "2026-Q9"}, "period"),
    ],
)
def test_a_period_that_cannot_be_is_told_beside_its_field(sign_in, cohort, query, field):
    response = sign_in("office").get("/statistics/", query)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])


def test_the_trend_counts_month_by_month(sign_in, cohort):
    trend = page(sign_in("office"))["trend"]
    received = dict(zip(trend["labels"], trend["series"][0]["data"], strict=True))
    assert [received[f"2026-0{month}"] for month in range(1, 6)] == [2, 2, 2, 1, 1]
    assert [str(series["name"]) for series in trend["series"]] == ["收到", "答复", "销号"]


@pytest.mark.parametrize(
    ("who", "received"),
    [("officer.water", 4), ("officer.trade", 2), ("deputy", 5), ("mayor", 9), ("city", 9), ("inspector", 9)],
)
def test_nobody_counts_what_they_may_not_see(sign_in, cohort, who, received):
    context = page(sign_in(who))
    assert context["populations"][0]["line"].received == received


def test_another_districts_appeals_are_not_counted(sign_in, cohort):
    other = District.objects.create(code="990198", name="望山区")
    Appeal.objects.filter(pk=cohort["in_time"].pk).update(district=other)
    context = page(sign_in("office"))
    assert context["populations"][0]["line"].received == 8


@pytest.mark.parametrize(
    ("dimension", "queries"), [("unit", 11), ("category", 11), ("channel", 9), ("month", 9)]
)
def test_the_page_costs_the_same_queries_however_many_appeals(
    sign_in, cohort, file_appeal, django_assert_num_queries, dimension, queries
):
    """Session and post; of the period and the one before the months kept, those changed since, and what ran out;
    names twice, where the dimension has them."""
    client = sign_in("office")
    page(client)
    for more in (0, 3):
        for _ in range(more):
            file_appeal()
        with django_assert_num_queries(queries):
            page(client, by=dimension)


def test_a_numerator_never_exceeds_its_denominator(cohort):
    tally = Tally()
    for some in tally_by(Appeal.objects.all(), "channel", timezone.now()).values():
        tally.add(some)
    assert {measure.name for measure in COUNTED} == set(MEASURES) - {"timed"}
    assert all(tally[rate.numerator] <= tally[rate.denominator] for rate in RATES.values())
    assert tally["due"] <= tally["assigned"]


@pytest.mark.parametrize("excluded", [True])
def test_rates_are_shown_after_exclusion_and_before_it_and_each_opens_its_cases(sign_in, cohort, excluded):
    """The late answer of Planning is excluded: of the district's three due ones two remain, both in time but one."""
    client = sign_in("office")
    context = page(client)
    line = context["populations"][0]["line"]
    on_time = line.shares[3]
    assert (on_time.numerator, on_time.denominator) == (2, 3)
    assert (on_time.before.numerator, on_time.before.denominator) == (2, 4)
    assert (line.received, line.excluded) == (9, 1)
    assert [row.appeal for row in client.get(line.excluded_url).context["rows"]] == [cohort["late"]]
    assert table(context)["规划局"] == (1, (0, 0), (0, 0), (0, 0), (0, 0), None, None, 0)
    untouched = next(each for each in context["lines"] if each.label == "水务局")
    assert untouched.shares[3].before is None
    for name, number, url in figures_of(context):
        assert client.get(url).context["count"] == number, name
