"""A month from its computing to its freezing: who may, when, and what nobody can change any more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from qifu.assessment import contesting, rounds, schemes
from qifu.assessment.editions import Change
from qifu.assessment.models import Contest, Line, Part, Result, Round
from qifu.assessment.monthly import compute_due
from qifu.assessment.tests.conftest import HOUR, OCTOBER, SEPTEMBER, at, line_of, part_of, picture
from qifu.notices.models import Notice
from qifu.organisations.models import CalendarYear
from qifu.organisations.refusals import Refused


@pytest.fixture
def unhappy(lived):
    """Of two appeals of Water one is not solved; Trade has one that is."""
    lived()
    lived("trade")
    return lived(solved=False, satisfaction=2)


def leave_out(units, appeal, indicator="solved"):
    return Change(units.water.pk, indicator, "leave_out", [appeal.number])


def titles(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("user__username", "title"))


def test_publishing_tells_the_heads_and_gives_them_three_working_days(unhappy, published):
    """Published on Thursday, 8 October: Friday, Saturday (a make-up workday) and Monday."""
    found = published()
    assert (found.stage, found.contest_until) == ("published", at(10, 13, 0))
    told = titles("assessment-published")
    assert [name for name, _title in told] == ["head.planning", "head.trade", "head.water"]
    assert told[0][1] == "三率考核2026-09结果已公布"


def test_it_is_frozen_only_after_the_time_to_contest_and_the_rulings(unhappy, published, units, actors):
    found = published()
    with pytest.raises(Refused, match="10-12 24:00"):
        rounds.freeze(found, by=actors["office"], at=at(10, 12, 23))
    part = part_of(found, units.water, "solved")
    raised = contesting.contest(part, by=actors["head.water"], reason="已解决", at=at(10, 9))
    with pytest.raises(Refused, match="1"):
        rounds.freeze(found, by=actors["office"], at=at(10, 13))
    contesting.rule(raised, by=actors["office"], ruling="refused", reason="回访属实", at=at(10, 13))
    found = rounds.freeze(found, by=actors["office"], at=at(10, 13, 11))
    assert (found.stage, found.edition, found.frozen_edition) == ("frozen", 1, 1)
    assert len(titles("assessment-frozen")) == 3


def test_an_upheld_contest_makes_an_edition_with_this_change_alone(unhappy, published, units, actors):
    found = published()
    part = part_of(found, units.water, "solved")
    before = {line.unit_id: line.content() for line in Line.objects.filter(result__round=found)}
    raised = contesting.contest(
        part, by=actors["head.water"], reason="无政策依据", cases=[unhappy.number], at=at(10, 9)
    )
    contesting.rule(
        raised,
        by=actors["office"],
        ruling="upheld",
        reason="属实",
        change=leave_out(units, unhappy),
        at=at(10, 12),
    )
    found.refresh_from_db()
    assert found.edition == 2
    changed = part_of(found, units.water, "solved")
    assert (changed.numerator, changed.denominator) == (1, 1)
    assert (changed.before_numerator, changed.before_denominator) == (1, 2)
    assert (line_of(found, units.water).score, line_of(found, units.water, 1).score) == (
        100,
        Decimal("82.50"),
    )
    assert line_of(found, units.trade).content() == before[units.trade.pk]
    result = Result.objects.get(round=found, number=2)
    assert (result.cause, result.why) == ("contest", "属实")
    assert result.change["cases"] == [unhappy.number]
    assert [name for name, _title in titles("assessment-ruled")] == ["head.water"]


def test_cases_can_be_counted_as_met(unhappy, published, units, actors):
    found = published()
    raised = contesting.contest(
        part_of(found, units.water, "solved"), by=actors["head.water"], reason="已解决", at=at(10, 9)
    )
    change = Change(units.water.pk, "solved", "count_as_met", [unhappy.number])
    contesting.rule(raised, by=actors["office"], ruling="upheld", reason="属实", change=change, at=at(10, 9))
    found.refresh_from_db()
    part = part_of(found, units.water, "solved")
    assert (part.numerator, part.denominator) == (2, 2)


@pytest.mark.parametrize(
    ("who", "when", "sentence"),
    [
        ("head.trade", at(10, 9), "本单位负责人"),
        ("officer.water", at(10, 9), "本单位负责人"),
        ("office", at(10, 9), "本单位负责人"),
        ("head.water", at(10, 13, 0), "异议期"),
    ],
)
def test_only_the_units_own_head_contests_and_only_in_time(
    unhappy, published, units, actors, who, when, sentence
):
    part = part_of(published(), units.water, "solved")
    with pytest.raises(Refused, match=sentence):
        contesting.contest(part, by=actors[who], reason="有误", at=when)
    assert Contest.objects.count() == 0


def test_a_contest_is_ruled_on_once_and_only_its_own_part_changes(unhappy, published, units, actors):
    found = published()
    raised = contesting.contest(
        part_of(found, units.water, "solved"), by=actors["head.water"], reason="有误", at=at(10, 9)
    )
    said = {"by": actors["office"], "ruling": "upheld", "reason": "属实", "at": at(10, 9)}
    for change in (
        Change(units.trade.pk, "solved", "leave_out", ["x"]),
        leave_out(units, unhappy, "response"),
    ):
        with pytest.raises(Refused, match="那一项"):
            contesting.rule(raised, change=change, **said)
    contesting.rule(raised, change=leave_out(units, unhappy), **said)
    stale = Contest.objects.get(pk=raised.pk)
    with pytest.raises(Refused, match="已有人裁定"):
        contesting.rule(stale, change=leave_out(units, unhappy), **said)
    assert Result.objects.filter(round=found).count() == 2


def test_a_correction_after_freezing_names_what_why_and_who_and_the_frozen_edition_stays(
    unhappy, frozen, units, actors
):
    found = frozen()
    kept = [line.content() for line in Line.objects.filter(result__round=found, result__number=1)]
    said = {"why": "抽检发现重复", "approved_by": "区长 高远", "by": actors["office"], "at": at(11, 2)}
    for missing in ({"why": " "}, {"approved_by": ""}):
        with pytest.raises(Refused, match="批准人"):
            rounds.correct(found, leave_out(units, unhappy), **{**said, **missing})
    result = rounds.correct(found, leave_out(units, unhappy), **said)
    found.refresh_from_db()
    assert (found.stage, found.edition, found.frozen_edition) == ("frozen", 2, 1)
    assert (result.why, result.approved_by, result.cause) == ("抽检发现重复", "区长 高远", "correction")
    assert [line.content() for line in Line.objects.filter(result__round=found, result__number=1)] == kept
    first = Result.objects.get(round=found, number=1)
    assert (result.previous, first.is_untouched(), result.is_untouched()) == (first.digest, True, True)
    assert len(titles("assessment-corrected")) == 3


def test_a_correction_sent_twice_is_one(unhappy, frozen, units, actors):
    from uuid import UUID

    found, key = frozen(), UUID(int=7)
    said = {
        "why": "重复",
        "approved_by": "区长",
        "by": actors["office"],
        "key": key,
        "version": found.version,
    }
    made = [rounds.correct(found, leave_out(units, unhappy), **said).pk for _twice in range(2)]
    assert made[0] == made[1]


def test_before_freezing_nothing_is_corrected(unhappy, published, units, actors):
    with pytest.raises(Refused, match="定稿"):
        rounds.correct(
            published(), leave_out(units, unhappy), why="误", approved_by="区长", by=actors["office"]
        )


def test_of_two_who_act_at_once_the_second_is_told(unhappy, computed, actors):
    found = computed()
    rounds.publish(found, by=actors["office"], version=found.version, at=OCTOBER)
    with pytest.raises(Refused, match="有人更改"):
        rounds.publish(found, by=actors["office"], version=found.version, at=OCTOBER)


@pytest.mark.parametrize("who", ["head.water", "mayor", "inspector", "city", "operator"])
def test_only_the_office_keeps_the_assessment(unhappy, computed, scheme, actors, who):
    found = computed()
    for verb in (rounds.publish, rounds.freeze):
        with pytest.raises(Refused, match="活动办"):
            verb(found, by=actors[who])
    with pytest.raises(Refused, match="活动办"):
        rounds.compute(scheme, SEPTEMBER, by=actors[who])


@pytest.mark.parametrize("model", [Result, Line, Part])
def test_the_database_refuses_to_change_or_delete_a_result(unhappy, frozen, model):
    frozen()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(**{"state": "x"} if model is not Result else {"why": "x"})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.filter(pk=model.objects.first().pk)._raw_delete("default")


def test_what_somebody_changed_in_the_database_all_the_same_is_told_by_the_digest(unhappy, frozen, units):
    found = frozen()
    result = Result.objects.get(round=found)
    line = line_of(found, units.water)
    assert result.is_untouched()
    line.score = Decimal("99.99")
    parts = list(Part.objects.filter(line__result=result).select_related("line").order_by(*Part.ORDER))
    lines = [line if each.pk == line.pk else each for each in result.lines.order_by("unit_id")]
    assert result.sealed(lines, parts) != result.digest


def test_on_the_first_working_day_the_month_is_computed_by_itself_and_once(unhappy, scheme, actors):
    schemes.switch(scheme, True, by=actors["office"])
    assert compute_due(at(10, 7)) == []  # the holiday
    assert Round.objects.count() == 0
    assert compute_due(OCTOBER) == []
    assert compute_due(OCTOBER + HOUR) == []
    found = Round.objects.get()
    assert (found.month, found.stage, found.edition) == (SEPTEMBER, "draft", 1)
    assert [name for name, _title in titles("assessment-computed")] == ["office"]


def test_without_a_calendar_nothing_is_computed_by_itself_and_the_log_says_why(scheme, actors):
    schemes.switch(scheme, True, by=actors["office"])
    CalendarYear.objects.filter(year=2026).delete()
    [sentence] = compute_due(OCTOBER)
    assert "2026" in sentence
    assert Round.objects.count() == 0


def test_what_is_given_by_hand_needs_evidence_and_the_same_title_replaces(
    unhappy, scheme, plan, computed, units, actors, incoming
):
    judged = [*plan.indicators[1:], schemes.Judged("hand-1", label="宣传工作", weight=Decimal(30))]
    schemes.put_in_force(scheme, schemes.Plan(**{**vars(plan), "indicators": judged}), by=actors["office"])
    found = computed()
    assert line_of(found, units.water).score == Decimal("75.00")  # not judged yet: its weight is spread
    said = {
        "unit": units.water,
        "indicator": "hand-1",
        "title": "简报",
        "by": actors["office"],
        "at": OCTOBER,
    }
    with pytest.raises(Refused, match="证明"):
        contesting.give(found, value=Decimal(80), **said)
    for value in (80, 90):
        contesting.give(found, value=Decimal(value), evidence=[incoming("简报.txt", b"x")], **said)
    found.refresh_from_db()
    part = part_of(found, units.water, "hand-1")
    assert (part.mark, part.label, part.points) == (90, "宣传工作", Decimal("27.0000"))
    assert line_of(found, units.water).score == Decimal("79.50")
    assert Result.objects.filter(round=found).last().is_untouched()


def test_a_unit_that_moves_to_another_group_keeps_its_frozen_place(
    unhappy, frozen, scheme, plan, actors, units
):
    found = frozen()
    before = picture(found)
    groups = [("甲组", [units.water]), ("乙组", [units.trade, units.planning])]
    schemes.put_in_force(scheme, schemes.Plan(**{**vars(plan), "groups": groups}), by=actors["office"])
    assert picture(found) == before
    following = rounds.compute(scheme, date(2026, 10, 1), by=actors["office"], at=at(11, 2))
    assert line_of(following, units.water).group == "甲组"
    assert not Line.objects.filter(result__round=following, unit=units.wharf).exists()


def test_a_frozen_month_waits_for_no_further_day(unhappy, frozen):
    assert frozen().frozen_at - at(10, 14) == timedelta(0)


def test_a_month_missed_while_the_system_stood_still_is_made_up_for(unhappy, scheme, actors):
    schemes.switch(scheme, True, by=actors["office"])
    assert compute_due(OCTOBER) == []
    assert compute_due(at(12, 1)) == []
    months = Round.objects.order_by("month").values_list("month", flat=True)
    assert [f"{month:%Y-%m}" for month in months] == ["2026-09", "2026-10", "2026-11"]
