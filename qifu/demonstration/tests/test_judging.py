"""What is said of answers in the demonstration: every disagreement of the three verdicts, and a company that nobody reaches."""

from datetime import timedelta

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Event
from qifu.demonstration import judging
from qifu.demonstration.founding import Ground
from qifu.demonstration.government import INSPECTORS, OPERATORS, officers_of
from qifu.notices.models import Notice
from qifu.organisations.calendar import calendar
from qifu.organisations.models import Post, User
from qifu.organisations.roles import Role

NOW = timezone.now()


def days_ago(n):
    day = timezone.localdate(NOW)
    for _each in range(n):
        day = calendar().last_workday(day - timedelta(days=1))
    return NOW - (timezone.localdate(NOW) - day)


@pytest.fixture
def ground(district, posts, units, enterprise):
    """The cast, and the demonstration's own desks."""
    found = {(name, post.role): post for name, post in posts.items()}
    desks = [
        *((each.username, Role.INSPECTOR, units.office) for each in INSPECTORS),
        *((each.username, Role.OPERATOR, units.office) for each in OPERATORS),
        (officers_of("water")[0], Role.OFFICER, units.water),
    ]
    for username, role, unit in desks:
        user = User.objects.create_user(username, name=username)
        found[username, role] = Post.objects.create(user=user, role=role, district=district, unit=unit)
    return Ground(district, units={"water": units.water}, posts=found, enterprises=[enterprise])


@pytest.fixture
def answered(file_appeal, actors, units, categories, ground):
    def make(at, claim="solved"):
        appeal = file_appeal(at=at)
        advance(appeal, "accept", by=actors["office"], at=at, category=categories.water)
        advance(appeal, "assign", by=actors["office"], at=at, lead=units.water, complexity="simple")
        advance(appeal, "sign_for", by=actors["officer.water"], at=at)
        advance(appeal, "submit_answer", by=actors["officer.water"], at=at, claim=claim, reply="已恢复供水。")
        advance(appeal, "answer", by=actors["head.water"], at=at)
        return appeal

    return make


@pytest.fixture
def said(actors):
    def make(appeal, at, *, solved=True, grade=4):
        grades = {"reply_satisfaction": grade, "solution_satisfaction": grade, "solved": solved}
        advance(appeal, "follow_up", by=actors["operator"], at=at, way="phone", reached=True, **grades)
        return appeal

    return make


def test_inspectors_agree_mostly_and_each_disagreement_is_there(ground, answered, said, actors):
    for solved, count in ((True, 7), (False, 3)):
        for _each in range(count):
            appeal = said(answered(days_ago(9)), days_ago(8), solved=solved)
            advance(appeal, "close", by=actors["office"], at=days_ago(7))
    judging.inspect(ground, NOW)
    found = Appeal.objects.order_by().values_list("follow_up_solved", "inspected_solved")
    assert sorted(found) == [*[(False, False)], *[(False, True)] * 2, (True, False), *[(True, True)] * 6]
    assert Event.objects.filter(verb="inspect", at__gt=NOW).count() == 0


def test_of_those_called_in_vain_on_three_days_one_is_given_up(ground, answered, actors):
    for _each in range(2):
        appeal = answered(days_ago(6))
        for day in (5, 4, 3):
            advance(appeal, "follow_up", by=actors["operator"], at=days_ago(day), way="phone", reached=False)
    answered(days_ago(2))
    judging.give_up_one(ground, NOW)
    assert list(Appeal.objects.order_by("id").values_list("unreachable", flat=True)) == [True, False, False]


def test_two_judge_by_link_and_to_one_it_is_sent_again(ground, answered):
    for _each in range(3):
        answered(days_ago(1))
    judging.judge_by_link(ground, NOW)
    judging.send_a_link_again(ground, NOW)
    judged = Appeal.objects.order_by("id").values_list("follow_up_solved", "unhappy")
    assert list(judged) == [(True, 0), (False, 1), (None, 0)]
    assert Event.objects.get(verb="send_link").appeal == Appeal.objects.order_by("id").last()
    assert Notice.objects.filter(kind="company-judge").count() == 1


def test_one_is_unhappy_twice_in_a_row(ground, answered, said, actors, posts):
    ground.posts["water.head", Role.HEAD] = posts["head.water"]
    appeal = said(answered(days_ago(3)), days_ago(2), solved=False, grade=2)
    advance(appeal, "redo", by=actors["office"], at=days_ago(1), note="仍停水")
    judging.be_unhappy_again(ground, NOW)
    appeal.refresh_from_db()
    assert (appeal.unhappy, appeal.stage) == (2, "answered")
