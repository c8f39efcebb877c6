"""Who may open which page of the sampling inspection, as one literal table; and that nobody sees another unit's."""

import pytest
from django.urls import get_resolver, reverse

from qifu.portal.access import token_for
from qifu.supervision.sampling import judging
from tests.access import answers, codes
from tests.pages import text_of

PEOPLE = [
    "stranger",
    "contact",
    "operator",
    "officer.water",
    "head.water",
    "head.trade",
    "office",
    "mayor",
    "deputy",
    "inspector",
    "city",
    "system",
]
# 200 shown, 302 done or led elsewhere, 403 not in this post, 404 it does not exist here, 409 refused, 422 something is missing.
TABLE = """
                           str con opr wof whe tra ofc may dep ins cit sys
GET  draws                 302 403 403 403 200 200 200 200 200 200 200 403
GET  draw-new              302 403 403 403 403 403 200 403 403 200 403 403
GET  inspection-results    302 403 403 403 200 200 200 200 200 200 200 403
GET  checklist             302 403 403 403 403 403 200 403 403 403 403 200
GET  inspections           302 403 403 403 200 200 200 200 200 200 200 403
POST inspections-give      302 403 403 403 403 403 403 403 403 302 403 403
GET  inspection            302 403 403 403 200 404 200 200 200 200 200 403
POST inspection            302 403 403 403 409 404 409 409 409 422 409 403
POST inspection-take-over  302 403 403 403 403 403 403 403 403 302 403 403
GET  appeal-inspections    302 403 403 200 200 404 200 200 200 200 403 403
GET  draw                  302 403 403 403 200 404 200 200 200 200 200 403
GET  redraw                302 403 403 403 200 404 200 200 200 200 200 403
GET  draw-frame            302 403 403 403 200 404 200 200 200 200 200 403
POST draw-share            302 403 403 403 403 403 403 403 403 422 403 403
GET  draw-cancel           302 403 403 403 403 403 200 403 403 200 403 403
POST draw-export           302 403 403 404 302 404 302 302 302 302 403 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.fixture
def places(closed, drawn):
    """Two drawn cases, of the water and the planning bureau."""
    water = closed(title="锅炉房停水")
    closed("planning", title="规划许可迟迟不下")
    made = drawn()
    case = made.inspections.get(appeal=water)
    of_draw = ("draw", "redraw", "draw-frame", "draw-share", "draw-cancel", "draw-export")
    return {
        **{name: [case.pk] for name in ("inspection", "inspection-take-over")},
        **{name: [made.pk] for name in of_draw},
        "appeal-inspections": [water.number],
    }


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line[0]}-{line[1]}")
def test_each_role_gets_what_the_table_says(places, sign_in, line):
    method, name, *expected = line
    url = reverse(name, args=places.get(name, []))
    assert codes(answers(method, url, PEOPLE, sign_in)) == expected


def test_every_address_of_the_sampling_inspection_stands_in_the_table():
    site = [each for each in get_resolver().url_patterns if getattr(each, "urlconf_name", None)]
    [own] = [each for each in site if getattr(each.urlconf_name, "__name__", "") == "qifu.supervision.urls"]
    names = {each.name for each in own.url_patterns if str(each.pattern).startswith("inspections/")}
    assert names == {name for _method, name, *_expected in LINES}


PAGES = (
    "/inspections/cases/",
    "/inspections/{draw}/",
    "/inspections/{draw}/redraw/",
    "/inspections/results/",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_head_reads_nothing_of_another_unit(places, sign_in, page):
    url = page.format(draw=places["draw"][0])
    assert "规划局" in text_of(sign_in("office").get(url))
    shown = text_of(sign_in("head.water").get(url)).replace("请选择", "")
    if page == "/inspections/cases/":
        assert "规划许可迟迟不下" not in shown
    else:
        assert "规划局" not in shown


def test_another_districts_office_finds_none_of_it(places, sign_in, posts, district):
    other = district.parent.children.create(code="990198", name="江北区")
    posts["office"].district = other
    posts["office"].save()
    client = sign_in("office")
    for name in ("draw", "redraw", "draw-frame", "inspection", "draw-cancel", "appeal-inspections"):
        assert client.get(reverse(name, args=places[name])).status_code == 404, name
    for url in ("/inspections/", "/inspections/cases/"):
        assert len(client.get(url).context["page"]) == 0
    assert client.get("/inspections/results/").context["lines"] == []


def test_the_company_hears_nothing_of_it(closed, drawn, said, actors, sign_in):
    appeal = closed()
    case = drawn().inspections.get()
    found = said(case.draw, defect=True, grounds="材料不全", consequence="noted")
    judging.inspect(case, found, by=actors["inspector"])
    official = text_of(sign_in("head.water").get(f"/appeals/{appeal.number}/"))
    assert "材料不全" in official
    company = text_of(sign_in("contact").get(f"/p/990199/appeal/{token_for(appeal)}/"))
    assert "厂区停水三天" in company
    for word in ("材料不全", "抽检", "抽中"):
        assert word not in company


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("/inspections/", 4),
        ("/inspections/cases/", 8),
        ("/inspections/{draw}/", 8),
        ("/inspections/{draw}/redraw/", 6),
        ("/inspections/results/", 10),
        ("/inspections/of-appeal/{appeal}/", 6),
    ],
)
def test_a_page_costs_the_same(
    closed, drawn, said, actors, sign_in, django_assert_num_queries, page, queries, rows
):
    """So many draws, each with one case more than that, the first of which is inspected."""
    for n in range(rows):
        for _case in range(rows + 1):
            appeal = closed()
        made = drawn(seed=str(n))
        judging.inspect(made.inspections.first(), said(made), by=actors["inspector"])
    url = page.format(draw=made.pk, appeal=appeal.number)
    client = sign_in("inspector")
    client.get(url)
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200
