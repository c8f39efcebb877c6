"""Kept figures are exact at any moment: a month is taken from what is kept only while nothing has happened in it since."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.figures.measures import Tally, tally_by
from qifu.appeals.figures.months import COLUMNS, changed_since, keep_months, tallies_by, wrongly_kept
from qifu.appeals.models import Appeal, FiguresMark, FiguresMonth
from qifu.appeals.sealing import verify
from qifu.appeals.tasks import check_figures
from qifu.appeals.words import Population
from qifu.lib.months import first_of


@pytest.fixture
def month():
    return first_of(timezone.localdate())


@pytest.fixture
def several(file_appeal, accepted, assigned, answered, followed_up, actors, enterprise):
    told = file_appeal(channel="hotline")
    advance(told, "mark", by=actors["office"], marks=["hot"])
    rows = [told, accepted(), assigned(), answered(lead="planning"), followed_up(lead="trade")]
    Appeal.objects.filter(pk=rows[3].pk).update(excluded=True)
    return rows


def counted_now(column, at):
    found = {}
    for population in Population.values:
        for value, tally in tally_by(Appeal.objects.filter(population=population), column, at).items():
            found[population, value] = tally
    return found


def from_kept(district, column, months, at):
    found = {}
    for (population, _month, value), tally in tallies_by([district], column, months, at).items():
        found.setdefault((population, value), Tally()).add(tally)
    return found


def plain(tallies):
    return {
        key: ({n: c for n, c in t.counts.items() if c}, {n: c for n, c in t.left_out.items() if c}, t.days)
        for key, t in tallies.items()
    }


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("days", [0, 60])
def test_kept_or_not_the_figures_are_those_of_the_appeals(several, district, month, column, days):
    at = timezone.now() + timedelta(days=days)  # by then every clock has run out, and no event said so
    expected = plain(counted_now(column, at))
    assert plain(from_kept(district, column, [month], at)) == expected  # nothing is kept yet
    assert keep_months(district) == 1
    assert plain(from_kept(district, column, [month], at)) == expected


def test_what_is_kept_is_used_and_an_event_in_its_month_puts_it_aside(several, district, month, actors):
    keep_months(district)
    FiguresMonth.objects.filter(column="channel").update(
        cells=[["assigned", "portal", {"received": 77}, {}, {}]]
    )
    now = timezone.now()
    assert from_kept(district, "channel", [month], now)["assigned", "portal"]["received"] == 77
    advance(several[2], "sign_for", by=actors["officer.water"])
    assert plain(from_kept(district, "channel", [month], now)) == plain(counted_now("channel", now))
    keep_months(district)
    assert plain(from_kept(district, "channel", [month], now)) == plain(counted_now("channel", now))


def test_an_event_that_changes_no_figure_leaves_the_month_kept(several, district, month, actors):
    keep_months(district)
    mark = FiguresMark.objects.get(district=district)
    advance(several[0], "comment", by=actors["office"], note="已电话核实")
    assert changed_since(district, mark) == []
    advance(several[0], "accept", by=actors["office"], category=several[1].category)
    assert changed_since(district, mark) == [month]


def test_what_was_kept_under_other_definitions_is_not_taken_and_made_anew(several, district, month):
    keep_months(district)
    FiguresMonth.objects.filter(column="channel").update(cells=[])
    now = timezone.now()
    assert from_kept(district, "channel", [month], now) == {}
    FiguresMark.objects.update(defined="before")
    assert plain(from_kept(district, "channel", [month], now)) == plain(counted_now("channel", now))
    assert keep_months(district) == 1
    assert wrongly_kept(district) == []


def test_a_month_that_is_not_kept_is_counted_from_its_appeals(several, district, month):
    keep_months(district)
    FiguresMonth.objects.all().delete()
    now = timezone.now()
    assert plain(from_kept(district, "channel", [month], now)) == plain(counted_now("channel", now))


def test_a_month_outside_the_question_is_not_counted_in(several, district, month):
    keep_months(district)
    Appeal.objects.filter(pk=several[0].pk).update(month=month.replace(year=month.year - 1))
    assert tallies_by([district], "channel", [month.replace(year=month.year - 2)], timezone.now()) == {}
    assert keep_months(district) == 0


def test_kept_figures_that_do_not_hold_are_named_and_mended_at_night(several, district, month, caplog):
    keep_months(district)
    assert wrongly_kept(district) == []
    FiguresMonth.objects.filter(column="street").update(cells=[])
    Appeal.objects.filter(pk=several[3].pk).update(excluded=False)  # what the fixture did past the ledger
    FiguresMonth.objects.exclude(column="street").delete()
    assert wrongly_kept(district) == [month]
    assert verify(district).row == f"figures {month:%Y-%m}"
    check_figures.func()
    assert wrongly_kept(district) == []
    assert "the kept figures of" in caplog.text


def test_they_can_be_made_anew_from_the_console(several, district, month, capsys):
    FiguresMonth.objects.create(district=district, column="street", month=month, cells=[])
    call_command("recount_figures")
    assert f"{district}：统计了 1 个月份。" in capsys.readouterr().out
    assert wrongly_kept(district) == []


@pytest.mark.parametrize("more", [0, 3])
def test_a_year_costs_the_same_queries_however_many_appeals(
    several, district, month, file_appeal, django_assert_num_queries, more
):
    """The mark, the months changed since, what is kept, what has run out, and once more the months changed since."""
    for _turn in range(more):
        file_appeal()
    keep_months(district)
    with django_assert_num_queries(5):
        tallies_by([district], "lead_unit", [month], timezone.now())
