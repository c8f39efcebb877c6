"""A corrected calendar moves open clocks, and the timeline says so."""

from datetime import UTC, date, datetime

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal
from qifu.appeals.recomputing import recompute
from qifu.lib.holidays_cn import builtin_exceptions
from qifu.lib.workdays import due_date
from qifu.organisations.calendar import load_year
from qifu.organisations.models import CalendarYear

THURSDAY = datetime(2026, 4, 9, 2, tzinfo=UTC)


def make_a_holiday(*days):
    load_year(2026, builtin_exceptions([2026]) | dict.fromkeys(days, False), "更正")


def test_a_new_holiday_moves_the_review_clock_and_leaves_an_event(file_appeal):
    appeal = file_appeal(at=THURSDAY)
    assert due_date(appeal.due_at) == date(2026, 4, 14)
    make_a_holiday(date(2026, 4, 13))
    assert recompute(2026) == 1
    appeal.refresh_from_db()
    assert due_date(appeal.due_at) == date(2026, 4, 15)
    event = appeal.timeline.last()
    assert (event.verb, event.role) == ("clocks_recomputed", "system")
    assert event.data == {"clocks": [{"clock": "review", "before": "2026-04-14", "after": "2026-04-15"}]}


def test_a_holiday_outside_the_clocks_changes_nothing(file_appeal):
    appeal = file_appeal(at=THURSDAY)
    make_a_holiday(date(2026, 4, 16))
    assert recompute(2026) == 0
    assert appeal.timeline.count() == 1


def test_a_date_that_the_office_granted_stays(file_appeal, actors, units, categories):
    appeal = file_appeal(at=THURSDAY)
    step = lambda verb, who, **fields: advance(appeal, verb, by=actors[who], at=THURSDAY, **fields)  # noqa: E731
    step("accept", "office", category=categories.water)
    step("assign", "office", lead=units.water, complexity="simple")
    step("sign_for", "officer.water")
    step("contact", "officer.water", way="phone", whom="陈静", note="已联系")
    step("ask_extension", "officer.water", until=date(2026, 4, 21), note="管件订货")
    step("approve_extension", "office")
    make_a_holiday(date(2026, 4, 13))
    recompute(2026)
    appeal.refresh_from_db()
    assert due_date(appeal.answer_due_at) == date(2026, 4, 21)


def test_a_clock_that_reaches_into_a_year_without_calendar_keeps_its_date_and_stops_no_other(file_appeal):
    reaching, other = file_appeal(at=datetime(2026, 12, 29, 2, tzinfo=UTC)), file_appeal(at=THURSDAY)
    CalendarYear.objects.filter(year__gte=2027).delete()
    make_a_holiday(date(2026, 4, 13))
    assert recompute(2026) == 1
    dates = [due_date(Appeal.objects.get(pk=each.pk).due_at) for each in (reaching, other)]
    assert dates == [due_date(reaching.due_at), date(2026, 4, 15)]
