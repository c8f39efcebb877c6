"""The page as it stood at a past instant: the same tables and cards, and each figure opens what it counted then."""

import re
from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.figures import keeping
from qifu.appeals.figures.dimensions import DIMENSIONS
from qifu.appeals.imports.past import Past, store
from qifu.appeals.words import Population
from qifu.assessment.tests.statistics.test_page import figures_of, table
from qifu.organisations import jobs
from qifu.organisations.models import Job


@pytest.fixture
def before_and_after(file_appeal, accepted, assigned, handled, answered, followed_up, actors, units):
    """What the office saw, the instant, and then: a redo, a closing, a new assignment, a new case, and history brought in."""
    rows = [
        file_appeal(),
        accepted(),
        assigned(),
        answered(lead="planning"),
        followed_up(lead="trade"),
        handled,
    ]

    def change():
        advance(rows[3], "redo", by=actors["office"], note="答非所问")
        advance(rows[4], "close", by=actors["office"])
        advance(rows[1], "assign", by=actors["office"], lead=units.trade, complexity="simple")
        file_appeal()
        received = timezone.now() - timedelta(days=9)
        history = Past(
            "digest-1", "7", "停水", "厂区停水。", received, unit=units.water, reply="已恢复。",
            replied_at=received + timedelta(days=1),
        )  # fmt: skip
        store([history], by=actors["office"], district=rows[0].district)

    return change


def now():
    return f"{timezone.localtime():%Y-%m-%dT%H:%M:%S.%f}"


def seen(client, **query):
    """Every number of the page that a person sees, whatever its links."""
    response = client.get("/statistics/", {"compare": "none", **query})
    assert response.status_code == 200
    context = response.context
    cards = [
        (each["line"].received, [(s.numerator, s.denominator) for s in each["line"].shares])
        for each in context["populations"]
    ]
    return table(context), cards, [s["data"] for s in context["trend"]["series"]]


@pytest.mark.parametrize("by", [name for name in DIMENSIONS if name != "district"])
def test_the_page_of_before_the_change_is_shown_again(sign_in, before_and_after, by):
    client = sign_in("office")
    shown = seen(client, by=by)
    then = now()
    before_and_after()
    assert seen(client, by=by) != shown
    assert seen(client, by=by, stood=then) == shown
    assert seen(client, by=by, stood=now()) == seen(client, by=by)


@pytest.mark.parametrize(
    ("who", "dimensions"),
    [
        ("office", ("unit", "front", "street", "category", "size", "month")),
        ("officer.water", ("unit",)),
        ("deputy", ("month",)),
        ("city", ("unit",)),
    ],
)
def test_each_figure_of_the_past_opens_exactly_what_it_counted(sign_in, before_and_after, who, dimensions):
    """Every dimension once; what a person may see is a matter of the rows and not of the dimension."""
    then = now()
    before_and_after()
    client, opened, wrong = sign_in(who), {}, []
    for population, by in product(Population.values, dimensions):
        query = {"stood": then, "population": population, "by": by, "rates": "clocks"}
        context = client.get("/statistics/", query).context
        for name, number, url in figures_of(context):
            if url not in opened:
                opened[url] = client.get(url).context["count"]
            if opened[url] != number:
                wrong.append((population, by, name, number, opened[url]))
    assert wrong == []


def test_a_figure_of_the_past_lists_cases_that_have_changed_since(sign_in, before_and_after):
    then = now()
    before_and_after()
    client = sign_in("office")
    context = client.get("/statistics/", {"stood": then}).context
    planning = next(line for line in context["lines"] if line.label == "规划局")
    response = client.get(planning.shares[1].url)  # answered then, to be redone now
    [row] = response.context["rows"]
    assert (row.appeal.stage, response.context["count"]) == ("handling", 1)
    assert "统计在内的诉求" in response.content.decode()


@pytest.mark.parametrize("show", ["days", "funnel", "heat"])
def test_the_other_sections_of_the_past_open_what_they_counted(sign_in, before_and_after, show):
    client = sign_in("office")
    then = now()
    before_and_after()
    html = client.get("/statistics/", {"stood": then, "show": show}).content.decode()
    html = re.sub(r'<th scope="row"><a href="[^"]+">', "", html)  # a bar's name, which is no number of cases
    links = re.findall(r'<a href="(/appeals/\?[^"]+)"[^>]*>(\d+)</a>', html)
    assert len(links) > 5
    for url, number in links:
        assert client.get(url.replace("&amp;", "&")).context["count"] == int(number), url


def test_what_a_person_may_not_see_now_is_not_counted_of_the_past(sign_in, before_and_after):
    then = now()
    seen_by = {
        who: sign_in(who).get("/statistics/", {"stood": then}).context["populations"][0]["line"].received
        for who in ("office", "officer.water", "officer.trade")
    }
    assert seen_by == {"office": 6, "officer.water": 2, "officer.trade": 2}


def test_a_day_means_its_midnight_and_one_to_come_is_refused_beside_its_field(sign_in, before_and_after):
    client = sign_in("office")
    yesterday = timezone.localdate() - timedelta(days=1)
    context = client.get("/statistics/", {"stood": yesterday.isoformat()}).context
    midnight = timezone.localtime(context["at"])
    assert (midnight.date(), midnight.hour, midnight.minute) == (timezone.localdate(), 0, 0)
    assert context["populations"][0]["line"].received == 0
    tomorrow = timezone.localdate() + timedelta(days=2)
    form = client.get("/statistics/", {"stood": tomorrow.isoformat()}).context["form"]
    assert list(form.errors) == ["stood"]


def test_where_many_events_lie_behind_it_it_is_counted_in_the_background_and_kept(
    sign_in, before_and_after, monkeypatch, django_capture_on_commit_callbacks
):
    client = sign_in("office")
    then = now()
    at_once = seen(client, stood=then)
    before_and_after()
    monkeypatch.setattr(keeping, "AT_ONCE", 10)
    waiting = client.get("/statistics/", {"stood": then})
    assert (waiting.context["job"], "lines" in waiting.context) == (None, False)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/statistics/count/", {"query": f"stood={then}"})
    assert answer.status_code == 302
    job = Job.objects.get(kind="stood")
    if job.state == "waiting":
        jobs.run_job.call(job.pk)
        job.refresh_from_db()
    assert (job.state, job.outcome["facts"][0][1]) == ("done", 6)
    assert seen(client, stood=then) == at_once
    line = client.get(answer["Location"]).context["populations"][0]["line"]
    assert client.get(line.received_url).context["count"] == 6
    planning = sign_in("officer.planning").get(answer["Location"]).context["populations"][0]["line"]
    assert planning.received == 2  # what is kept is of the district; a person counts what they may see
