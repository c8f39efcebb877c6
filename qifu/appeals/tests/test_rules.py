"""What the steps do to clocks, assignments and figures where it is easy to get wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.figures.measures import MEASURES
from qifu.appeals.models import Appeal, Clock
from qifu.appeals.words import ClockKind, Stage
from qifu.lib.workdays import due_date
from qifu.organisations.moment import Moment
from qifu.organisations.refusals import Refused

# A Monday in a stretch without holidays.
MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)


def day(n, hours=0):
    """`n` days after that Monday; Saturday is 5."""
    return MONDAY + timedelta(days=n, hours=hours)


@pytest.fixture
def do(actors):
    def advance_at(appeal, verb, person, at, **fields):
        return advance(appeal, verb, by=actors[person], at=at, **{"note": "照办", **fields})

    return advance_at


@pytest.fixture
def given_out(file_appeal, do, units, categories):
    """Filed, accepted and assigned to Water with Planning assisting, all on Monday."""
    appeal = file_appeal(at=MONDAY)
    do(appeal, "accept", "office", MONDAY, category=categories.water)
    do(appeal, "assign", "office", MONDAY, lead=units.water, assist=[units.planning], complexity="several")
    return appeal


@pytest.fixture
def taken_up(given_out, do):
    do(given_out, "sign_for", "officer.water", MONDAY)
    return given_out


def clocks(appeal, **which):
    return {clock.kind: clock for clock in Clock.objects.filter(appeal=appeal, **which)}


def test_waiting_stops_answer_and_plan_and_nothing_else(taken_up, do):
    do(taken_up, "wait", "officer.water", day(1))
    assert set(clocks(taken_up, paused_at__isnull=False)) == {ClockKind.ANSWER, ClockKind.PLAN}
    assert set(clocks(taken_up, paused_at=None, stopped_at=None)) == {
        ClockKind.CONTACT, ClockKind.OPINION, ClockKind.WAIT,
    }  # fmt: skip
    do(taken_up, "contact", "officer.water", day(1), way="phone", whom="陈静")
    assert clocks(taken_up)[ClockKind.CONTACT].stopped_at == day(1)


def test_after_waiting_the_answer_has_the_working_days_that_were_left(taken_up, do):
    before = due_date(taken_up.answer_due_at)  # 15 working days from Monday 2 March
    do(taken_up, "wait", "officer.water", day(1))  # 14 left
    do(taken_up, "resume", "contact", day(8))  # five working days later
    assert (before.isoformat(), due_date(taken_up.answer_due_at).isoformat()) == ("2026-03-23", "2026-03-30")


def test_paused_on_its_last_day_a_clock_is_due_on_the_day_it_resumes(taken_up, do):
    do(taken_up, "wait", "officer.water", day(21))
    do(taken_up, "resume", "contact", day(23))
    assert due_date(taken_up.answer_due_at) == day(23).date()


def test_an_overdue_clock_does_not_become_punctual_by_waiting(taken_up, do):
    do(taken_up, "wait", "officer.water", day(24))
    do(taken_up, "resume", "contact", day(28))
    assert due_date(taken_up.answer_due_at).isoformat() == "2026-03-23"


def test_an_extension_and_then_waiting_keep_the_days_of_the_extended_date(taken_up, do):
    do(taken_up, "ask_extension", "officer.water", day(2), until=day(28).date())
    with pytest.raises(Refused, match="延期申请正待活动办审批"):
        do(taken_up, "wait", "officer.water", day(2))
    do(taken_up, "approve_extension", "office", day(2))
    assert due_date(taken_up.answer_due_at) == day(28).date()  # 18 working days after day 2
    do(taken_up, "wait", "officer.water", day(3))  # 17 left
    do(taken_up, "resume", "officer.water", day(4))
    assert due_date(taken_up.answer_due_at) == day(29).date()


def test_an_extension_to_a_day_off_moves_to_the_next_working_day(taken_up, do):
    do(taken_up, "ask_extension", "officer.water", day(2), until=day(26).date())  # a Saturday
    assert taken_up.lead.extension_until == day(28).date()


def test_an_extension_is_asked_for_a_working_day_before_and_once(taken_up, do):
    with pytest.raises(Refused, match="1 个工作日前提出"):
        do(taken_up, "ask_extension", "officer.water", day(21), until=day(23).date())
    do(taken_up, "ask_extension", "officer.water", day(18), until=day(22).date())
    do(taken_up, "refuse_extension", "office", day(18))
    with pytest.raises(Refused, match="延期只能申请一次"):
        do(taken_up, "ask_extension", "officer.water", day(18), until=day(22).date())


def test_an_answer_can_be_submitted_while_the_office_has_not_ruled_on_the_extension(taken_up, do):
    do(taken_up, "ask_extension", "officer.water", day(2), until=day(28).date())
    do(taken_up, "submit_answer", "officer.water", day(3), claim="solved", reply="已恢复供水。")
    do(taken_up, "answer", "head.water", day(3))
    assert (taken_up.stage, taken_up.extension_asked, taken_up.on_time) == (Stage.ANSWERED, False, True)


def test_withdrawing_ends_a_pending_extension_and_releases_everybody(taken_up, do):
    do(taken_up, "ask_extension", "officer.water", day(2), until=day(28).date())
    do(taken_up, "withdraw", "contact", day(3))
    appeal = Appeal.objects.get(pk=taken_up.pk)
    assert (appeal.extension_asked, appeal.due_at, appeal.open_assignments) == (False, None, [])
    assert clocks(appeal, stopped_at=None) == {}


def test_duties_that_were_overdue_stay_on_record_as_late_and_the_others_fall_away(taken_up, do):
    do(taken_up, "submit_answer", "officer.water", day(2), claim="solved", reply="已恢复供水。")
    do(taken_up, "answer", "head.water", day(2))
    ended = clocks(taken_up)
    assert (
        ended[ClockKind.CONTACT].cancelled,
        ended[ClockKind.CONTACT].stopped_at > ended[ClockKind.CONTACT].due_at,
    ) == (
        False,
        True,
    )  # nobody ever contacted the enterprise
    assert ended[ClockKind.OPINION].cancelled
    assert ended[ClockKind.PLAN].cancelled


def test_an_assisting_unit_that_never_gave_its_opinion_is_late(taken_up, do):
    do(taken_up, "submit_answer", "officer.water", day(9), claim="solved", reply="已恢复供水。")
    do(taken_up, "answer", "head.water", day(9))
    opinion = clocks(taken_up)[ClockKind.OPINION]
    assert (opinion.cancelled, opinion.stopped_at > opinion.due_at) == (False, True)


def test_a_late_opinion_is_taken_until_the_answer_is_signed(taken_up, do):
    do(taken_up, "submit_answer", "officer.water", day(9), claim="solved", reply="已恢复供水。")
    do(taken_up, "give_opinion", "officer.planning", day(10))
    assert clocks(taken_up)[ClockKind.OPINION].stopped_at == day(10)


def test_after_an_upheld_objection_another_unit_gets_it_with_clocks_of_its_own(given_out, do, units):
    do(given_out, "object", "head.water", day(0, 1))
    do(given_out, "uphold", "office", day(0, 2))
    assert (given_out.stage, given_out.lead_unit, given_out.due_at) == (Stage.ACCEPTED, None, None)
    do(given_out, "assign", "office", day(1), lead=units.trade, assist=[units.water], complexity="simple")
    given = [(a.unit.short_name, a.part, a.ended_at is None) for a in given_out.assignments.order_by("id")]
    assert given == [
        ("水务局", "lead", False), ("规划局", "assist", False), ("工信局", "lead", True), ("水务局", "assist", True),
    ]  # fmt: skip
    assert due_date(given_out.answer_due_at).isoformat() == "2026-03-10"


def test_a_unit_that_was_released_and_gets_it_again_has_had_its_objection(given_out, do, units):
    do(given_out, "object", "head.water", day(0, 1))
    do(given_out, "uphold", "office", day(0, 2))
    do(given_out, "assign", "office", day(1), lead=units.water, assist=[], complexity="simple")
    with pytest.raises(Refused, match="异议只裁定一次"):
        do(given_out, "object", "head.water", day(1, 1))
    do(given_out, "sign_for", "officer.water", day(1, 1))


def test_after_an_overruled_objection_the_time_to_sign_starts_again(given_out, do):
    do(given_out, "object", "head.water", day(1))  # the last day to sign for it
    do(given_out, "overrule", "office", day(2))
    assert due_date(given_out.due_at) == day(3).date()


def test_the_time_to_object_ends_with_the_first_working_day(given_out, do):
    with pytest.raises(Refused, match="异议须在交办后 1 个工作日内提出"):
        do(given_out, "object", "head.water", day(2))
    do(given_out, "object", "head.water", day(1, 13))  # 23:00 of Tuesday


def test_merging_an_assigned_appeal_ends_its_assignments(given_out, do, file_appeal):
    main = file_appeal()
    do(given_out, "merge", "office", day(1), main=main)
    appeal = Appeal.objects.get(pk=given_out.pk)
    assert (appeal.main, appeal.open_assignments, appeal.due_at) == (main, [], None)
    with pytest.raises(Refused, match="请并入仍在办理的诉求"):
        do(main, "merge", "office", day(1), main=appeal)
    with pytest.raises(Refused, match="诉求不能并入自身"):
        do(main, "merge", "office", day(1), main=main)


def answer(appeal, do, at):
    do(appeal, "submit_answer", "officer.water", at, claim="solved", reply="已恢复供水。")
    do(appeal, "answer", "head.water", at)


def rate(appeal, do, at, person="inspector"):
    rated = {"reply_satisfaction": 2, "solution_satisfaction": 1, "solved": False}
    do(appeal, "follow_up", person, at, way="phone", reached=True, **rated)


def test_redone_twice_each_answer_needs_its_own_follow_up(taken_up, do):
    for n in (1, 2):
        answer(taken_up, do, day(n))
        rate(taken_up, do, day(n))
        do(taken_up, "redo", "office", day(n))
    answer(taken_up, do, day(3))
    with pytest.raises(Refused, match="尚不能销号"):
        do(taken_up, "close", "office", day(3))
    rate(taken_up, do, day(3), "contact")
    do(taken_up, "close", "office", day(3))
    assert (taken_up.redos, taken_up.answers.count(), taken_up.follow_ups.count()) == (2, 3, 3)


def test_nobody_is_followed_up_before_the_answer_or_after_closing(taken_up, do):
    with pytest.raises(Refused, match="本件现处“办理中”环节"):
        rate(taken_up, do, day(1))
    answer(taken_up, do, day(1))
    rate(taken_up, do, day(1))
    do(taken_up, "close", "office", day(1))
    with pytest.raises(Refused, match="本件现处“已销号”环节"):
        rate(taken_up, do, day(1))


def test_the_enterprise_reopens_until_the_fifteenth_day_has_ended_and_others_later(taken_up, do):
    answer(taken_up, do, day(1))
    rate(taken_up, do, day(1))
    do(taken_up, "close", "office", day(1))
    with pytest.raises(Refused, match="销号后 15 日内可申请重启"):
        do(taken_up, "reopen", "contact", day(17))
    do(taken_up, "reopen", "contact", day(16, 13))  # 23:00 of the fifteenth day
    assert (taken_up.lead_unit.short_name, taken_up.lead.signed_at) == ("水务局", day(16, 13))
    answer(taken_up, do, day(17))
    rate(taken_up, do, day(17))
    do(taken_up, "close", "office", day(17))
    do(taken_up, "reopen", "inspector", day(100))
    assert taken_up.stage == Stage.HANDLING


def test_what_the_office_assigns_is_no_longer_a_units_own_finding(file_appeal, actors, do, units, categories):
    found = file_appeal(
        by=actors["officer.water"], population="self_found", channel="unit_research", at=MONDAY
    )
    do(found, "accept", "office", MONDAY, category=categories.water)
    do(found, "assign", "office", MONDAY, lead=units.trade, complexity="simple")
    assert found.population == "assigned"


@pytest.mark.parametrize("complexity", ["simple", "several", "left_over"])
def test_assigned_anew_with_another_complexity_its_clocks_follow(given_out, do, units, complexity):
    do(given_out, "object", "head.water", day(0, 1))
    do(given_out, "uphold", "office", day(0, 1))
    do(given_out, "assign", "office", MONDAY, lead=units.trade, complexity=complexity)
    days = {"simple": "2026-03-09", "several": "2026-03-23", "left_over": "2026-04-14"}
    assert due_date(given_out.answer_due_at).isoformat() == days[complexity]


def test_where_no_clock_runs_there_is_no_light(file_appeal, do, categories):
    appeal = file_appeal(at=timezone.now() - timedelta(days=30))
    assert Moment().light(appeal.due_at) == "red"
    do(appeal, "accept", "office", timezone.now(), category=categories.water)
    assert Moment().light(appeal.due_at) is None


def test_a_category_of_another_district_or_out_of_use_is_refused(file_appeal, do, categories, district):
    other = type(district).objects.create(code="990198", name="临山区")
    foreign = type(categories.water).objects.create(district=other, code="01", name="外区类别")
    categories.water.active = False
    categories.water.save()
    for category in (foreign, categories.water):
        with pytest.raises(Refused, match="不是本区在用的类别"):
            do(file_appeal(), "accept", "office", timezone.now(), category=category)


def test_what_is_withdrawn_after_its_answer_leaves_the_rates(taken_up, do):
    answer(taken_up, do, day(1))
    assert (taken_up.on_time, taken_up.working_days) == (True, 1)
    do(taken_up, "withdraw", "contact", day(2))
    appeal = Appeal.objects.get(pk=taken_up.pk)
    assert (appeal.on_time, appeal.working_days, appeal.answers.count()) == (None, None, 1)
    due = MEASURES["due"].condition(day(90))
    assert not Appeal.objects.filter(due).exists()


def test_after_a_redo_the_new_answer_is_judged_by_its_own_clock_and_the_first_ones_stays_on_record(
    taken_up, do
):
    answer(taken_up, do, day(22))  # due on day 21
    assert taken_up.on_time is False
    do(taken_up, "redo", "office", day(23))
    assert (taken_up.on_time, due_date(taken_up.answer_due_at).isoformat()) == (None, "2026-04-16")
    answer(taken_up, do, day(24))
    assert (taken_up.on_time, taken_up.redos) == (True, 1)
    late = [clock.stopped_at >= clock.due_at for clock in taken_up.clocks.filter(kind=ClockKind.ANSWER)]
    assert late == [True, False]
