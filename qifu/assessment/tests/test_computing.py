"""A month as it stood at the cut-off: what counts, for whom, and what changes nothing any more."""

from decimal import Decimal

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.recording import as_it_happened
from qifu.assessment import rounds, schemes
from qifu.assessment.models import Line, Result
from qifu.assessment.schemes import terms_of
from qifu.assessment.scoring import score
from qifu.assessment.simulating import figure_in
from qifu.assessment.tests.conftest import HOUR, OCTOBER, SEPTEMBER, at, line_of, part_of, picture
from qifu.organisations.models import CalendarYear
from qifu.organisations.refusals import Refused


def figures(found, unit):
    return {
        part.name: (part.numerator, part.denominator, float(part.points))
        for part in line_of(found, unit).parts.all()
    }


def test_three_rates_of_a_month_with_the_cases_behind_each(lived, computed, units):
    good, unhappy = lived(), lived(solved=False, satisfaction=2)
    late = lived(contacted=at(9, 4))
    found = computed()
    assert figures(found, units.water) == {
        "response": (2, 3, 20.0),
        "solved": (2, 3, 23.3333),
        "solved_satisfied": (2, 2, 35.0),
    }
    line = line_of(found, units.water)
    assert (line.score, line.rank, line.state) == (Decimal("78.33"), 1, "counted")
    assert part_of(found, units.water, "response").cases == {
        "met": [good.number, unhappy.number],
        "unmet": [late.number],
    }
    assert part_of(found, units.water, "solved").cases["unmet"] == [unhappy.number]


def test_a_unit_with_no_cases_is_not_assessed(lived, computed, units):
    lived()
    found = computed()
    trade = line_of(found, units.trade)
    assert (trade.score, trade.rank, trade.state) == (None, None, "nothing")


def test_units_compete_with_those_of_their_kind_where_the_scheme_names_no_groups(lived, computed, units):
    lived()
    found = computed()
    groups = set(Line.objects.filter(result__round=found).values_list("unit__short_name", "group"))
    assert groups == {
        ("水务局", "部门"), ("规划局", "部门"), ("工信局", "部门"), ("码头街道", "街道"), ("青山街道", "街道"),
    }  # fmt: skip


def test_only_the_months_own_appeals_count_or_those_of_the_year(lived, computed, scheme, plan, actors, units):
    lived(when=at(7, 1))
    lived()
    assert part_of(computed(), units.water, "solved").denominator == 1
    with_year = schemes.Plan(**{**vars(plan), "span": "year"})
    schemes.put_in_force(scheme, with_year, by=actors["office"])
    assert part_of(computed(), units.water, "solved").denominator == 2


def test_what_happened_after_the_cut_off_is_not_in_the_month(lived, computed, actors, units):
    appeal = lived(when=at(9, 25), solved=None)
    with as_it_happened():
        verdict = {"solved": True, "reply_satisfaction": 5, "solution_satisfaction": 5}
        advance(
            appeal, "follow_up", by=actors["inspector"], at=at(10, 8), way="phone", reached=True, **verdict
        )
    assert part_of(computed(when=at(10, 9)), units.water, "solved").denominator == 0


def test_an_appeal_given_to_another_unit_counts_for_the_one_that_leads_it_now(
    lived, computed, file_appeal, actors, units, categories
):
    """Water objected in time: its clocks ran out for nobody, Planning's own clocks count."""
    with as_it_happened():
        appeal = file_appeal(at=at(9, 1))
        advance(appeal, "accept", by=actors["office"], at=at(9, 1), category=categories.water)
        advance(appeal, "assign", by=actors["office"], at=at(9, 1), lead=units.water, complexity="simple")
        advance(appeal, "object", by=actors["head.water"], at=at(9, 2), note="属规划职责")
        advance(appeal, "uphold", by=actors["office"], at=at(9, 2, 15), note="成立")
        advance(appeal, "assign", by=actors["office"], at=at(9, 7), lead=units.planning, complexity="simple")
        advance(appeal, "sign_for", by=actors["officer.planning"], at=at(9, 7, 11))
        advance(
            appeal,
            "contact",
            by=actors["officer.planning"],
            at=at(9, 8),
            way="phone",
            whom="陈静",
            note="已联系",
        )
    found = computed()
    assert figures(found, units.water)["response"][:2] == (0, 0)
    assert line_of(found, units.water).state == "nothing"
    assert figures(found, units.planning)["response"][:2] == (1, 1)


@pytest.fixture
def on_time(scheme, actors):
    judged = [schemes.Judged("on_time", weight=Decimal(100))]
    schemes.put_in_force(scheme, schemes.Plan("weights", judged, "按期", span="month"), by=actors["office"])


def test_an_extension_granted_after_the_due_day_counts_from_when_it_was_granted(
    on_time, lived, computed, actors, units
):
    """Due on the 8th, asked on the 4th, granted on the 10th until the 15th; answered on the 14th: at the month's end in time."""
    appeal = lived(answered=False)
    with as_it_happened():
        until = at(9, 15).date()
        officer, head = actors["officer.water"], actors["head.water"]
        advance(appeal, "ask_extension", by=officer, at=at(9, 4), until=until, note="等管材")
        advance(appeal, "approve_extension", by=actors["office"], at=at(9, 10))
        advance(appeal, "submit_answer", by=officer, at=at(9, 14), claim="solved", reply="已恢复。")
        advance(appeal, "answer", by=head, at=at(9, 14, 11))
    assert figures(computed(), units.water)["on_time"][:2] == (1, 1)


def test_a_reopened_appeal_counts_as_unanswered_until_its_new_answer(on_time, lived, computed, actors, units):
    appeal = lived()
    with as_it_happened():
        advance(appeal, "close", by=actors["office"], at=at(9, 7))
        advance(appeal, "reopen", by=actors["office"], at=at(9, 28), note="又停水")
    part = part_of(computed(), units.water, "on_time")
    assert (part.numerator, part.denominator) == (0, 0)  # its new clock has not run out at the cut-off


def test_what_is_excluded_is_in_the_figures_before_exclusion_alone(lived, computed, actors, units, incoming):
    unhappy = lived(solved=False, satisfaction=1)
    lived()
    file = incoming("证明.txt", "涉诉".encode())
    with as_it_happened():
        said = {"ground": "in_court", "note": "已起诉", "files": [file]}
        advance(unhappy, "ask_exclusion", by=actors["head.water"], at=at(9, 20), **said)
        advance(unhappy, "approve_exclusion", by=actors["office"], at=at(9, 21))
    part = part_of(computed(), units.water, "solved")
    after, before = (part.numerator, part.denominator), (part.before_numerator, part.before_denominator)
    assert (after, before) == ((1, 1), (1, 2))
    assert part.cases["out_unmet"] == [unhappy.number]


def test_a_month_that_is_not_over_is_not_computed(scheme, actors):
    with pytest.raises(Refused, match="预览"):
        rounds.compute(scheme, SEPTEMBER, by=actors["office"], at=at(9, 30, 23))
    assert Result.objects.count() == 0


def test_a_month_with_no_working_day_calendar_is_refused_with_a_sentence(scheme, actors, lived):
    CalendarYear.objects.filter(year=2026).delete()
    with pytest.raises(Refused, match="2026"):
        rounds.compute(scheme, SEPTEMBER, by=actors["office"], at=OCTOBER)
    assert Result.objects.count() == 0


def test_the_frozen_month_is_the_month_as_it_stood_then_whatever_comes_later(
    lived, frozen, scheme, actors, units, file_appeal
):
    """A late import of old cases, a unit renamed, another version of the scheme, more work on the cases themselves."""
    unhappy = lived(solved=False, satisfaction=2)
    found = frozen()
    before = picture(found)
    lived(when=at(9, 10), solved=False)  # recorded as it happened: it was there
    file_appeal(at=at(9, 11))  # recorded today with an old date
    advance(unhappy, "redo", by=actors["office"], note="重办")
    units.water.name, units.water.short_name = "临江区水利和湖泊局", "水湖局"
    units.water.save()
    assert picture(found) == before
    assert line_of(found, units.water).unit_name == "临江区水务局"
    assert Result.objects.get(round=found).is_untouched()
    with pytest.raises(Refused, match="已公布"):
        rounds.compute(scheme, SEPTEMBER, by=actors["office"], at=at(11, 2))


def test_computed_much_later_a_month_is_what_it_would_have_been(lived, computed, actors, units, file_appeal):
    """What came late, with an old date, was not known at the cut-off; the figures of the first computing come again."""
    unhappy = lived(solved=False, satisfaction=2)
    lived()
    first = [line["score"] for line in picture(computed())[1]]
    late = file_appeal(at=at(9, 2))
    advance(unhappy, "redo", by=actors["office"], note="重办")
    again = computed(when=at(11, 20))
    assert [line["score"] for line in picture(again)[1]] == first
    cases = [part.cases for part in line_of(again, units.water).parts.all()]
    assert late.number not in str(cases)
    assert again.edition == 2


def test_from_its_stored_figures_every_edition_gives_the_same_score_again(lived, frozen, units):
    lived(solved=False)
    lived(contacted=None)
    lived("trade")
    found = frozen()
    result = Result.objects.get(round=found)
    for line in result.lines.all():
        told = {part.name: figure_in(part) for part in line.parts.all()}
        assert score(result.scheme_version.mode, terms_of(result.scheme_version), told).score == line.score


def test_the_cut_off_may_lie_some_working_days_after_the_month(lived, scheme, plan, actors, units):
    """Four working days after September: 24:00 of 11 October would be a day off; the holiday ends on the 7th."""
    schemes.put_in_force(scheme, schemes.Plan(**{**vars(plan), "cut_off_days": 2}), by=actors["office"])
    lived(when=at(9, 28), solved=None)
    found = rounds.compute(scheme, SEPTEMBER, by=actors["office"], at=at(10, 12))
    assert Result.objects.get(round=found).cut_off == at(10, 10, 0)
    with pytest.raises(Refused):
        rounds.compute(scheme, SEPTEMBER, by=actors["office"], at=at(10, 10, 0) - HOUR)
