"""The demonstration's samples and assessments on three days of a year: whole in autumn, open to contest in the first days of a month,
and begun in the first days of a year. Six hundred lives are lived for each day, so each stands here once.
"""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from qifu.appeals.recording import as_it_happened
from qifu.assessment.models import Contest, Result, Round
from qifu.demonstration import assessing
from qifu.demonstration.founding import found
from qifu.demonstration.inspecting import Inspecting
from qifu.demonstration.playing import play
from qifu.supervision.models import Draw, Inspection, Verdict
from qifu.supervision.sampling.checking import check

pytestmark = pytest.mark.once


def lived(*moment: int) -> datetime:
    now = timezone.make_aware(datetime(*moment))  # noqa: DTZ001 - made aware at once
    with as_it_happened():
        ground = found(timezone.localdate(now))
        inspecting = Inspecting(ground, now)
        play(ground, now, inspecting.until)
        inspecting.finish(now)
        assessing.play(ground, now)
    return now


@pytest.mark.django_db
def test_in_autumn_the_year_is_inspected_and_assessed():
    now = lived(2026, 11, 24, 10)
    the_quarters_are_inspected_and_the_last_sample_half(now)
    every_month_is_frozen_and_two_were_contested()


def the_quarters_are_inspected_and_the_last_sample_half(now):
    draws = list(Draw.objects.order_by("pk"))
    assert [draw.purpose for draw in draws if draw.population == "assigned"][:2] == [
        "第一季度抽检",
        "第二季度抽检",
    ]
    assert [draw.purpose for draw in draws if draw.cancelled] == ["月度抽检"]
    last = draws[-1]
    states = Counter(last.inspections.values_list("state", flat=True))
    assert min(states["done"], states["open"]) * 3 > last.drawn
    assert last.at < now - timedelta(days=5)
    assert Inspection.objects.filter(consequence="reopened").get().appeal.stage == "handling"
    assert Inspection.objects.filter(state="open", due_at__lt=now).exists()
    assert Verdict.objects.filter(version=2).exists()
    assert all(check(draw).holds for draw in draws)


def every_month_is_frozen_and_two_were_contested():
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
    lived(2026, 9, 2, 10)
    assert [each.stage for each in Round.objects.order_by("-month")[:2]] == ["published", "frozen"]


@pytest.mark.django_db
def test_on_the_first_days_of_a_year_something_is_drawn_and_nothing_has_been_assessed_yet():
    now = lived(2026, 1, 6, 10)
    last = Draw.objects.order_by("pk").last()
    assert (last.cancelled, last.inspections.filter(state="done").exists()) == (None, True)
    assert not Verdict.objects.filter(at__gt=now).exists()
    assert not Round.objects.exists()
