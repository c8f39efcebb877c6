"""Who may open which page of this app: every address, for a stranger and for each role, as one literal table."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from qifu.liaison.questionnaires import sending, urls
from qifu.liaison.questionnaires.checking import Said
from qifu.liaison.questionnaires.models import Answer
from qifu.liaison.questionnaires.tests.test_answering import PDF
from qifu.liaison.questionnaires.words import Kind
from qifu.liaison.targets import Target
from tests.access import answers, codes

PEOPLE = [
    "stranger",
    "contact",
    "operator",
    "officer.water",
    "head.water",
    "officer.trade",
    "office",
    "deputy",
    "inspector",
    "city",
    "system",
]
# 200 shown, 302 done or led elsewhere, 403 not in this post, 404 it does not exist here, 409 refused, 422 something is missing.
TABLE = """
                                       str con opr wof whe tra ofc dep ins cit sys
GET  questionnaires                    302 403 403 200 200 200 200 200 200 403 403
GET  questionnaire-new                 302 403 403 200 200 200 200 403 403 403 403
GET  questionnaire-problems            302 403 403 200 200 200 200 200 200 403 403
POST questionnaire-problems-decide     302 403 403 404 404 404 404 403 403 403 403
GET  questionnaire                     302 403 403 200 200 404 200 200 200 403 403
GET  questionnaire-change              302 403 403 200 200 404 200 403 403 403 403
GET  questionnaire-questions           302 403 403 302 302 404 302 403 403 403 403
GET  question-new                      302 403 403 200 200 404 200 403 403 403 403
GET  question                          302 403 403 404 404 404 404 403 403 403 403
POST question-move                     302 403 403 302 302 404 302 403 403 403 403
GET  questionnaire-preview             302 403 403 200 200 404 200 200 200 403 403
GET  questionnaire-send                302 403 403 200 200 404 200 403 403 403 403
GET  questionnaire-remind              302 403 403 200 200 404 200 403 403 403 403
GET  questionnaire-sheet               302 403 403 200 200 404 200 403 403 403 403
GET  questionnaire-recipients          302 403 403 200 200 404 200 200 200 403 403
GET  questionnaire-recipient           302 403 403 200 200 404 200 200 200 403 403
GET  questionnaire-answer              302 403 403 200 200 404 200 403 403 403 403
POST questionnaire-renew               302 403 403 302 302 404 302 403 403 403 403
GET  questionnaire-file                302 403 403 200 200 404 200 200 200 403 403
GET  questionnaire-results             302 403 403 200 200 404 200 200 200 403 403
GET  questionnaire-texts               302 403 403 200 200 404 200 200 200 403 403
POST questionnaire-export              302 403 403 302 302 404 302 302 302 403 403
GET  questionnaire-step                302 403 403 200 200 404 200 403 403 403 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.fixture
def places(draft, mills, enterprise, actors, of, keys):
    """Water's, sent, answered by the boiler works with a file."""
    found = draft(Said(Kind.FILE, "营业执照"))
    sending.send(sending.publish(found, Target(), by=actors["head.water"]))
    recipient, link = of(found, enterprise)
    [key] = keys(found)
    Client().post(link, {"version": 1, f"q-{key}": SimpleUploadedFile("执照.pdf", PDF)})
    one = [found.pk, recipient.pk]
    question = found.versions.get().questions.get()
    own = {
        "question": [found.pk, question.pk],
        "question-move": [found.pk, question.pk, "up"],
        "questionnaire-recipient": one,
        "questionnaire-answer": one,
        "questionnaire-renew": one,
        "questionnaire-file": [*one, Answer.objects.get().pk],
        "questionnaire-texts": [found.pk, key],
        "questionnaire-step": [found.pk, "close"],
    }
    bare = ("questionnaires", "questionnaire-new", "questionnaire-problems", "questionnaire-problems-decide")
    return {name: own.get(name, [] if name in bare else [found.pk]) for _method, name, *_expected in LINES}


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[1])
def test_each_role_gets_what_the_table_says(places, sign_in, line):
    method, name, *expected = line
    url = reverse(name, args=places[name]) + ("?kind=text" if name == "question-new" else "")
    assert codes(answers(method, url, PEOPLE, sign_in)) == expected


def test_every_address_of_the_app_stands_in_the_table():
    assert {pattern.name for pattern in urls.urlpatterns} == {name for _method, name, *_expected in LINES}


def test_another_districts_office_finds_none_of_it(places, sign_in, posts, district):
    posts["office"].district = district.parent.children.create(code="990198", name="江北区")
    posts["office"].save()
    client = sign_in("office")
    for name in ("questionnaire", "questionnaire-results", "questionnaire-recipient", "questionnaire-file"):
        assert client.get(reverse(name, args=places[name])).status_code == 404, name
    assert client.get("/questionnaires/").context["rows"] == []
    assert client.get("/questionnaires/problems/").context["rows"] == []
