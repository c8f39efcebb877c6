"""Who may open which page of this app: every address, for a stranger and for each role, as one literal table."""

import pytest
from django.urls import get_resolver, reverse

from qifu.liaison.hotline.models import CallBack
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
    "inspector",
    "city",
    "system",
]
TABLE = """
                          str con opr wof whe pla ofc may ins cit sys
GET  hotline-desk         302 403 200 403 403 403 200 403 403 403 403
POST hotline-desk         302 403 200 403 403 403 200 403 403 403 403
GET  hotline-new          302 403 200 403 403 403 200 403 403 403 403
GET  hotline-history      302 403 200 403 403 403 200 403 403 403 403
GET  hotline-asked        302 403 200 403 403 403 200 403 403 403 403
GET  calls                302 403 200 403 403 403 200 403 200 403 403
POST calls                403 403 403 403 403 403 403 403 403 403 403
GET  call                 302 403 200 403 403 403 200 403 200 403 403
POST call-people          302 403 422 403 403 403 422 403 422 403 403
GET  call-backs           302 403 200 403 403 403 200 403 403 403 403
GET  call-back            302 403 200 403 403 403 200 403 403 403 403
GET  hotline-figures      302 403 200 403 403 403 200 403 200 403 403
GET  knowledge            302 403 200 200 200 200 200 200 200 403 403
GET  knowledge-found      302 403 200 403 403 403 200 403 403 403 403
GET  knowledge-new        302 403 403 403 200 200 200 403 403 403 403
GET  knowledge-entry      302 403 200 200 200 200 200 200 200 403 403
GET  knowledge-edit       302 403 403 403 200 403 200 403 403 403 403
GET  phone-system         302 403 403 403 403 403 200 403 403 403 200
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.fixture
def places(took, knows):
    call = took("dropped")
    entry = knows()
    return {
        "call": [call.pk],
        "call-people": [call.pk],
        "call-back": [CallBack.objects.get().pk],
        "knowledge-entry": [entry.pk],
        "knowledge-edit": [entry.pk],
    }


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line[0]} {line[1]}")
def test_each_role_gets_what_the_table_says(places, sign_in, line):
    method, name, *expected = line
    url = reverse(name, args=places.get(name, []))
    assert codes(answers(method, url, PEOPLE, sign_in)) == expected


def test_every_address_of_the_app_stands_in_the_table():
    site = [each for each in get_resolver().url_patterns if getattr(each, "urlconf_name", None)]
    [own] = [e for e in site if getattr(e.urlconf_name, "__name__", "") == "qifu.liaison.hotline.urls"]
    assert {pattern.name for pattern in own.url_patterns} == {name for _method, name, *_expected in LINES}


def test_another_districts_office_finds_none_of_it(places, sign_in, posts, district):
    other = district.parent.children.create(code="990198", name="江北区")
    posts["office"].district = other
    posts["office"].save()
    client = sign_in("office")
    for name, args in places.items():
        if name != "call-people":
            assert client.get(reverse(name, args=args)).status_code == 404, name
    assert len(client.get("/hotline/calls/").context["page"]) == 0
    assert len(client.get("/hotline/knowledge/").context["page"]) == 0
