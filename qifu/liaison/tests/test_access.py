"""Who may open which page of this app: every address, for a stranger and for each role, as one literal table."""

from datetime import date

import pytest
from django.urls import reverse

from qifu.appeals.words import Channel
from qifu.liaison import sources, urls
from qifu.liaison.findings import write_finding
from qifu.liaison.models import Evidence
from qifu.liaison.sources import Kind, Source
from tests.access import answers, codes

PEOPLE = [
    "stranger",
    "contact",
    "operator",
    "officer.water",
    "officer.trade",
    "office",
    "mayor",
    "inspector",
    "city",
    "system",
]
# 200 shown, 302 done or led elsewhere, 403 not in this post, 404 it does not exist here, 405 to be posted,
# 409 refused, 422 something is missing.
TABLE = """
                            str con opr wat tra ofc ldr ins cit sys
GET  programme              302 403 200 200 200 200 200 200 200 403
GET  programmes             302 403 200 200 200 200 200 200 200 403
GET  programme-new          302 403 403 403 403 200 403 403 403 403
GET  programme-of           302 403 200 200 200 200 200 200 200 403
GET  programme-edit         302 403 403 403 403 200 403 403 403 403
GET  programme-units        302 403 403 403 403 200 403 403 403 403
POST programme-step         302 403 403 403 403 409 403 403 403 403
GET  duties                 302 403 200 200 200 200 200 200 200 403
GET  duty-new               302 403 403 403 403 200 403 403 403 403
POST duties-hand-down       302 403 403 403 403 302 403 403 403 403
GET  reporting              302 403 403 403 403 200 200 200 403 403
POST reporting-remind       302 403 403 403 403 302 403 403 403 403
GET  reports                302 403 200 200 200 200 200 200 200 403
POST reports-confirm        302 403 403 403 403 302 403 403 403 403
GET  duty                   302 403 200 200 404 200 200 200 200 403
GET  duty-edit              302 403 403 403 403 200 403 403 403 403
GET  duty-report            302 403 403 200 404 403 403 403 403 403
GET  duty-report-file       302 403 404 404 404 404 404 404 404 403
POST duty-report-step       302 403 403 403 403 422 403 403 403 403
POST duty-step              302 403 403 403 403 422 403 403 403 403
GET  five-in-place          302 403 200 200 200 200 200 200 200 403
GET  evidence-new           302 403 403 403 403 200 403 403 403 403
GET  evidence-edit          302 403 403 403 403 200 403 403 403 403
GET  evidence-file          302 403 404 404 404 404 404 404 404 403
POST evidence-strike        302 403 403 403 403 302 403 403 403 403
GET  leader-contacts        302 403 403 403 403 200 200 200 403 403
GET  leader-contact         302 403 403 403 403 403 200 403 403 403
GET  company-leader-contacts 302 403 403 403 403 200 200 200 403 403
GET  findings               302 403 200 200 200 200 200 200 403 403
GET  finding-step           302 403 404 200 404 200 404 404 403 403
GET  appeal-origin          302 403 200 404 404 200 200 200 200 403
GET  leader-links           302 403 403 403 403 200 200 200 403 403
GET  suggest-links          302 403 403 403 403 200 403 403 403 403
GET  leader-link-history    302 403 403 403 403 200 200 200 403 403
GET  link-company           302 403 403 403 403 200 403 403 403 403
GET  company-timeline       302 403 200 200 200 200 200 200 403 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.fixture(autouse=True)
def walk():
    """A kind of source, for the finding of the table."""
    describe = lambda ids: {pk: Source("3月12日走访时发现", date(2026, 3, 12), "") for pk in ids}  # noqa: E731
    sources.register(Kind("walk", "走访", Channel.VISIT, describe))
    yield
    del sources._kinds["walk"]


@pytest.fixture
def places(programme, handed_down, report, enterprise, posts, file_appeal, actors):
    enterprise.leader = posts["mayor"].leader
    enterprise.save()
    duty = handed_down()
    filed = report(duty, 1)
    row = Evidence.objects.create(
        district=programme.district,
        programme=programme,
        heading="plan",
        title="调研报告",
        on=date(2026, 2, 2),
    )
    finding = write_finding(
        "walk",
        7,
        district=programme.district,
        enterprise=enterprise,
        day=row.on,
        text="厂门口积水",
        by=actors["officer.water"],
    )
    return {
        "finding-step": [finding.pk, "raise"],
        "appeal-origin": [file_appeal().number],
        "company-timeline": [enterprise.number],
        "link-company": [enterprise.number],
        "leader-contact": [enterprise.number],
        "company-leader-contacts": [enterprise.number],
        "programme-of": [programme.pk],
        "programme-edit": [programme.pk],
        "programme-units": [programme.pk],
        "programme-step": [programme.pk, "end"],
        "duty": [duty.pk],
        "duty-edit": [duty.pk],
        "duty-report": [duty.pk],
        "duty-report-file": [duty.pk, filed.pk],
        "duty-report-step": [duty.pk, filed.pk, "send_back"],
        "duty-step": [duty.pk, "drop"],
        "evidence-edit": [row.pk],
        "evidence-file": [row.pk],
        "evidence-strike": [row.pk],
    }


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[1])
def test_each_role_gets_what_the_table_says(places, sign_in, line):
    method, name, *expected = line
    url = reverse(name, args=places.get(name, []))
    found = answers(method, url, PEOPLE, sign_in)
    assert found["stranger"]["Location"].startswith("/sign-in/")
    assert codes(found) == expected


def test_every_address_of_the_app_stands_in_the_table():
    assert {pattern.name for pattern in urls.urlpatterns} == {name for _method, name, *_expected in LINES}


def test_another_districts_office_finds_none_of_it(places, sign_in, posts, district):
    other = district.parent.children.create(code="990198", name="江北区")
    posts["office"].district = other
    posts["office"].save()
    client = sign_in("office")
    for name in ("programme-of", "programme-edit", "duty", "duty-edit", "evidence-edit", "duty-report-file"):
        assert client.get(reverse(name, args=places[name])).status_code == 404, name
    assert client.get("/duties/").context["rows"] == []
