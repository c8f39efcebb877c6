"""Where a rate is easily unjust or flattering: each case is settled here, one sentence a test."""

from datetime import UTC, datetime, timedelta

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.figures.measures import RATES, Tally, tally_by
from qifu.appeals.models import Appeal

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)  # in a stretch without holidays
LONG_AFTER = MONDAY + timedelta(days=200)


def day(n):
    """`n` days after that Monday; Saturday is 5."""
    return MONDAY + timedelta(days=n)


@pytest.fixture
def do(actors):
    def advance_at(appeal, verb, person, at, **fields):
        return advance(appeal, verb, by=actors[person], at=at, **{"note": "照办", **fields})

    return advance_at


@pytest.fixture
def assigned_at(file_appeal, do, units, categories):
    """To Water on Monday, class C: signed for by Tuesday night, answered by the Monday after."""

    def make(lead="water", **fields):
        appeal = file_appeal(at=MONDAY)
        do(appeal, "accept", "office", MONDAY, category=categories.water)
        given = {"lead": getattr(units, lead), "complexity": "simple", **fields}
        do(appeal, "assign", "office", MONDAY, **given)
        return appeal

    return make


def rate(unit, name, at=LONG_AFTER):
    """(numerator, denominator) of the unit's line."""
    tally = tally_by(Appeal.objects.filter(population="assigned"), "lead_unit", at).get(unit.pk, Tally())
    return tally[RATES[name].numerator], tally[RATES[name].denominator]


def answer(do, appeal, unit, at):
    do(appeal, "submit_answer", f"officer.{unit}", at, claim="solved", reply="已恢复供水。")
    do(appeal, "answer", f"head.{unit}", at)


def test_of_one_that_went_to_another_unit_only_the_new_units_clocks_count(assigned_at, do, units):
    appeal = assigned_at()
    do(appeal, "object", "head.water", day(0))
    do(appeal, "uphold", "office", day(9))  # the ruling came late, which is not the new unit's fault
    do(appeal, "assign", "office", day(9), lead=units.trade, complexity="simple")
    do(appeal, "sign_for", "officer.trade", day(10))
    do(appeal, "contact", "officer.trade", day(10), way="phone", whom="陈静")
    answer(do, appeal, "trade", day(11))
    for name in ("sign_in", "response", "on_time"):
        assert (rate(units.trade, name), rate(units.water, name)) == ((1, 1), (0, 0)), name
    assert rate(units.trade, "objected") == (0, 1)
    appeal.refresh_from_db()
    assert appeal.working_days == 2  # from the new assigning


def test_an_overruled_objection_gives_the_unit_its_time_to_sign_anew_and_is_counted(assigned_at, do, units):
    appeal = assigned_at()
    do(appeal, "object", "head.water", day(1))
    do(appeal, "overrule", "office", day(2))
    do(appeal, "sign_for", "officer.water", day(3))
    assert rate(units.water, "sign_in") == (1, 1)
    assert (rate(units.water, "objected"), rate(units.water, "overruled")) == ((1, 1), (1, 1))


def test_one_that_is_never_signed_for_is_late_as_soon_as_its_clock_has_run_out(assigned_at, units):
    assigned_at()
    assert rate(units.water, "sign_in", day(1)) == (0, 0)  # it has until Tuesday's end
    assert rate(units.water, "sign_in", day(2)) == (0, 1)


def test_an_answer_without_any_contact_after_the_contact_was_due_is_a_late_response(assigned_at, do, units):
    early, late = assigned_at(), assigned_at()
    for appeal, when in ((early, day(0)), (late, day(4))):
        do(appeal, "sign_for", "officer.water", day(0))
        answer(do, appeal, "water", when)
    assert rate(units.water, "response") == (0, 1)  # the early one was answered before a contact was due


def test_an_extension_asked_in_time_and_granted_after_the_due_date_counts(assigned_at, do, units):
    """Asked on Thursday, due on Monday, granted on Tuesday until Wednesday, answered on Wednesday."""
    appeal = assigned_at()
    do(appeal, "sign_for", "officer.water", day(0))
    do(appeal, "ask_extension", "officer.water", day(3), until=day(9).date())
    assert rate(units.water, "on_time", day(8)) == (0, 1)  # until it is granted it is late
    do(appeal, "approve_extension", "office", day(8))
    assert rate(units.water, "on_time", day(8)) == (0, 0)
    answer(do, appeal, "water", day(9))
    assert rate(units.water, "on_time") == (1, 1)
    assert rate(units.water, "extended") == (1, 1)


def test_an_extension_refused_leaves_it_late(assigned_at, do, units):
    appeal = assigned_at()
    do(appeal, "sign_for", "officer.water", day(0))
    do(appeal, "ask_extension", "officer.water", day(3), until=day(9).date())
    do(appeal, "refuse_extension", "office", day(8))
    answer(do, appeal, "water", day(9))
    assert (rate(units.water, "on_time"), rate(units.water, "extended")) == ((0, 1), (0, 1))


def test_a_reopened_one_is_neither_answered_nor_solved_until_it_is_answered_again(assigned_at, do, units):
    appeal = assigned_at()
    do(appeal, "sign_for", "officer.water", day(0))
    answer(do, appeal, "water", day(1))
    said = {
        "way": "phone",
        "reached": True,
        "reply_satisfaction": 5,
        "solution_satisfaction": 5,
        "solved": True,
    }
    do(appeal, "follow_up", "operator", day(1), **said)
    do(appeal, "inspect", "inspector", day(1), solved=True)
    do(appeal, "close", "office", day(1))
    assert (rate(units.water, "settled"), rate(units.water, "solved")) == ((1, 1), (1, 1))
    do(appeal, "reopen", "inspector", day(3))
    for name in ("settled", "on_time", "solved", "solution_satisfied", "inspected_solved"):
        numerator, denominator = rate(units.water, name, day(3))
        assert (numerator, denominator) == (0, 1 if name == "settled" else 0), name
    answer(do, appeal, "water", day(30))
    assert rate(units.water, "on_time") == (0, 1)  # by its new clock
    assert rate(units.water, "sign_in") == (1, 1)  # it was signed for once


def test_a_withdrawn_one_is_not_to_be_settled_but_a_clock_that_had_run_out_stays_late(assigned_at, do, units):
    appeal = assigned_at()
    do(appeal, "withdraw", "contact", day(10))
    assert rate(units.water, "settled") == (0, 0)
    assert rate(units.water, "on_time") == (0, 0)
    assert rate(units.water, "sign_in") == (0, 1)


def test_a_unit_without_cases_has_no_line_and_no_rate(assigned_at, units):
    assigned_at()
    assert units.planning.pk not in tally_by(Appeal.objects.all(), "lead_unit", LONG_AFTER)


def test_what_was_said_of_an_answer_counts_no_more_when_the_enterprise_withdraws(assigned_at, do, units):
    """The measures rest on it: claim and verdicts stand on the appeal only as long as its answer does."""
    appeal = assigned_at()
    do(appeal, "sign_for", "officer.water", day(0))
    answer(do, appeal, "water", day(1))
    said = {
        "way": "phone",
        "reached": True,
        "reply_satisfaction": 5,
        "solution_satisfaction": 1,
        "solved": False,
    }
    do(appeal, "follow_up", "operator", day(1), **said)
    do(appeal, "inspect", "inspector", day(1), solved=True)
    do(appeal, "withdraw", "contact", day(2))
    for name in ("claimed_solved", "follow_up", "solved", "reply_satisfied", "inspected_solved", "settled"):
        assert rate(units.water, name) == (0, 0), name
    assert appeal.answers.get().claim == "solved"
    assert appeal.follow_ups.get().solved is False
