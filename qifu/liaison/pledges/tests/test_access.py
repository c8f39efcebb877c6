"""Who may open which page of this app: every address, for a stranger and for each role, as one literal table."""

import pytest
from django.urls import reverse

from qifu.liaison.pledges.urls import urlpatterns
from tests.access import answers, codes

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
TABLE = """
                        str con opr wof whe hdt ofc may dep ins cit sys
GET  pledges            302 403 200 200 200 200 200 200 200 200 403 403
GET  pledges-edit       302 403 403 403 403 403 200 403 403 403 403 403
GET  pledges-edit-unit  302 403 403 403 200 403 403 403 403 403 403 403
GET  pledges-record     302 403 200 200 200 200 200 200 200 200 403 403
GET  breaches           302 403 200 200 200 200 200 200 200 200 403 403
GET  breach-new         302 403 200 200 200 200 200 403 403 403 403 403
GET  breach             302 403 200 200 200 404 200 200 200 200 403 403
GET  breach-decide      302 403 403 403 403 403 200 200 403 403 403 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[1])
def test_each_role_gets_what_the_table_says(reported, units, sign_in, line):
    method, name, *expected = line
    args = {"pledges-edit-unit": [units.water.pk]}
    if name in ("breach", "breach-decide"):
        args[name] = [reported().pk]
    assert codes(answers(method, reverse(name, args=args.get(name, [])), PEOPLE, sign_in)) == expected


def test_every_address_of_the_app_stands_in_the_table():
    assert {pattern.name for pattern in urlpatterns} == {name for _method, name, *_expected in LINES}


def test_another_districts_office_finds_none_of_it(reported, sign_in, posts, district):
    breach = reported()
    posts["office"].district = district.parent.children.create(code="990198", name="江北区")
    posts["office"].save()
    client = sign_in("office")
    assert client.get(f"/pledges/breaches/{breach.pk}/").status_code == 404
    assert client.get("/pledges/").context["sheets"] == []
    assert len(client.get("/pledges/breaches/").context["page"]) == 0
