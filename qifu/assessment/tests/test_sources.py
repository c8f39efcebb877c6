"""What other institutions give to an assessment: each counts in its days, for its unit, and opens its cases."""

from datetime import timedelta

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.figures.measures import RATES
from qifu.appeals.recording import as_it_happened
from qifu.assessment import indicators, sources
from qifu.assessment.indicators import Window
from qifu.assessment.scoring import Kind
from qifu.assessment.tests.conftest import at
from qifu.liaison.models import Duty, DutyReport, Programme
from qifu.lib.workdays import end_of_day
from qifu.meetings import agenda, planning, recording
from qifu.meetings.planning import Plan
from qifu.meetings.recording import Came
from qifu.notices.telling import tell
from qifu.supervision.issuing import order, urge
from qifu.supervision.presets import load_presets


@pytest.fixture
def september(district):
    def window(until=None):
        return Window(district, at(9, 1).date(), at(9, 30).date(), until or at(10, 1, 0))

    return window


def words(cases):
    return [case if isinstance(case, str) else case[0] for case in cases]


def test_every_rate_of_the_ledger_that_says_something_of_a_unit_is_an_indicator_by_itself():
    known = {each.name for each in indicators.every()}
    assert set(RATES) - known == {"assigned", "closed"}
    assert {each.name for each in indicators.every() if each.kind == Kind.COUNT} == {
        "resolutions_overdue", "urging_notices", "orders", "escalations", "exclusions", "sampling_defects", "breaches", "visits",
    }  # fmt: skip
    redone = indicators.get("redone")
    assert (redone.rate, redone.more_is_better) == (RATES["redone"], False)


def test_another_app_registers_its_own(september, units):
    trainings = indicators.Indicator("trainings", "培训", Kind.COUNT, "举办培训的次数。", lambda window: {})
    indicators.register(trainings)
    try:
        assert indicators.get("trainings") is trainings
    finally:
        del indicators._indicators["trainings"]


def test_notices_and_orders_received(lived, september, actors, units, district):
    load_presets(district)
    appeal = lived(answered=False)
    urge(appeal, by=actors["office"], reason="企业来电催问", at=at(9, 10))
    order(appeal, by=actors["office"], reason="逾期", requirement="三日内答复", at=at(9, 20))
    urged, ordered = sources._issued(sources.UrgingNotice), sources._issued(sources.Order)
    assert set(urged(september())) == set(ordered(september())) == {units.water.pk}
    assert ordered(september())[units.water.pk].met == [appeal.number]
    assert ordered(september(at(9, 15))) == {}  # not yet, at that cut-off


def test_exclusions_approved_in_the_period(lived, september, actors, units, incoming):
    appeal = lived()
    with as_it_happened():
        said = {"ground": "in_court", "note": "已起诉", "files": [incoming("证明.txt", b"x")]}
        advance(appeal, "ask_exclusion", by=actors["head.water"], at=at(9, 20), **said)
        advance(appeal, "approve_exclusion", by=actors["office"], at=at(9, 21))
    assert sources.exclusions(september())[units.water.pk].met == [appeal.number]
    assert sources.exclusions(september(at(9, 20))) == {}


@pytest.fixture
def meeting(district, units, posts, actors):
    """On 15 September: Water is there, Trade is not, Planning is excused; Water is to act by the 25th."""
    starts = at(9, 15)
    plan = Plan(
        kind="joint", title="联席会", starts_at=starts, ends_at=starts + timedelta(hours=1), place="会议室",
        chair=posts["mayor"].leader, units=[units.water, units.trade, units.planning],
    )  # fmt: skip
    found = planning.plan(plan, district=district, by=actors["office"], at=at(9, 8))
    recording.hold(found, by=actors["office"], at=starts)
    found.refresh_from_db()
    came = [
        Came(units.water.pk, "present", "周工"),
        Came(units.trade.pk, "absent"),
        Came(units.planning.pk, "excused", "", "出差"),
    ]
    item = agenda.add_topic(found, "园区供水", by=actors["office"])
    recording.attend(found, came, by=actors["office"])
    recording.resolve(item, text="拿出方案", unit=units.water, due_on=at(9, 25).date(), by=actors["office"])
    found.refresh_from_db()
    recording.finalise(found, by=actors["office"], at=at(9, 16))
    return found


def test_attendance_counts_who_was_there_and_who_was_not_and_leaves_the_excused_aside(
    meeting, september, units
):
    found = sources.attendance(september())
    assert (words(found[units.water.pk].met), words(found[units.trade.pk].unmet)) == (["联席会"], ["联席会"])
    assert units.planning.pk not in found


def test_a_resolution_is_overdue_once_its_day_has_passed_without_a_report(meeting, september, units):
    assert sources.resolutions_overdue(september(end_of_day(at(9, 24).date()))) == {}
    assert words(sources.resolutions_overdue(september())[units.water.pk].met) == ["拿出方案"]


def test_duties_are_reported_in_time_or_not(district, september, units, posts):
    programme = Programme.objects.create(
        district=district, year=2026, title="企业服务年", document_number="临政〔2026〕11号", aims="-",
        begins_on=at(1, 1).date(), ends_on=at(12, 31).date(), stage="running", head=posts["mayor"].leader, office=units.office,
    )  # fmt: skip
    for unit, filed in ((units.water, at(9, 3)), (units.trade, at(9, 9)), (units.planning, None)):
        duty = Duty.objects.create(
            district=district, programme=programme, unit=unit, title="走访企业", content="-", due_at=at(12, 31),
            stage="open", handed_down_at=at(8, 1),
        )  # fmt: skip
        if filed:
            month = at(8, 1).date()
            DutyReport.objects.create(
                district=district, duty=duty, month=month, text="-", percent=10, at=filed, who="-"
            )
    found = sources.duties_in_time(september())
    told = {
        unit: (len(found[unit.pk].met), len(found[unit.pk].unmet))
        for unit in (units.water, units.trade, units.planning)
    }
    assert told == {units.water: (1, 0), units.trade: (0, 1), units.planning: (0, 1)}


def test_notices_read_by_the_cut_off(district, september, units, posts):
    for who, read in (("head.water", at(9, 12)), ("officer.water", at(10, 5)), ("head.trade", None)):
        user = posts[who].user
        tell(
            "assessment-frozen",
            to=[user],
            district=district,
            url="/",
            key=f"x-{who}",
            at=at(9, 11),
            scheme="甲",
            month="2026-08",
        )
        user.notices.update(read_at=read)
    found = sources.notices_read(september())
    water, trade = found[units.water.pk], found[units.trade.pk]
    assert (len(water.met), len(water.unmet), len(trade.met), len(trade.unmet)) == (1, 1, 0, 1)
    assert timezone.localtime(at(9, 11)).strftime("%Y-%m-%d") in words(water.met)[0]
