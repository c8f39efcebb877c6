"""Nobody has loaded this year's working-day calendar: what is there opens without lights, what needs a deadline refuses."""

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal
from qifu.appeals.tasks import resume_overdue_waits
from qifu.organisations.models import CalendarYear
from qifu.organisations.refusals import Refused

SENTENCE = "工作日历尚未导入，无法计算时限"
NOTE = "工作日历尚未导入，暂不显示灯号和剩余工作日"


@pytest.fixture
def year_missing(district):
    def forget():
        CalendarYear.objects.filter(year__gte=timezone.localdate().year).delete()

    return forget


@pytest.mark.parametrize(
    ("person", "page"),
    [
        ("office", "/inbox/?section=assign"),
        ("office", "/appeals/"),
        ("office", "/appeals/?light=red"),
        ("officer.water", "/worklist/"),
    ],
)
def test_a_list_opens_with_a_note_and_without_lights(sign_in, assigned, accepted, year_missing, person, page):
    assigned()
    accepted()
    year_missing()
    response = sign_in(person).get(page)
    assert (response.status_code, NOTE in response.text) == (200, True)
    assert [row.light for row in response.context["rows"]] == [None] * len(response.context["rows"])
    assert "light-none" not in response.text


def test_statistics_and_a_companys_newest_open(sign_in, assigned, year_missing, enterprise):
    assigned()
    year_missing()
    office = sign_in("office")
    assert office.get("/statistics/").status_code == 200
    fragment = office.get(f"/appeals/of-enterprise/{enterprise.number}/")
    assert (fragment.status_code, "厂区停水三天" in fragment.text) == (200, True)


def test_an_appeals_page_opens_and_offers_no_step_that_cannot_be_judged(sign_in, assigned, year_missing):
    appeal = assigned()
    assert "/object/" in sign_in("head.water").get(f"/appeals/{appeal.number}/").text
    year_missing()
    response = sign_in("head.water").get(f"/appeals/{appeal.number}/")
    assert (response.status_code, NOTE in response.text, "/object/" in response.text) == (200, True, False)
    assert "/sign_for/" in response.text


def test_a_step_that_starts_a_clock_refuses_with_the_sentence_and_keeps_what_was_typed(
    take, accepted, units, year_missing
):
    appeal = accepted()
    year_missing()
    said = {"lead": units.water.pk, "complexity": "simple", "requirement": "三日内恢复供水"}
    response, after = take("office", appeal, "assign", **said)
    assert (response.status_code, after.stage) == (409, "accepted")
    assert SENTENCE in response.text
    assert "三日内恢复供水" in response.text


def test_a_simple_appeal_is_assigned_while_only_a_long_clock_would_reach_the_missing_year(
    sign_in, accepted, monkeypatch
):
    """From the middle of November until the notice is loaded: the form must open for those that end in time."""
    appeal = accepted()
    today = timezone.localdate()
    CalendarYear.objects.filter(year__gt=today.year).delete()
    monkeypatch.setattr("qifu.appeals.forms.assigning.timezone.now", lambda: on(today.year, 12, 20))
    response = sign_in("office").get(f"/appeals/{appeal.number}/assign/")
    assert response.status_code == 200
    simple, _several, left_over = response.context["form"].clocks
    assert (simple.answer.year, left_over.answer) == (today.year, None)


def on(year, month, day):
    return timezone.make_aware(timezone.datetime(year, month, day, 10))


def test_registering_refuses_beside_the_form(sign_in, year_missing, posts):
    year_missing()
    said = {"enterprise": "新开的早餐店", "channel": "hotline", "text": "门前道路破损。"}
    response = sign_in("operator").post("/appeals/register/", said)
    assert (response.status_code, Appeal.objects.count()) == (409, 0)
    assert SENTENCE in response.text
    assert "门前道路破损。" in response.text


def test_a_wait_that_cannot_be_ended_does_not_keep_the_others_waiting(handled, actors, year_missing):
    advance(handled, "wait", by=actors["officer.water"], note="请提供管线图")
    handled.clocks.filter(kind="wait").update(due_at=timezone.now())
    year_missing()
    resume_overdue_waits.func()
    assert Appeal.objects.get(pk=handled.pk).stage == "waiting"


def test_the_verb_itself_refuses_so_that_every_door_tells_the_same(handled, actors, year_missing):
    year_missing()
    with pytest.raises(Refused, match=SENTENCE) as refusal:
        advance(handled, "wait", by=actors["officer.water"], note="请提供管线图")
    assert refusal.value.code == "year_not_loaded"
