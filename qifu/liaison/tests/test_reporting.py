"""Who has reported and who has not; what is owed next; who is reminded when."""

from datetime import date

import pytest

from qifu.liaison.models import MemberUnit
from qifu.liaison.months import months_of, report_due
from qifu.liaison.owing import duties_owed_by
from qifu.liaison.reminding import remind_by_the_clock, remind_silent_units
from qifu.liaison.reporting import reporting_of
from qifu.liaison.tests.days import at
from qifu.liaison.verbs import duty as verbs
from qifu.liaison.verbs.programme import end
from qifu.lib.months import month_after
from qifu.lib.workdays import due_date, end_of_day
from qifu.notices.models import Notice
from qifu.organisations.models import CalendarYear
from qifu.organisations.refusals import Refused


def words(reporting):
    return {
        line.unit.short_name: [f"{cell.word} {cell.reported}/{cell.owed}" for cell in line.cells]
        for line in reporting.lines
    }


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2026, 1, 1), date(2026, 2, 5)),
        (date(2026, 3, 1), date(2026, 4, 7)),  # Tomb-sweeping until the 6th
        (date(2026, 9, 1), date(2026, 10, 8)),  # the National Day holiday
        (date(2026, 11, 1), date(2026, 12, 7)),  # a Saturday
    ],
)
def test_reports_are_due_on_the_set_day_or_the_next_working_day(programme, month, due):
    assert due_date(report_due(programme, month)) == due


def test_without_next_years_calendar_the_last_months_day_is_not_guessed(programme):
    CalendarYear.objects.filter(year__gte=2027).delete()
    assert report_due(programme, date(2026, 12, 1)) is None


def test_the_months_are_those_that_have_begun(programme):
    assert months_of(programme, date(2026, 3, 1)) == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert months_of(programme, date(2027, 5, 1))[-1] == date(2026, 12, 1)
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)


def test_the_matrix_says_of_each_unit_and_month_how_it_stands(handed_down, report, units):
    first, second = handed_down(title="甲"), handed_down(title="乙")
    for duty in (first, second):
        report(duty, 1)
    report(first, 2)
    late = handed_down(unit=units.trade)
    report(late, 1, when=at(2, 6))
    handed_down(at(2, 20), unit=units.planning)
    found = reporting_of(first.programme, at(4, 20))
    assert found.months == [date(2026, month, 1) for month in (4, 3, 2, 1)]
    assert words(found) == {
        "水务局": ["待报 0/2", "未报 0/2", "部分上报 1/2", "已报 2/2"],
        "规划局": ["待报 0/1", "未报 0/1", "未报 0/1", "— 0/0"],
        "工信局": ["待报 0/1", "未报 0/1", "未报 0/1", "迟报 1/1"],
    }
    assert found.silence.month == date(2026, 3, 1)
    assert [unit.short_name for unit in found.silence.units] == ["水务局", "规划局", "工信局"]


def test_a_finished_duty_owes_nothing_afterwards_and_a_dropped_one_nothing_at_all(
    handed_down, report, units, actors
):
    done, dropped = handed_down(), handed_down(unit=units.trade)
    verbs.confirm(report(done, 1, percent=100), by=actors["office"], at=at(2, 4))
    verbs.finish(done, by=actors["office"], at=at(2, 4))
    verbs.drop(dropped, by=actors["office"], note="重复", at=at(3, 1))
    found = words(reporting_of(done.programme, at(4, 20)))
    assert found["水务局"] == ["— 0/0", "— 0/0", "— 0/0", "已报 1/1"]
    assert found["工信局"] == ["— 0/0"] * 4


def test_a_report_that_was_sent_back_is_none(handed_down, report, actors):
    duty = handed_down()
    verbs.send_back(report(duty, 1), by=actors["office"], note="重写", at=at(2, 4))
    assert words(reporting_of(duty.programme, at(2, 4)))["水务局"][-1] == "待报 0/1"
    assert words(reporting_of(duty.programme, at(2, 6)))["水务局"][-1] == "未报 0/1"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_matrix_costs_six_queries_however_many_units(
    handed_down, report, units, sign_in, django_assert_num_queries, rows
):
    for unit in (units.water, units.planning, units.trade)[:rows]:
        report(handed_down(unit=unit), 1)
    MemberUnit.objects.exclude(unit__in=[units.water, units.planning, units.trade][:rows]).delete()
    client = sign_in("office")
    client.get("/duties/reporting/")
    with django_assert_num_queries(6):
        lines = client.get("/duties/reporting/").context["reporting"].lines
    assert len(lines) == rows


def test_the_page_names_the_silent_units_and_links_each_cell_to_its_duties(
    handed_down, report, units, sign_in
):
    report(handed_down(), 1)
    handed_down(unit=units.trade)
    page = sign_in("office").get("/duties/reporting/").content.decode()
    assert f'<a href="/duties/?unit={units.trade.pk}&amp;month=2026-01">' in page
    assert "个单位未报齐" in page
    assert 'action="/duties/reporting/remind/"' in page
    assert (
        'action="/duties/reporting/remind/"'
        not in sign_in("mayor").get("/duties/reporting/").content.decode()
    )


def test_a_unit_owes_the_oldest_month_it_has_not_reported(handed_down, report, actors, units):
    duty = handed_down()
    handed_down(title="配合", unit=units.trade, co_units=[units.water])
    report(duty, 1)
    (owed,) = duties_owed_by(actors["officer.water"])
    assert (owed.title, owed.what, owed.url) == ("清淤园区排水管网", "2026-02 月报", f"/duties/{duty.pk}/")
    assert due_date(owed.due_at) == date(2026, 3, 5)


def test_a_duty_that_is_due_before_its_next_report_is_owed_itself(handed_down, actors):
    duty = handed_down(due_at=end_of_day(date(2026, 1, 30)))
    (owed,) = duties_owed_by(actors["head.water"])
    assert (owed.what, due_date(owed.due_at)) == ("责任事项", date(2026, 1, 30))
    verbs.drop(duty, by=actors["office"], note="重复")
    assert duties_owed_by(actors["head.water"]) == []


def test_what_is_owed_stands_on_the_units_worklist_and_on_no_other(handed_down, sign_in):
    handed_down()
    assert "清淤园区排水管网" in sign_in("officer.water").get("/worklist/owed/").content.decode()
    assert "清淤园区排水管网" not in sign_in("officer.trade").get("/worklist/owed/").content.decode()


def test_units_are_reminded_before_the_day_and_after_it_each_once(handed_down, report, units, posts):
    report(handed_down(), 1)
    handed_down(unit=units.trade)

    def heard(username):
        found = Notice.objects.filter(user=posts[username].user, kind__startswith="duty-reports")
        return list(found.order_by("pk").values_list("kind", flat=True))

    remind_by_the_clock(at(1, 31))
    assert heard("officer.trade") == []
    for _twice in range(2):
        remind_by_the_clock(at(2, 4))
    assert heard("officer.trade") == ["duty-reports-due"]
    for day in (6, 7):
        remind_by_the_clock(at(2, day))
    remind_by_the_clock(at(2, 20))
    assert heard("officer.trade") == ["duty-reports-due", "duty-reports-late"]
    assert heard("officer.water") == []


def test_the_office_reminds_the_silent_units_once_a_day(handed_down, report, units, actors, posts):
    programme = handed_down().programme
    report(handed_down(unit=units.trade), 1)
    for _twice in range(2):
        silent = remind_silent_units(programme, by=actors["office"], at=at(2, 9))
        assert [unit.short_name for unit in silent] == ["水务局"]
    remind_silent_units(programme, by=actors["office"], at=at(2, 10))
    late = Notice.objects.filter(user=posts["officer.water"].user, kind="duty-reports-late")
    assert [notice.url for notice in late] == [f"/duties/?unit={units.water.pk}&month=2026-01"] * 2


def test_where_everybody_has_reported_nobody_is_reminded(handed_down, report, actors):
    duty = handed_down()
    report(duty, 1)
    with pytest.raises(Refused, match="无须催报"):
        remind_silent_units(duty.programme, by=actors["office"], at=at(2, 9))


def test_an_ended_programme_reminds_nobody(handed_down, report, actors, posts):
    duty = handed_down()
    programme = duty.programme
    verbs.confirm(report(duty, 2, percent=100), by=actors["office"])
    verbs.finish(duty, by=actors["office"], at=at(3, 4))
    end(programme, by=actors["office"])
    remind_by_the_clock(at(2, 6))
    assert not Notice.objects.filter(kind__startswith="duty-reports").exists()
