"""A unit merged into another one in the middle of the year: open work goes over with its clocks, the past keeps its name."""

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.figures.past import wrongly_counted
from qifu.appeals.handing_over import hand_over_of_merged
from qifu.appeals.models import Appeal, Assignment, CatalogueEntry, Clock
from qifu.enterprises.models import Enterprise
from qifu.organisations.models import LogEntry, Post, Unit

PAGE = "/settings/units/{}/merge/"


@pytest.fixture
def merge(sign_in, units):
    """Water goes into Trade, by the settings page; the worker has done its part."""

    def press(unit=None, into=None, **said):
        unit, into = unit or units.water, into or units.trade
        fields = {"into": into.pk, "reason": "机构改革方案〔2026〕3号", **said}
        response = sign_in("system").post(PAGE.format(unit.pk), fields)
        hand_over_of_merged()
        return response

    return press


def leads(appeal):
    return Assignment.objects.get(appeal=appeal, part="lead", ended_at=None)


def test_an_open_appeal_goes_over_with_its_clocks_and_an_event_and_the_new_unit_goes_on(
    merge, assigned, actors, units
):
    handled = assigned()
    advance(handled, "sign_for", by=actors["officer.water"])
    clocks = list(
        Clock.objects.filter(appeal=handled, stopped_at=None).order_by("pk").values_list("pk", "due_at")
    )
    before = leads(handled)
    assert merge().status_code == 302
    handled.refresh_from_db()
    after = leads(handled)
    assert (after.pk, after.unit, handled.lead_unit) == (before.pk, units.trade, units.trade)
    assert (after.due_at, after.signed_at) == (before.due_at, before.signed_at)
    assert (
        list(Clock.objects.filter(appeal=handled, stopped_at=None).order_by("pk").values_list("pk", "due_at"))
        == clocks
    )
    event = handled.timeline.last()
    assert (event.verb, event.data) == ("hand_over", {"unit": "水务局", "lead": "工信局"})
    assert event.counted == {"lead_unit": units.trade.pk}
    assert list(wrongly_counted(handled.district)) == []
    advance(handled, "progress", by=actors["officer.trade"], note="已接手")


def test_what_was_closed_before_stays_with_the_unit_that_did_it_and_says_where_the_unit_went(
    merge, followed_up, actors, sign_in, units
):
    closed = followed_up()
    advance(closed, "close", by=actors["office"])
    merge()
    closed.refresh_from_db()
    assert closed.lead_unit == units.water
    lines = sign_in("office").get("/statistics/").context["lines"]
    assert [(line.label, line.received) for line in lines] == [("水务局（已并入工信局）", 1)]


def test_a_unit_that_leads_and_one_that_assists_on_the_same_appeal_become_one_that_leads(
    merge, accepted, actors, units
):
    appeal = accepted()
    advance(
        appeal, "assign", by=actors["office"], lead=units.water, assist=[units.trade], complexity="several"
    )
    merge()
    appeal.refresh_from_db()
    held = Assignment.objects.filter(appeal=appeal, ended_at=None)
    assert [(row.unit, row.part) for row in held] == [(units.trade, "lead")]
    assert set(Clock.objects.filter(appeal=appeal, stopped_at=None).values_list("kind", flat=True)) == {
        "sign_for",
        "answer",
    }
    advance(appeal, "sign_for", by=actors["officer.trade"])


def test_an_assisting_unit_goes_over_as_an_assisting_one(merge, accepted, actors, units):
    appeal = accepted()
    advance(
        appeal, "assign", by=actors["office"], lead=units.planning, assist=[units.water], complexity="several"
    )
    merge()
    appeal.refresh_from_db()
    assert (appeal.lead_unit, appeal.timeline.last().data) == (
        units.planning,
        {"unit": "水务局", "assist": ["工信局"]},
    )
    assert Assignment.objects.get(appeal=appeal, part="assist", ended_at=None).unit == units.trade
    assert appeal in Appeal.objects.visible_to(actors["officer.trade"])


def test_people_posts_and_catalogue_go_over_and_the_unit_is_offered_no_more(
    merge, handled, actors, units, posts, categories, district
):
    CatalogueEntry.objects.create(
        district=district,
        category=categories.water,
        unit=units.water,
        reason="三定方案",
        since=handled.registered_at,
    )
    merge()
    unit = Unit.objects.get(pk=units.water.pk)
    assert (unit.active, unit.merged_into) == (False, units.trade)
    assert not Post.objects.filter(unit=unit, active=True).exists()
    assert Post.objects.get(user__username="officer.water", active=True).unit == units.trade
    before, after = CatalogueEntry.objects.order_by("pk")
    assert (before.unit, before.ended_because) == (units.water, "临江区水务局已并入临江区工信局。")
    assert (after.unit, after.reason, after.ended_at) == (units.trade, before.ended_because, None)
    entry = LogEntry.objects.filter(subject=f"unit:{unit.pk}").last()
    assert (entry.what, entry.reason) == ("临江区水务局并入临江区工信局", "机构改革方案〔2026〕3号")


def test_the_companies_of_a_street_go_over(merge, enterprise, units):
    enterprise.street = units.hill
    enterprise.save()
    merge(units.hill, units.trade)
    assert Enterprise.objects.get(pk=enterprise.pk).street == units.trade


def test_the_page_says_what_goes_over_and_a_merged_unit_cannot_be_merged_again(
    merge, handled, sign_in, units
):
    client = sign_in("system")
    going = client.get(PAGE.format(units.water.pk)).context["going"]
    assert [(str(label), count) for label, count in going] == [("在办诉求", 1)]
    merge()
    assert client.get(PAGE.format(units.water.pk)).status_code == 404
    assert merge(units.trade, units.water).status_code == 200  # it is no choice any more
    assert Unit.objects.get(pk=units.trade.pk).active


@pytest.mark.parametrize("who", ["officer.water", "head.water", "inspector", "operator", "mayor"])
def test_nobody_without_the_right_merges_units(sign_in, units, who):
    assert sign_in(who).get(PAGE.format(units.water.pk)).status_code == 403


def test_a_post_held_there_before_is_held_again_and_keeps_what_hangs_on_it(merge, units, posts, district):
    user = posts["officer.water"].user
    once = Post.objects.create(user=user, role="officer", district=district, unit=units.trade, active=False)
    merge()
    held = Post.objects.filter(user=user, active=True)
    assert [(post.pk, post.unit) for post in held] == [(once.pk, units.trade)]
    assert Post.objects.filter(pk=posts["officer.water"].pk, active=False, unit=units.water).exists()
