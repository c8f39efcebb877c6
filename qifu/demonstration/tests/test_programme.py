"""The programme of the demonstration: whole in autumn, and already there on the first days of a year."""

from collections import Counter
from datetime import datetime

import pytest
from django.utils import timezone

from qifu.demonstration import programme
from qifu.demonstration.founding import found
from qifu.demonstration.programme_text import DUTIES
from qifu.liaison.evidence import board_of
from qifu.liaison.models import DutyReport
from qifu.liaison.reporting import CellState, reporting_of
from qifu.organisations.evidence import Heading


def played(*moment: int):
    now = timezone.make_aware(datetime(*moment))  # noqa: DTZ001 - made aware at once
    ground = found(timezone.localdate(now))
    return programme.play(ground, now), now


@pytest.mark.django_db
def test_in_autumn_two_units_have_not_reported_and_something_waits_for_the_office():
    running, now = played(2026, 10, 20, 10)
    assert running.document_number == "青办发〔2026〕11号"
    assert running.member_units.count() == 33
    stages = Counter(running.duties.values_list("stage", flat=True))
    assert (sum(stages.values()), stages["finished"], stages["draft"]) == (len(DUTIES), 6, 0)
    reporting = reporting_of(running, now)
    assert [unit.short_name for unit in reporting.silence.units] == ["区金融办", "区人社局"]
    states = Counter(cell.state for line in reporting.lines for cell in line.cells)
    assert states[CellState.MISSING] == 4
    assert states[CellState.LATE] == 14
    reports = Counter(DutyReport.objects.values_list("stage", flat=True))
    assert (reports["sent_back"], reports["filed"]) == (1, 6)
    shown = {pillar.heading: len(pillar.entered) for pillar in board_of(running)}
    assert shown == {
        Heading.PLAN: 3,
        Heading.ORGANISATION: 3,
        Heading.PUBLICITY: 3,
        Heading.INSTITUTIONS: 3,
        Heading.SUPERVISION: 2,
    }


@pytest.mark.django_db
def test_in_the_first_days_of_a_year_the_duties_are_handed_down_and_nothing_lies_in_the_future():
    running, now = played(2026, 1, 3, 10)
    assert set(running.duties.values_list("stage", flat=True)) == {"open"}
    assert running.duties.filter(handed_down_at__gt=now).count() == 0
    assert DutyReport.objects.count() == 0
    assert running.evidence.count() == 0
