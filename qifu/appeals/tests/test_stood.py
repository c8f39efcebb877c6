"""Figures as they stood at a past instant: the same tallies as counted live, at any instant of the past."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.figures.measures import MEASURES, tally_by
from qifu.appeals.figures.periods import Period
from qifu.appeals.figures.stood import stood_at
from qifu.appeals.imports.past import Past, store
from qifu.appeals.models import Appeal
from qifu.appeals.words import Channel, Population

COLUMNS = ("lead_unit", "street", "category", "channel", "size", "month", "district")


@pytest.fixture
def window():
    today = timezone.localdate()
    return Period(date(today.year, 1, 1), date(today.year, 12, 31))


@pytest.fixture
def several(file_appeal, accepted, assigned, handled, answered, followed_up, actors, categories, incoming):
    """A case in each state that a measure tells apart, one of them excluded; self-found and told ones beside them."""
    rows = [file_appeal(), accepted(), assigned(), answered(lead="planning"), followed_up(lead="trade")]
    objected = assigned(lead="water")
    advance(objected, "object", by=actors["head.water"], note="不属本局职责")
    advance(objected, "overrule", by=actors["office"], note="属供水设施维护")
    inspected = followed_up()
    advance(inspected, "inspect", by=actors["inspector"], solved=False, note="现场仍无水")
    left_out = answered(lead="planning")
    paper = incoming("受理.csv", "案号,一\n".encode())
    ground = {"ground": "in_court", "note": "法院已立案", "files": [paper]}
    advance(left_out, "ask_exclusion", by=actors["head.planning"], **ground)
    advance(left_out, "approve_exclusion", by=actors["office"])
    own = file_appeal(
        by=actors["officer.water"], channel=Channel.UNIT_RESEARCH, population=Population.SELF_FOUND
    )
    advance(own, "take_up", by=actors["officer.water"], category=categories.pressure)
    told = file_appeal(enterprise=None, enterprise_name="来电企业")
    advance(told, "tell", by=actors["operator"], category=categories.water, reply="已说明。")
    advance(handled, "contact", by=actors["officer.water"], way="phone", whom="陈静", note="已通话")
    closed = followed_up()
    advance(closed, "inspect", by=actors["inspector"], solved=True, note="现场有水")
    advance(closed, "close", by=actors["office"])
    advance(answered(lead="trade"), "redo", by=actors["office"], note="答非所问")
    return [*rows, objected, inspected, left_out, own, told]


def live(population, column, at):
    return tally_by(Appeal.objects.filter(population=population), column, at)


def all_of(district, window, at):
    stood = stood_at(district, window, at)
    return {(each, column): stood.tallies(each, column) for each in Population.values for column in COLUMNS}


def test_as_of_now_every_measure_is_what_is_counted_live_by_every_column(several, district, window):
    at = timezone.now()
    found = all_of(district, window, at)
    assert found == {
        (each, column): live(each, column, at) for each in Population.values for column in COLUMNS
    }
    together = sum((tally.counts for tally in found["assigned", "month"].values()), start=Counter())
    assert set(MEASURES) - set(together) <= {
        "timed",
        "listed",
        "extended",
        "refuted",
        "claim_denied",
    }  # there was something to compare
    assert found["assigned", "district"][district.pk].excluded == 1


def test_as_of_a_later_instant_every_clock_has_run_out(several, district, window):
    at = timezone.now() + timedelta(days=40)
    assert all_of(district, window, at)["assigned", "lead_unit"] == live("assigned", "lead_unit", at)


def test_as_of_before_a_change_the_figures_are_those_shown_before_it(several, district, window, actors):
    then = timezone.now()
    shown = {column: live("assigned", column, then) for column in COLUMNS}
    advance(several[4], "redo", by=actors["office"], note="仍未解决")
    advance(several[1], "assign", by=actors["office"], lead=several[2].lead_unit, complexity="simple")
    assert live("assigned", "lead_unit", then) != shown["lead_unit"]
    assert {
        column: stood_at(district, window, then).tallies("assigned", column) for column in COLUMNS
    } == shown


def test_old_cases_brought_in_later_change_no_figure_of_the_past(several, district, window, actors, units):
    then = timezone.now()
    before = all_of(district, window, then)
    old = Past(
        "digest-1", "7", "停水", "厂区停水。", then - timedelta(days=9), unit=units.water,
        reply="已恢复。", replied_at=then - timedelta(days=8),
    )  # fmt: skip
    store([old], by=actors["office"], district=district)
    assert all_of(district, window, then) == before
    now = stood_at(district, window, timezone.now()).tallies("assigned", "channel")
    assert now["import"]["answered"] == 1


def test_the_keys_behind_a_figure_are_those_of_its_cases(several, district, window, units):
    stood = stood_at(district, window, timezone.now())
    answered = several[3]
    assert stood.keys_by("assigned", "on_time", "lead_unit")[units.planning.pk] == [answered.pk]
    left_out = stood.keys_by("assigned", "on_time", "lead_unit", excluded=True)
    assert left_out == {units.planning.pk: [several[7].pk]}
    told = stood.keys(Q(population="notified"))
    assert list(told) == [several[9].pk]
    assert list(stood.only({answered.pk}).keys(Q())) == [answered.pk]


def test_the_window_holds_the_days_it_names(several, district):
    earlier = Period(date(2020, 1, 1), date(2020, 12, 31))
    assert stood_at(district, earlier, timezone.now()).tallies("assigned", "lead_unit") == {}
