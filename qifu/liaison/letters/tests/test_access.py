"""Who may open which page of this app: every address, for a stranger and for each role, as one literal table."""

import pytest
from django.urls import reverse

from qifu.liaison.letters.urls import urlpatterns
from tests.access import answers, codes

PEOPLE = [
    "stranger", "contact", "operator", "officer.wharf", "officer.water", "head.water", "office", "mayor", "inspector", "city", "system",
]  # fmt: skip
# 200 shown, 302 done or led elsewhere, 403 not in this post, 404 it does not exist here, 409 refused, 422 something is missing.
TABLE = """
                        str con opr whf wof whe ofc may ins cit sys
GET  letters            302 403 200 200 200 200 200 200 200 403 403
GET  letter-new         302 403 403 403 403 403 200 403 403 403 403
GET  my-letters         302 403 403 302 302 302 403 403 403 403 403
GET  letter             302 403 200 200 404 404 200 200 200 403 403
GET  letter-edit        302 403 403 403 403 403 200 403 403 403 403
GET  letter-companies   302 403 403 403 403 403 200 403 403 403 403
GET  letter-list        302 403 200 200 404 404 200 200 200 403 403
POST letter-give        302 403 403 403 403 403 409 403 403 403 403
POST letter-share       302 403 403 403 403 403 302 403 403 403 403
GET  letter-mine        302 403 403 200 404 404 403 403 403 403 403
POST letter-print       302 403 403 403 403 403 404 403 403 403 403
GET  letter-step        302 403 403 403 403 403 200 403 403 403 403
GET  delivery           302 403 200 200 404 404 200 200 200 403 403
POST delivery-step      302 403 403 302 404 404 302 403 403 403 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[1])
def test_each_role_gets_what_the_table_says(started, at_door, sign_in, line):
    method, name, *expected = line
    row = at_door("Q000001")
    more = {
        "letter-print": ["odt"],
        "letter-step": ["start"],
        "delivery": [row.pk],
        "delivery-step": [row.pk, "tap"],
    }
    alone = name in ("letters", "letter-new", "my-letters")
    url = reverse(name, args=[] if alone else [started.pk, *more.get(name, [])])
    assert codes(answers(method, url, PEOPLE, sign_in)) == expected


def test_every_address_of_the_app_stands_in_the_table():
    assert {pattern.name for pattern in urlpatterns} == {name for _method, name, *_expected in LINES}


def test_another_districts_office_finds_none_of_it(started, at_door, sign_in, posts, district):
    posts["office"].district = district.parent.children.create(code="990198", name="江北区")
    posts["office"].save()
    client = sign_in("office")
    assert client.get(f"/letters/{started.pk}/").status_code == 404
    assert client.get(f"/letters/{started.pk}/at/{at_door('Q000001').pk}/").status_code == 404
    assert len(client.get("/letters/").context["page"]) == 0


def test_a_draft_is_the_offices_alone(letter, sign_in):
    assert sign_in("officer.wharf").get(f"/letters/{letter.pk}/").status_code == 404
    assert sign_in("mayor").get(f"/letters/{letter.pk}/").status_code == 404
