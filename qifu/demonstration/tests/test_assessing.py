"""The demonstration's assessments: a year of frozen months with contests in autumn, and none on the first days of a year."""

from datetime import datetime

import pytest
from django.utils import timezone

from qifu.appeals.recording import as_it_happened
from qifu.assessment.models import Contest, Result, Round
from qifu.demonstration import assessing
from qifu.demonstration.founding import found
from qifu.demonstration.playing import play


def played(*moment: int) -> None:
    now = timezone.make_aware(datetime(*moment))  # noqa: DTZ001 - made aware at once
    with as_it_happened():
        ground = found(timezone.localdate(now))
        play(ground, now)
        assessing.play(ground, now)


@pytest.mark.django_db
def test_in_autumn_every_month_is_frozen_and_two_were_contested():
    played(2026, 11, 24, 10)
    assert [(each.month.month, each.stage) for each in Round.objects.order_by("month")] == [
        (month, "frozen") for month in range(1, 11)
    ]
    assert sorted(Contest.objects.values_list("round__month__month", "ruling")) == [
        (6, "upheld"),
        (9, "refused"),
    ]
    assert Round.objects.get(month__month=6).edition == 2
    assert all(result.is_untouched() for result in Result.objects.all())
    latest = Result.objects.get(round__month__month=10)
    assert latest.lines.filter(state="counted").count() > 10
    assert latest.lines.filter(state="nothing").exists()


@pytest.mark.django_db
def test_in_the_first_days_of_a_month_the_last_one_is_open_to_contest():
    played(2026, 9, 2, 10)
    assert [each.stage for each in Round.objects.order_by("-month")[:2]] == ["published", "frozen"]


@pytest.mark.django_db
def test_on_the_first_days_of_a_year_nothing_has_been_assessed_yet():
    played(2026, 1, 6, 10)
    assert not Round.objects.exists()
