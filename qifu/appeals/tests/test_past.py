"""The figures of the past, told from the events: the same columns, the same conditions, at any instant."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.figures.measures import MEASURES
from qifu.appeals.figures.past import facts_at, holds, wrongly_counted
from qifu.appeals.models import Appeal
from qifu.appeals.restating import restate
from qifu.appeals.sealing import verify


@pytest.fixture
def several(file_appeal, accepted, assigned, handled, answered, followed_up, actors):
    """An appeal in each state that a measure tells apart, with clocks that ran out and clocks that run."""
    rows = [file_appeal(), accepted(), assigned(), answered(lead="planning"), followed_up(lead="trade")]
    objected = assigned(lead="water")
    advance(objected, "object", by=actors["head.water"], note="不属本局职责")
    advance(objected, "overrule", by=actors["office"], note="属供水设施维护")
    inspected = followed_up()
    advance(inspected, "inspect", by=actors["inspector"], solved=False, note="现场仍无水")
    advance(handled, "contact", by=actors["officer.water"], way="phone", whom="陈静", note="已通话")
    return [*rows, objected, inspected, handled]


def counted_by(facts, at):
    return {
        name: {pk for pk, known in facts.items() if holds(measure.condition(at), known)}
        for name, measure in MEASURES.items()
    }


def found_by(at):
    return {
        name: set(Appeal.objects.filter(measure.condition(at)).values_list("pk", flat=True))
        for name, measure in MEASURES.items()
    }


@pytest.mark.parametrize("days", [0, 40])
def test_each_measure_finds_in_the_events_what_the_database_finds_in_the_columns(several, district, days):
    at = timezone.now() + timedelta(days=days)  # by then every clock has run out
    told = counted_by(dict(facts_at(district, at)), at)
    assert told == found_by(at)
    assert {name for name, found in told.items() if found} >= {
        "received",
        "sign_due",
        "overruled",
        "inspected",
    }


def test_what_came_later_was_not_known_before(several, district, actors, file_appeal):
    then = timezone.now()
    before = dict(facts_at(district, then))
    advance(several[1], "assign", by=actors["office"], lead=several[2].lead_unit, complexity="simple")
    file_appeal()
    assert dict(facts_at(district, then)) == before
    assert Counter(row["stage"] for _pk, row in facts_at(district, timezone.now()))["accepted"] == 0
    assert len(dict(facts_at(district, timezone.now()))) == len(before) + 1


def test_null_holds_no_comparison_and_its_negation_does(several):
    facts = {"working_days": None, "stage": "handling", "redos": 0}
    assert not holds(Q(working_days__gt=3), facts)
    assert holds(Q(working_days__isnull=True) & ~Q(stage__in=("closed",)), facts)
    assert holds(Q(stage="closed") | Q(redos__lte=0), facts)


def test_a_column_changed_past_the_ledger_is_named_and_stating_it_anew_is_on_record(several, district):
    late = several[3]
    assert verify(district) is None
    Appeal.objects.filter(pk=late.pk).update(on_time=True, working_days=1)
    fault = verify(district)
    assert (fault.row, fault.sentence) == (f"appeal {late.number}", "统计所计内容与其办理记录不符")
    assert restate(district) == 1
    assert verify(district) is None
    event = late.timeline.last()
    assert (event.verb, event.counted) == ("restated", {"working_days": 1})
    assert list(wrongly_counted(district)) == []
