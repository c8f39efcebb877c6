"""The demonstration's samples: whole in autumn, and there in the first days of a year."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from qifu.demonstration.founding import found
from qifu.demonstration.inspecting import Inspecting
from qifu.demonstration.playing import play
from qifu.supervision.models import Draw, Inspection, Verdict
from qifu.supervision.sampling.checking import check


def lived(*moment: int) -> datetime:
    now = timezone.make_aware(datetime(*moment))  # noqa: DTZ001 - made aware at once
    ground = found(timezone.localdate(now))
    inspecting = Inspecting(ground, now)
    play(ground, now, inspecting.until)
    inspecting.finish(now)
    return now


@pytest.mark.django_db
def test_in_autumn_the_quarters_are_inspected_and_the_last_sample_half():
    now = lived(2026, 10, 20, 10)
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


@pytest.mark.django_db
def test_on_the_first_days_of_a_year_something_is_drawn_all_the_same():
    now = lived(2026, 1, 5, 10)
    last = Draw.objects.order_by("pk").last()
    assert (last.cancelled, last.inspections.filter(state="done").exists()) == (None, True)
    assert not Verdict.objects.filter(at__gt=now).exists()
