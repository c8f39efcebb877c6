"""Who may open what: every address of this app, for a stranger and for each role, as one literal table."""

import pytest
from django.urls import reverse

from qifu.organisations import jobs, urls
from qifu.organisations.models import Job
from tests.access import answers, codes

PEOPLE = [
    "stranger",
    "contact",
    "operator",
    "officer.water",
    "head.water",
    "office",
    "mayor",
    "inspector",
    "city",
    "system",
    "security",
    "audit",
]
# 200 it is shown, 302 done or led elsewhere (a stranger: to the sign-in), 403 not in this post, 404 it does not exist here.
TABLE = """
                                str con opr off hea ofc ldr ins cit sys sec aud
GET  sign-in                    200 302 302 302 302 302 302 302 302 302 302 302
GET  sign-in-code               302 302 302 302 302 302 302 302 302 302 302 302
GET  sign-in-new-password       302 302 302 302 302 302 302 302 302 302 302 302
POST sign-out                   302 302 302 302 302 302 302 302 302 302 302 302
GET  home                       302 302 302 302 302 302 302 302 302 302 302 302
POST switch-post                302 404 404 404 404 404 404 404 404 404 404 404
GET  change-password            302 200 200 200 200 200 200 200 200 200 200 200
POST preferences                302 302 302 302 302 302 302 302 302 302 302 302
GET  jobs                       302 200 200 200 200 200 200 200 200 200 200 200
GET  job                        302 404 404 404 404 200 404 404 404 404 404 404
GET  job-progress               302 404 404 404 404 200 404 404 404 404 404 404
GET  job-output                 302 404 404 404 404 200 404 404 404 404 404 404
GET  logs                       302 403 403 403 403 403 403 403 403 403 403 200
POST logs-export                302 403 403 403 403 403 403 403 403 403 403 302
GET  settings                   302 403 403 403 403 200 403 403 403 200 200 403
GET  calendar                   302 403 403 403 403 200 403 403 403 200 403 403
POST calendar-load              302 403 403 403 403 302 403 403 403 302 403 403
GET  calendar-import            302 403 403 403 403 200 403 403 403 200 403 403
POST calendar-import-take       302 403 403 403 403 302 403 403 403 302 403 403
GET  calendar-template          302 403 403 403 403 200 403 403 403 200 403 403
GET  calendar-year              302 403 403 403 403 200 403 403 403 200 403 403
POST calendar-day               302 403 403 403 403 302 403 403 403 302 403 403
GET  user-lookup                302 403 403 403 403 403 403 403 403 403 200 403
GET  user-add                   302 403 403 403 403 403 403 403 403 200 403 403
POST user-reset-password        302 403 403 403 403 403 403 403 403 200 403 403
POST user-unlock                302 403 403 403 403 403 403 403 403 302 403 403
POST user-reset-second-factor   302 403 403 403 403 403 403 403 403 302 403 403
GET  settings-list:district     302 403 403 403 403 200 403 403 403 200 403 403
GET  settings-add:district      302 403 403 403 403 404 403 403 403 404 403 403
GET  settings-list:units        302 403 403 403 403 200 403 403 403 200 403 403
GET  settings-add:units         302 403 403 403 403 200 403 403 403 200 403 403
GET  unit-merge                 302 403 403 403 403 200 403 403 403 200 403 403
GET  settings-edit:units        302 403 403 403 403 200 403 403 403 200 403 403
GET  settings-list:fronts       302 403 403 403 403 200 403 403 403 200 403 403
GET  settings-list:leaders      302 403 403 403 403 200 403 403 403 200 403 403
GET  settings-list:users        302 403 403 403 403 403 403 403 403 200 403 403
GET  settings-edit:users        302 403 403 403 403 403 403 403 403 200 403 403
GET  settings-list:posts        302 403 403 403 403 403 403 403 403 403 200 403
GET  settings-add:posts         302 403 403 403 403 403 403 403 403 403 200 403
GET  settings-edit:posts        302 403 403 403 403 403 403 403 403 403 200 403
GET  settings-list:nothing      302 404 404 404 404 404 404 404 404 404 404 404
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.fixture
def places(posts, units):
    """What each address needs beside its name."""

    job = Job.objects.create(
        district=units.water.district, kind="none", title="导出", post=posts["office"], state="done"
    )
    jobs.output(job, "清单.csv").write_text("一", "utf-8")
    job.save()
    person = posts["officer.trade"]
    return {
        "job": [job.pk],
        "job-progress": [job.pk],
        "job-output": [job.pk],
        "calendar-year": [2026],
        "calendar-day": [2026, "2026-06-15"],
        "user-reset-password": [person.user_id],
        "user-unlock": [person.user_id],
        "user-reset-second-factor": [person.user_id],
        "unit-merge": [units.water.pk],
        "settings-edit:units": ["units", units.water.pk],
        "settings-edit:users": ["users", person.user_id],
        "settings-edit:posts": ["posts", person.pk],
    }


FORMS = {"calendar-load": {"year": "2006"}, "calendar-day": {"working": "False"}}


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[1])
def test_each_role_gets_what_the_table_says(places, sign_in, line):
    method, name, *expected = line
    plain, _, page = name.partition(":")
    url = reverse(plain, args=places.get(name, [page] if page else []))
    found = answers(method, url, PEOPLE, sign_in, FORMS.get(name))
    if name not in ("sign-in", "sign-out", "preferences"):
        assert found["stranger"]["Location"].startswith("/sign-in/")
    assert codes(found) == expected


def test_every_address_of_the_app_stands_in_the_table():
    assert {pattern.name for pattern in urls.urlpatterns} == {
        name.partition(":")[0] for _m, name, *_ in LINES
    }
