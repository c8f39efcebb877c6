"""Planning a trip, changing and cancelling it."""

import uuid

import pytest
from django.urls import reverse

from qifu.liaison.visits import planning, recording
from qifu.liaison.visits.models import Stop, Visit
from qifu.liaison.visits.planning import Place
from qifu.liaison.visits.tests.conftest import at
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from qifu.organisations.unit_merging import merge_units, what_goes_over
from tests.pages import text_of

FORM = {
    "kind": "on_site",
    "purpose": "现场办公",
    "day": "2099-03-12",
    "hour": "09:30",
    "stop1": "Q000001",
    "key": str(uuid.UUID(int=1)),
}


def stops(visit):
    return [str(stop) for stop in visit.stops.all()]


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def test_a_trip_has_its_stops_in_order_and_tells_those_who_go(planned, posts):
    visit = planned(leader=posts["deputy"].leader)
    assert stops(visit) == ["云川宏岳锅炉有限公司", "新锅炉车间"]
    assert [str(goer) for goer in visit.goers.all()] == ["水务局 officer.water", "规划局 officer.planning"]
    assert (visit.unit.short_name, visit.lead.username, visit.stage) == ("水务局", "officer.water", "planned")
    assert told("visit-planned") == ["deputy", "officer.planning", "officer.water"]


def test_a_trip_with_no_stop_is_refused_with_a_sentence(planned):
    with pytest.raises(Refused, match="没有安排任何企业或项目"):
        planned(places=[])
    assert not Visit.objects.exists()


def test_a_place_named_twice_is_refused(planned, enterprise):
    with pytest.raises(Refused, match="重复填写"):
        planned(places=[Place(enterprise), Place(enterprise)])


def test_the_form_plans_one_trip_however_often_it_is_sent(sign_in, posts, enterprise, district):
    officer = sign_in("officer.water")
    said = FORM | {"lead": posts["officer.water"].pk, "others": [posts["head.water"].pk]}
    answers = [officer.post("/visits/new/", said) for _each in range(2)]
    visit = Visit.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/visits/{visit.pk}/"] * 2
    assert (visit.kind, stops(visit)) == ("on_site", ["云川宏岳锅炉有限公司"])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"stop1": ""}, "没有安排任何企业或项目"),
        ({"stop1": "Q999999"}, "Q999999"),
        ({"day": "2020-01-01"}, "日期已经过去"),
    ],
)
def test_what_cannot_be_planned_is_said_and_nothing_typed_is_lost(
    sign_in, posts, enterprise, district, said, sentence
):
    answer = sign_in("officer.water").post("/visits/new/", FORM | {"lead": posts["officer.water"].pk} | said)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="现场办公"' in answer.content.decode()
    assert not Visit.objects.exists()


def test_a_change_is_told_to_those_who_go_and_to_those_who_no_longer_do(
    planned, plan_of, posts, actors, enterprise
):
    visit = planned()
    said = plan_of(starts_at=at(3, 13), others=[posts["head.water"]], places=[Place(enterprise)])
    assert planning.change(visit, said, by=actors["head.water"], version=0)
    visit.refresh_from_db()
    assert (visit.day.day, stops(visit)) == (13, ["云川宏岳锅炉有限公司"])
    assert {stop.day.day for stop in visit.stops.all()} == {13}
    assert told("visit-changed") == ["head.water", "officer.planning", "officer.water"]
    event = visit.events.get(verb="change")
    assert (event.by.username, "2026-03-12 09:00 → 2026-03-13 09:00" in event.note) == ("head.water", True)
    assert not planning.change(visit, said, by=actors["head.water"])


def test_of_two_who_change_a_trip_the_second_is_told(planned, plan_of, actors):
    visit = planned()
    planning.change(visit, plan_of(purpose="另一目的"), by=actors["office"], version=0)
    with pytest.raises(Refused, match="他人已调整"):
        planning.change(visit, plan_of(purpose="第三目的"), by=actors["officer.water"], version=0)


def test_a_stop_at_which_something_was_written_cannot_be_taken_out(planned, plan_of, actors, enterprise):
    visit = planned()
    first = visit.stops.first()
    recording.check_in(first, by=actors["officer.planning"], at=at(3, 12, 9, 5))
    said = plan_of(places=[Place(enterprise, visit.stops.last().project)])
    with pytest.raises(Refused, match="不能移除"):
        planning.change(visit, said, by=actors["officer.water"])
    assert Stop.objects.count() == 2


@pytest.mark.parametrize("who", ["officer.planning", "officer.trade", "inspector"])
def test_others_do_not_change_it(planned, plan_of, actors, who):
    with pytest.raises(Refused):
        planning.change(planned(), plan_of(purpose="改"), by=actors[who])


def test_cancelled_with_a_reason_and_only_before_it_has_begun(planned, actors):
    visit = planned()
    with pytest.raises(Refused, match="请写明取消原因"):
        planning.cancel(visit, by=actors["officer.water"], reason=" ")
    planning.cancel(visit, by=actors["officer.water"], reason="企业检修")
    visit.refresh_from_db()
    assert (visit.stage, visit.cancel_reason) == ("cancelled", "企业检修")
    assert told("visit-cancelled") == ["officer.planning", "officer.water"]
    begun = planned()
    recording.check_in(begun.stops.first(), by=actors["officer.water"], at=at(3, 12))
    with pytest.raises(Refused, match="不能取消"):
        planning.cancel(begun, by=actors["officer.water"], reason="晚了")


def test_companies_and_projects_are_found_as_one_types(sign_in, enterprise, hall):
    found = sign_in("officer.water").get(reverse("visit-places"), {"q": "锅炉"}).json()
    assert [(row["value"], row["text"]) for row in found] == [
        ("Q000001", "云川宏岳锅炉有限公司"),
        (f"P{hall.pk}", "新锅炉车间"),
    ]


def test_open_trips_go_over_when_units_are_merged(planned, units, actors, visited):
    visited()
    visit = planned()
    assert [count for _label, count in what_goes_over(units.water)][-2:] == [1, 1]
    merge_units(units.water, units.trade, by=actors["office"], reason="机构改革")
    visit.refresh_from_db()
    assert visit.unit == units.trade
    assert visit.goers.filter(unit=units.trade).count() == 1
    assert Visit.objects.filter(unit=units.water).count() == 1
