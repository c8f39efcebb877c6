"""Who may open which page of this app: every address, for a stranger and for each role, as one literal table."""

import pytest
from django.urls import reverse

from qifu.liaison.activities import planning
from qifu.liaison.activities.models import ActivityPicture
from qifu.liaison.activities.urls import urlpatterns
from tests.access import answers, codes

PEOPLE = [
    "stranger",
    "contact",
    "operator",
    "officer.trade",
    "head.trade",
    "officer.water",
    "office",
    "mayor",
    "inspector",
    "city",
    "system",
]
TABLE = """
                          str con opr oft het ofw ofc may ins cit sys
GET  activities           302 403 200 200 200 200 200 200 200 403 403
GET  activity-new         302 403 403 200 200 200 200 403 403 403 403
GET  activity             302 403 200 200 200 200 200 200 200 403 403
GET  activity-change      302 403 403 200 200 403 200 403 403 403 403
GET  activity-sign-ups    302 403 200 200 200 200 200 200 200 403 403
GET  activity-sign-up     302 403 200 200 200 200 200 200 200 403 403
POST activity-attendance  302 403 403 409 409 403 409 403 403 403 403
GET  activity-picture     302 403 404 404 404 404 404 404 404 403 403
GET  activity-step        302 403 403 200 200 403 200 403 403 403 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[1])
def test_each_role_gets_what_the_table_says(published, sign_in, line):
    method, name, *expected = line
    more = {"activity-picture": [1], "activity-step": ["cancel"]}
    alone = name in ("activities", "activity-new")
    url = reverse(name, args=[] if alone else [published().pk, *more.get(name, [])])
    assert codes(answers(method, url, PEOPLE, sign_in)) == expected


def test_every_address_of_the_app_stands_in_the_table():
    assert {pattern.name for pattern in urlpatterns} == {name for _method, name, *_expected in LINES}


def test_another_districts_office_finds_none_of_it(published, sign_in, posts, district):
    activity = published()
    posts["office"].district = district.parent.children.create(code="990198", name="江北区")
    posts["office"].save()
    client = sign_in("office")
    assert client.get(f"/activities/{activity.pk}/").status_code == 404
    assert len(client.get("/activities/").context["page"]) == 0
    assert ActivityPicture.objects.count() == 0


def test_a_draft_is_the_offices_and_the_hosts(plan_of, district, actors, sign_in, client):
    draft = planning.plan(plan_of(), district=district, by=actors["officer.trade"])
    found = {
        who: sign_in(who).get(f"/activities/{draft.pk}/").status_code
        for who in ("office", "head.trade", "head.water", "mayor")
    }
    assert found == {"office": 200, "head.trade": 200, "head.water": 404, "mayor": 404}
    assert client.get(f"/p/{district.code}/gatherings/{draft.pk}/").status_code == 404
