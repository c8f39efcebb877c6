"""What goes on by the clock in the demonstration: exclusions in every state, long-term matters reported and owed, contacts."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.catalogue import in_force
from qifu.appeals.models import Exclusion, ListedProgress
from qifu.demonstration import leaders
from qifu.demonstration.founding import Ground
from qifu.demonstration.requests import Requests
from qifu.liaison.models import LeaderContact
from qifu.liaison.presets import load_presets
from qifu.organisations.calendar import calendar


@pytest.fixture
def ground(district, posts, units, categories, enterprise):
    load_presets(district)
    branch = categories.water.parent
    return Ground(
        district,
        units={unit.short_name: unit for unit in vars(units).values()},
        posts={(name, post.role): post for name, post in posts.items()},
        categories={row.code: row for row in (branch, categories.water)},
        enterprises=[enterprise],
    )


@pytest.fixture
def given(file_appeal, actors, units, categories):
    def make(at, complexity="simple"):
        appeal = file_appeal(at=at)
        advance(appeal, "accept", by=actors["office"], at=at, category=categories.water)
        advance(appeal, "assign", by=actors["office"], at=at, lead=units.water, complexity=complexity)
        advance(appeal, "sign_for", by=actors["officer.water"], at=at)
        return appeal

    return make


@pytest.fixture
def closed_late(given, actors):
    def make(at):
        appeal, later = given(at), at + timedelta(days=25)
        advance(
            appeal, "submit_answer", by=actors["officer.water"], at=later, claim="solved", reply="已修复。"
        )
        advance(appeal, "answer", by=actors["head.water"], at=later)
        said = {"reply_satisfaction": 4, "solution_satisfaction": 4, "solved": True}
        advance(appeal, "follow_up", by=actors["inspector"], at=later, way="phone", reached=True, **said)
        advance(appeal, "close", by=actors["office"], at=later)
        return appeal

    return make


def test_requests_are_asked_and_ruled_on_by_the_clock_and_some_wait_today(ground, given, closed_late, actors):
    now = timezone.now()
    begun = now - timedelta(days=200)
    for _each in range(18):
        closed_late(begun)
    listed = given(begun, "left_over")
    said = {"plan": "分步实施", "leader": actors["deputy"].leader, "review_on": date(2099, 1, 1)}
    advance(listed, "list", by=actors["office"], at=begun, **said)
    hard = given(now - timedelta(days=3), "left_over")
    requests = Requests(ground)
    requests.until(begun)
    requests.finish(now)
    states = Counter(row.state for row in Exclusion.objects.all())
    assert states["待活动办审批"] == 2
    assert {"同意", "不同意", "已撤销"} <= set(states)
    reported = list(ListedProgress.objects.filter(appeal=listed).values_list("month", flat=True))
    assert len(reported) >= 4
    assert reported == sorted(reported)
    times = [event.at for event in listed.timeline.order_by("sequence")]
    assert times == sorted(times)
    hard.refresh_from_db()
    assert hard.listing_asked
    assert [(entry.category.name, entry.unit.short_name) for entry in in_force(ground.district.pk)] == [
        ("用水", "水务局")
    ]


def test_leaders_have_called_on_their_companies_in_the_year(ground, enterprise, posts):
    enterprise.leader = posts["deputy"].leader
    enterprise.save()
    now = timezone.now()
    leaders.play(ground, now)
    days = list(LeaderContact.objects.values_list("day", flat=True))
    assert days
    assert all(calendar().is_workday(day) for day in days)
    assert max(days) <= timezone.localdate(now)
