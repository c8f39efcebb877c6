"""Who may open which page of this app: every address, for a stranger and for each role, as one literal table."""

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from django.utils import timezone

from qifu.appeals.files import Incoming, keep
from qifu.liaison.symposia.models import GatheringFile
from qifu.lib.uploads import inspect
from tests.access import answers, codes

PEOPLE = [
    "stranger",
    "contact",
    "operator",
    "officer.water",
    "head.planning",
    "head.trade",
    "office",
    "mayor",
    "inspector",
    "city",
    "system",
]
TABLE = """
                          str con opr wof pla tra ofc may ins cit sys
GET  symposia             302 403 403 200 200 200 200 200 200 403 403
GET  symposium-new        302 403 403 200 200 200 200 403 403 403 403
GET  symposium            302 403 403 200 200 404 200 200 200 403 403
GET  symposium-print      302 403 403 200 200 404 200 200 200 403 403
GET  symposium-change     302 403 403 200 403 404 200 403 403 403 403
GET  symposium-record     302 403 403 200 403 404 200 403 403 403 403
POST symposium-issue      302 403 403 422 403 404 422 403 403 403 403
POST symposium-write-up   302 403 403 409 403 404 409 403 403 403 403
GET  symposium-cancel     302 403 403 200 403 404 200 403 403 403 403
GET  symposium-file       302 403 403 200 200 404 200 200 200 403 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.fixture
def places(planned):
    row = planned()
    content = ContentFile(b"hello")
    kept = keep(Incoming("a.txt", content, inspect(content, "a.txt", 1000)))
    file = GatheringFile.objects.create(gathering=row, file=kept, name="a.txt", at=timezone.now())
    return {"symposium-file": [row.pk, file.pk], "symposia": [], "symposium-new": [], "": [row.pk]}


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[1])
def test_each_role_gets_what_the_table_says(places, sign_in, line):
    method, name, *expected = line
    url = reverse(name, args=places.get(name, places[""]))
    assert codes(answers(method, url, PEOPLE, sign_in)) == expected


def test_every_address_of_the_app_stands_in_the_table():
    site = [each for each in get_resolver().url_patterns if getattr(each, "urlconf_name", None)]
    [own] = [e for e in site if getattr(e.urlconf_name, "__name__", "") == "qifu.liaison.symposia.urls"]
    assert {pattern.name for pattern in own.url_patterns} == {name for _method, name, *_expected in LINES}


def test_another_districts_office_finds_none_of_it(places, sign_in, posts, district):
    other = district.parent.children.create(code="990198", name="江北区")
    posts["office"].district = other
    posts["office"].save()
    client = sign_in("office")
    assert client.get(reverse("symposium", args=places[""])).status_code == 404
    assert client.get(reverse("symposium-file", args=places["symposium-file"])).status_code == 404
    assert len(client.get("/symposia/").context["page"]) == 0
