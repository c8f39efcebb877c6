"""What was counted of a past instant is kept for the system's own use, for whom it was counted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from qifu.appeals.figures import keeping
from qifu.appeals.figures.keeping import Then, count_in_background, stood
from qifu.appeals.figures.periods import named
from qifu.appeals.lists.then import condition_then
from qifu.organisations.jobs import run_job
from qifu.organisations.models import District, Job
from qifu.organisations.moment import Moment


@pytest.fixture
def then(file_appeal):
    file_appeal()
    return Then(timezone.now(), named(str(timezone.localdate().year)))


@pytest.fixture
def counted(then, posts, actors, monkeypatch):
    """In the background, as if the ledger were large."""
    monkeypatch.setattr(keeping, "AT_ONCE", -1)

    def count(who):
        job = count_in_background(then, posts[who], actors[who])
        run_job.func(job.pk)
        return Job.objects.get(pk=job.pk)

    return count


def test_nobody_fetches_the_file_that_holds_the_whole_district(counted, sign_in):
    job = counted("officer.water")
    assert (job.state, bool(job.output)) == ("done", True)
    client = sign_in("officer.water")
    assert client.get(f"/jobs/{job.pk}/output/").status_code == 404
    for page in ("/jobs/", f"/jobs/{job.pk}/"):
        assert f"/jobs/{job.pk}/output/" not in client.get(page).content.decode()


def test_what_was_counted_for_one_serves_the_next_who_sees_only_their_own(counted, then, actors):
    counted("office")
    assert stood(then, actors["inspector"]).count == 1
    assert stood(then, actors["officer.trade"]).count == 0


def test_what_a_city_had_counted_is_not_shown_to_its_own_office(counted, then, actors, district):
    """The city's district is its own; the districts below are the city user's alone."""
    job = counted("city")
    own = actors["office"]
    city_office = type(own)(**{**vars(own), "district": District.objects.get(pk=job.district_id)})
    assert stood(then, actors["city"]).count == 1
    assert stood(then, city_office) is None


def test_days_of_registration_and_a_request_are_asked_of_today_not_of_then(actors):
    given = {"population": "assigned", "since": timezone.localdate() - timedelta(days=3), "excluded": "asked"}
    told, left = condition_then(given, Moment(), actors["office"])
    assert [name for name, _value in told.children] == ["population"]
    assert left == {"since": given["since"], "excluded": "asked"}
