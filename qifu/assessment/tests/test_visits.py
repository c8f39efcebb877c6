"""Trips held are an indicator of the assessment, for every unit that somebody went for."""

from datetime import date

import pytest
from django.utils import timezone

from qifu.assessment.indicators import Window
from qifu.assessment.sources import visits
from qifu.liaison.visits.models import Goer, Visit
from qifu.lib.workdays import start_of_day


@pytest.fixture
def trip(district, units, posts):
    """A trip of Water and Planning on that day."""

    def held(day, stage="done"):
        lead = posts["officer.water"].user
        row = Visit.objects.create(
            district=district,
            kind="visit",
            purpose=f"{day:%m-%d}走访",
            starts_at=start_of_day(day),
            unit=units.water,
            lead=lead,
            stage=stage,
        )
        Goer.objects.create(visit=row, user=lead, unit=units.water)
        Goer.objects.create(visit=row, user=posts["officer.planning"].user, unit=units.planning)
        return row

    return held


def test_a_trip_counts_once_for_each_unit_when_it_was_held_within_the_days(trip, district, units):
    trip(date(2026, 3, 1)), trip(date(2026, 3, 31)), trip(date(2026, 4, 1)), trip(date(2026, 2, 28))
    trip(date(2026, 3, 2), stage="planned"), trip(date(2026, 3, 3), stage="cancelled")
    found = visits(Window(district, date(2026, 3, 1), date(2026, 3, 31), timezone.now()))
    words = ["03-01走访", "03-31走访"]
    assert {unit: [case[0] for case in cases.met] for unit, cases in found.items()} == {
        units.water.pk: words,
        units.planning.pk: words,
    }
