"""Who may open which page of this app: every address, for a stranger and for each role, as one literal table."""

import pytest
from django.urls import get_resolver, reverse

from qifu.meetings import agenda
from qifu.meetings.feed import renew, token_of
from qifu.meetings.tests.conftest import at
from tests.access import answers, codes

PEOPLE = [
    "stranger",
    "contact",
    "operator",
    "officer.water",
    "head.water",
    "head.planning",
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
                            str con opr wof whe pla ofc may dep ins cit sys
GET  meetings               302 403 403 200 200 200 200 200 200 200 200 403
GET  meeting-new            302 403 403 403 403 403 200 403 403 403 403 403
GET  calendar-link          302 403 403 200 200 200 200 200 200 200 200 403
GET  calendar-feed          200 200 200 200 200 200 200 200 200 200 200 200
GET  resolutions            302 403 403 200 200 200 200 200 200 200 200 403
GET  resolution             302 403 403 200 200 404 200 200 404 200 200 403
GET  resolution-revise      302 403 403 403 403 403 404 403 403 403 403 403
POST resolution-take-back   302 403 403 403 403 403 404 403 403 403 403 403
POST resolution-step        302 403 403 403 422 404 422 403 403 403 403 403
GET  appeal-meetings        302 403 403 200 200 404 200 200 200 200 403 403
POST onto-agenda            302 403 403 403 403 403 302 403 403 403 403 403
GET  meeting                302 403 403 200 200 404 200 200 404 200 200 403
GET  meeting-change         302 403 403 403 403 403 409 403 403 403 403 403
GET  meeting-agenda         302 403 403 403 403 403 200 403 403 403 403 403
POST agenda-add-appeal      302 403 403 403 403 403 422 403 403 403 403 403
POST agenda-add-topic       302 403 403 403 403 403 422 403 403 403 403 403
POST agenda-item            302 403 403 403 403 403 409 403 403 403 403 403
GET  meeting-briefs         302 403 403 200 200 404 200 200 404 200 200 403
GET  meeting-brief          302 403 403 200 200 404 200 200 404 200 200 403
GET  meeting-record         302 403 403 403 403 403 302 403 403 403 403 403
POST meeting-attendance     302 403 403 403 403 403 409 403 403 403 403 403
POST item-minutes           302 403 403 403 403 403 409 403 403 403 403 403
POST item-resolve           302 403 403 403 403 403 422 403 403 403 403 403
GET  meeting-minutes        302 403 403 200 200 404 200 200 404 200 200 403
GET  meeting-reports        302 403 403 404 404 404 404 404 404 404 404 403
GET  meeting-report         302 403 403 404 404 404 404 404 404 404 404 403
POST meeting-step           302 403 403 403 403 403 422 403 403 403 403 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.fixture
def places(held, resolve, finalise, handled, actors, units, posts):
    """A joint meeting with finalised minutes on one appeal of the water bureau."""
    appeal, meeting = handled(), held(starts_at=at(4, 15))
    agenda.add_appeal(meeting, appeal, by=actors["office"])
    item = meeting.items.get()
    resolution = resolve(meeting, item=item)
    finalise(meeting)
    return {
        "calendar-feed": [token_of(renew(posts["head.water"].user))],
        "resolution": [resolution.pk],
        "resolution-revise": [resolution.pk],
        "resolution-take-back": [resolution.pk],
        "resolution-step": [resolution.pk, "report"],
        "appeal-meetings": [appeal.number],
        "onto-agenda": [appeal.number],
        "agenda-item": [meeting.pk, item.pk, "up"],
        "meeting-brief": [meeting.pk, item.pk],
        "item-minutes": [meeting.pk, item.pk],
        "item-resolve": [meeting.pk, item.pk],
        "meeting-report": [meeting.pk, units.water.pk],
        "meeting-step": [meeting.pk, "correct"],
        **{
            name: [meeting.pk]
            for name in (
                "meeting", "meeting-change", "meeting-agenda", "agenda-add-appeal", "agenda-add-topic",
                "meeting-briefs", "meeting-record", "meeting-attendance", "meeting-minutes", "meeting-reports",
            )
        },
    }  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[1])
def test_each_role_gets_what_the_table_says(places, sign_in, line):
    method, name, *expected = line
    url = reverse(name, args=places.get(name, []))
    assert codes(answers(method, url, PEOPLE, sign_in)) == expected


def test_every_address_of_the_app_stands_in_the_table():
    """Of the whole site's addresses, because those of appeals teach it to read an appeal's number."""
    site = [each for each in get_resolver().url_patterns if getattr(each, "urlconf_name", None)]
    [own] = [each for each in site if getattr(each.urlconf_name, "__name__", "") == "qifu.meetings.urls"]
    assert {pattern.name for pattern in own.url_patterns} == {name for _method, name, *_expected in LINES}


def test_another_districts_office_finds_none_of_it(places, sign_in, posts, district):
    other = district.parent.children.create(code="990198", name="江北区")
    posts["office"].district = other
    posts["office"].save()
    client = sign_in("office")
    for name in (
        "meeting",
        "meeting-agenda",
        "meeting-minutes",
        "meeting-briefs",
        "resolution",
        "appeal-meetings",
    ):
        assert client.get(reverse(name, args=places[name])).status_code == 404, name
    assert len(client.get("/meetings/").context["page"]) == 0
    assert client.get("/meetings/resolutions/").context["rows"] == []
