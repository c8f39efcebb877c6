"""The register of calls, its filters, and the figures whose every number opens it."""

import pytest

from qifu.enterprises.models import Enterprise
from qifu.liaison import timeline
from qifu.liaison.hotline.registrations import calls_heard, lines
from qifu.liaison.hotline.tests.conftest import at
from tests.pages import text_of


@pytest.fixture
def day(took, tell, categories):
    """12 March: a question at 9, one told at 10, a missed one at 9:30, one answered late and written down by nobody."""
    took(begun_at=at(3, 12, 9))
    took("told", begun_at=at(3, 12, 10), category=categories.water, reply="六小时内恢复。")
    tell(call="T-1", ended="2026-03-12T09:31:00+08:00")
    tell(call="T-2", answered="2026-03-12T09:30:16+08:00")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 4),
        ("outcome=told", 1),
        ("outcome=spoken", 2),
        ("outcome=missed", 1),
        ("answered=no", 1),
        ("hour=9", 3),
        ("within=15", 0),
        ("within=-15", 1),
        ("phone=199+0000+1234", 4),
        ("phone=199", 0),
        ("operator=none", 2),
        ("enterprise=Q000001", 2),
        ("since=2026-03-13", 0),
        ("until=2026-03-12", 4),
        ("outcome=nonsense", 4),
    ],
)
def test_the_filters_narrow(day, sign_in, query, count):
    assert len(sign_in("inspector").get(f"/hotline/calls/?{query}").context["page"]) == count


def test_every_number_of_the_figures_opens_the_calls_that_it_counts(day, sign_in):
    client = sign_in("inspector")
    page = client.get("/hotline/figures/?since=2026-03-01&until=2026-03-31")
    figures = page.context["figures"]
    assert [(rate.numerator, rate.denominator) for rate in figures.rates] == [(3, 4), (0, 1), (1, 2)]
    opened = [(rate.numerator, rate.url) for rate in figures.rates]
    opened += [(count, url) for _label, count, url in figures.tiles]
    opened += [(line.calls, line.url) for line in page.context["operators"]]
    for chart in (page.context["by_day"], page.context["by_hour"]):
        opened += [pair for pair in zip(chart["series"][0]["data"], chart["links"], strict=True) if pair[0]]
    assert len(opened) == 15
    for count, url in opened:
        assert len(client.get(url).context["page"]) == count, url


def test_a_period_the_wrong_way_round_is_one_day(day, sign_in):
    page = sign_in("inspector").get("/hotline/figures/?since=2026-03-31&until=2026-03-01")
    assert (page.status_code, page.context["figures"].all["calls"]) == (200, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(rows, took, sign_in, django_assert_num_queries):
    for _each in range(rows):
        took()
    client = sign_in("operator")
    client.get("/hotline/calls/")
    with django_assert_num_queries(4):
        assert len(client.get("/hotline/calls/").context["page"]) == rows


def test_name_and_number_are_masked(took, sign_in):
    call = took()
    for url in ("/hotline/calls/", f"/hotline/calls/{call.pk}/"):
        page = text_of(sign_in("office").get(url))
        assert "19900001234" not in page
        assert "陈静" not in page
        assert "199****1234" in page


def test_a_call_stands_on_the_companys_timeline_and_on_the_board(took, enterprise, district):
    call = took(begun_at=at(3, 12))
    [line] = lines(enterprise, at(3, 13), 5)
    assert (line.at, line.url, line.note) == (at(3, 12), f"/hotline/calls/{call.pk}/", "问何时来水。")
    assert line in timeline.page_of(Enterprise.objects.get(), at(3, 13), "calls").lines
    counted = calls_heard(district, at(3, 1).date(), at(3, 31).date())
    assert counted.count == 1
