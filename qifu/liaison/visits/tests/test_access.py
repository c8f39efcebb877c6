"""Who may open which page of this app: every address, for a stranger and for each role, as one literal table."""

import pytest
from django.urls import get_resolver, reverse

from qifu.liaison.visits import recording
from qifu.liaison.visits.tests.conftest import drawing, incoming
from tests.access import answers, codes

PEOPLE = [
    "stranger",
    "contact",
    "operator",
    "officer.water",
    "head.water",
    "officer.planning",
    "officer.trade",
    "office",
    "mayor",
    "deputy",
    "inspector",
    "city",
    "system",
]
# 200 shown, 302 done or led elsewhere, 403 not in this post, 404 it does not exist here, 405 to be posted,
# 409 refused, 422 something is missing.
TABLE = """
                          str con opr wof whe pla tra ofc may dep ins cit sys
GET  visits               302 403 200 200 200 200 200 200 200 200 200 403 403
GET  my-trips             302 403 200 200 200 200 200 200 200 200 200 403 403
GET  visit-new            302 403 403 200 200 200 200 200 200 200 403 403 403
GET  visit-places         302 403 403 200 200 200 200 200 200 200 403 403 403
GET  visit-feedback-owed  302 403 200 200 200 200 200 200 200 200 200 403 403
GET  visit-queue          302 403 200 200 200 200 200 200 200 200 200 403 403
GET  visit-worker         200 200 200 200 200 200 200 200 200 200 200 200 200
GET  visit                302 403 404 200 200 200 404 200 200 200 200 403 403
GET  visit-change         302 403 403 200 200 409 404 200 409 409 403 403 403
GET  visit-cancel         302 403 403 200 200 409 404 200 409 409 403 403 403
GET  visit-record         302 403 404 200 200 200 404 200 200 200 200 403 403
GET  visit-stop           302 403 404 200 200 200 404 200 200 200 200 403 403
GET  visit-signature      302 403 404 200 200 200 404 200 200 200 200 403 403
GET  visit-picture        302 403 404 200 200 200 404 200 200 200 200 403 403
GET  visit-feedback       302 403 404 200 200 200 404 200 200 200 200 403 403
POST visit-feedback       302 403 404 422 422 422 404 422 422 422 422 403 403
POST visit-write          302 403 404 422 422 422 404 422 422 422 422 403 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.fixture
def places(visited, actors):
    """The water bureau's trip with planning's officer; signed, with a picture."""
    stop = visited()
    recording.sign(stop, incoming(drawing()), name="陈静", by=actors["officer.water"])
    recording.add_pictures(stop, [incoming(drawing(seed=2), "photo.png")], by=actors["officer.water"])
    of_visit = ("visit", "visit-change", "visit-cancel", "visit-record")
    return {
        **{name: [stop.visit_id] for name in of_visit},
        **{name: [stop.pk] for name in ("visit-stop", "visit-signature", "visit-feedback")},
        "visit-picture": [stop.pk, stop.pictures.get().pk],
        "visit-write": [stop.pk, "note"],
    }


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line[0]} {line[1]}")
def test_each_role_gets_what_the_table_says(places, sign_in, line):
    method, name, *expected = line
    url = reverse(name, args=places.get(name, []))
    assert codes(answers(method, url, PEOPLE, sign_in)) == expected


def test_every_address_of_the_app_stands_in_the_table():
    site = [each for each in get_resolver().url_patterns if getattr(each, "urlconf_name", None)]
    [own] = [
        each for each in site if getattr(each.urlconf_name, "__name__", "") == "qifu.liaison.visits.urls"
    ]
    assert {pattern.name for pattern in own.url_patterns} == {name for _method, name, *_expected in LINES}


def test_another_districts_office_finds_none_of_it(places, sign_in, posts, district):
    other = district.parent.children.create(code="990198", name="江北区")
    posts["office"].district = other
    posts["office"].save()
    client = sign_in("office")
    for name in places.keys() - {"visit-write"}:
        assert client.get(reverse(name, args=places[name])).status_code == 404, name
    assert len(client.get("/visits/").context["page"]) == 0
    assert client.get("/visits/feedback/").context["rows"] == []
